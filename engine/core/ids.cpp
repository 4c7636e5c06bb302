#include "engine/core/ids.hpp"

namespace gozin {

StreamId stream_of(std::string_view kind, std::string_view key) {
  return StreamId{std::string{kind} + "/" + std::string{key}};
}

}  // namespace gozin
