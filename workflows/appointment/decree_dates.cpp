#include "workflows/appointment/decree_dates.hpp"

#include "workflows/appointment/reasons.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

constexpr std::chrono::days kYear{366};

}  // namespace

Instant decided_at(Case const& state) {
  auto latest = std::max({state.published, state.opened, state.decided});
  for (auto const& ballot : state.ballots) latest = std::max(latest, ballot.closed);
  return latest;
}

std::optional<Rejection> flaw_of_term(Day from, Day dated, Day today) {
  if (from < dated) return Rejection{Reason::term_must_not_begin_before_decree, to_iso_date(from)};
  if (from > today + kYear)
    return Rejection{Reason::term_must_begin_within_a_year, to_iso_date(today + kYear)};
  return std::nullopt;
}

}  // namespace gozin::appointment
