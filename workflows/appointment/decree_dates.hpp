#pragma once

#include "engine/core/result.hpp"
#include "workflows/appointment/case.hpp"

#include <optional>

namespace gozin::appointment {

// Which days a decree may bear.

/// When the last decision was taken that the decree rests on: the end of objections, ballots and
/// ties, resolutions in effect, the choice itself. Earlier it cannot be dated (threat T19). What a
/// case has taken over was struck down: before the order nothing holds again.
[[nodiscard]] Instant decided_at(Case const& state);

/// Refused as `term_must_not_begin_before_decree`, or as `term_must_begin_within_a_year` of the day
/// on which the decree is drafted: an appointment is to a post that is vacant now.
[[nodiscard]] std::optional<Rejection> flaw_of_term(Day from, Day dated, Day today);

}  // namespace gozin::appointment
