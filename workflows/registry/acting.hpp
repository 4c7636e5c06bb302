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

/// The last time of the person as acting head since somebody was last appointed for good, that
/// which runs included; nothing where there was none.
[[nodiscard]] ActingTenure const* find_tenure(Post const& post, PersonId const& person);

/// The case of the last acting head of those from that place in the list on. Whoever held the post
/// before this log has none.
[[nodiscard]] std::optional<StreamId> last_acting_case(Post const& post, std::size_t first);

}  // namespace gozin::registry
