#pragma once

#include "engine/core/ids.hpp"

namespace gozin::appointment {

/// `objection.o-…`: the deadline for the decision on one objection.
[[nodiscard]] inline Code objection_deadline(Code const& objection) {
  return {"objection." + objection.text};
}

}  // namespace gozin::appointment
