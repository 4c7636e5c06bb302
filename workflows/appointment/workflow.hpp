#pragma once

#include "engine/command/catalog.hpp"

namespace gozin::appointment {

/// The procedure of a case, from the vacancy to the decree.
[[nodiscard]] Workflow appointment_workflow();

}  // namespace gozin::appointment
