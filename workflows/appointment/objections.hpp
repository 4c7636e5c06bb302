#pragma once

#include "engine/command/context.hpp"

#include <optional>

namespace gozin::appointment {

/// `objection.o-…`: the deadline for the decision on one objection.
[[nodiscard]] inline Code objection_deadline(Code const& objection) {
  return {"objection." + objection.text};
}

/// Why what follows from exclusions has to wait: an excluded nominee has not been told
/// (`exclusion_must_be_served`), or may still object (`objection_periods_must_have_passed`).
[[nodiscard]] std::optional<Rejection> flaw_of_exclusions(Context const& context);

}  // namespace gozin::appointment
