#pragma once

#include "adapters/cli/services.hpp"

namespace gozin::app {

/// Backup, restoring and upgrading of a city's database, put together from the store's copies and
/// the bundles of keys.
[[nodiscard]] cli::Upkeep upkeep();

}  // namespace gozin::app
