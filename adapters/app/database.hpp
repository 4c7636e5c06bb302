#pragma once

#include "adapters/store/store_url.hpp"
#include "engine/port/event_store.hpp"

#include <string>

namespace gozin::app {

/// The database that was named, else the configured one, with the configured archive. Throws
/// cli::UsageError where the name is no address, StoreFailed where the setting is none.
[[nodiscard]] StoreUrl database_url(std::string const& given);

/// Does the work. What is wrong with a database is told with where it is.
template <class Work>
auto named(StoreUrl const& url, Work const& work) {
  try {
    return work();
  } catch (StoreFailed const& failure) {
    throw StoreFailed(shown(url) + ": " + failure.what());
  }
}

}  // namespace gozin::app
