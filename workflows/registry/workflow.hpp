#pragma once

#include "engine/command/catalog.hpp"

namespace gozin::registry {

/// What the city is made of: log, persons and their roles, posts, budget lines, bodies, the series
/// of decree numbers.
[[nodiscard]] Workflow registry_workflow();

}  // namespace gozin::registry
