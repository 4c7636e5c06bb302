#pragma once

#include "engine/command/catalog.hpp"

namespace gozin::session {

/// The meetings of bodies.
[[nodiscard]] Workflow session_workflow();

/// Every session with its state and the number of those present.
[[nodiscard]] ReadTable const& session_list();
/// The items of each agenda.
[[nodiscard]] ReadTable const& session_agenda();

}  // namespace gozin::session
