#include "adapters/http/failure.hpp"

#include "engine/port/event_store.hpp"

#include <stdexcept>
#include <typeinfo>

namespace gozin::http {

std::string words_of(std::exception const& failure) {
  auto const name = std::string{typeid(failure).name()};
  if (dynamic_cast<std::logic_error const*>(&failure) != nullptr ||
      dynamic_cast<StoreFailed const*>(&failure) != nullptr)
    return name + ": " + failure.what();
  return name;
}

}  // namespace gozin::http
