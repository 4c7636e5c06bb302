#pragma once

#include "workflows/registry/states.hpp"

// How long acting heads have held a post: all of them together (threat T26).
namespace gozin::registry {

/// Acting heads that followed each other.
struct ActingRun {
  std::int64_t days = 0;
  std::optional<Day> since = {};  // absent: there were none
};

/// The acting heads that count together with one who begins at that day: all since somebody was
/// last appointed for good, but for those before a time of at least `gap_days` without any. Days
/// from `from` on are not counted.
[[nodiscard]] ActingRun acting_run(Post const& post, Day from, int gap_days);

/// Whether the person was acting head since somebody was last appointed for good, or is now; by
/// which case last.
[[nodiscard]] std::optional<StreamId> acting_case_of(Post const& post, PersonId const& person);

}  // namespace gozin::registry
