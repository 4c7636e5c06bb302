#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/case.hpp"

#include <optional>

namespace gozin::appointment {

/// `objection.o-…`: the deadline for the decision on one objection.
[[nodiscard]] inline Code objection_deadline(Code const& objection) {
  return {"objection." + objection.text};
}

/// Refused as `objections_must_be_decided` while an objection against an exclusion or the ranking
/// is open: nobody is appointed before it is heard. What comes too late is a note and no objection.
[[nodiscard]] std::optional<Rejection> flaw_of_open_objections(Case const& state);

/// Why what follows from exclusions has to wait: an excluded nominee has not been told
/// (`exclusion_must_be_served`), or may still object (`objection_periods_must_have_passed`).
[[nodiscard]] std::optional<Rejection> flaw_of_exclusions(Context const& context);

}  // namespace gozin::appointment
