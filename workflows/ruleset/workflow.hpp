#pragma once

#include "engine/command/catalog.hpp"

namespace gozin::ruleset {

/// How the rules themselves come into force and go out of it.
[[nodiscard]] Workflow ruleset_workflow();

/// Every rule set with its hash and state.
[[nodiscard]] ReadTable const& ruleset_list();

}  // namespace gozin::ruleset
