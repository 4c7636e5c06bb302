#include "workflows/registry/acting.hpp"

#include <algorithm>

namespace gozin::registry {
namespace {

constexpr std::chrono::days kDay{1};

/// The last day of a tenure, as it was or will be.
Day last_day_of(ActingTenure const& tenure) {
  return tenure.left ? std::min(tenure.until, *tenure.left - kDay) : tenure.until;
}

}  // namespace

ActingRun acting_run(Post const& post, Day from, int gap_days) {
  ActingRun run;
  Day next{};  // the first day that is not counted yet
  auto const falls_apart = [&](Day begins) { return (begins - next).count() >= gap_days; };
  for (auto i = post.acting_counted_from; i < post.acting.size(); ++i) {
    auto const& tenure = post.acting[i];
    auto const end = std::min(last_day_of(tenure) + kDay, from);
    if (run.since && falls_apart(tenure.from)) run = {};
    auto const begins = run.since ? std::max(tenure.from, next) : tenure.from;
    if (begins >= end) continue;
    run.days += (end - begins).count();
    if (!run.since) run.since = begins;
    next = end;
  }
  return run.since && falls_apart(from) ? ActingRun{} : run;
}

ActingTenure const* find_tenure(Post const& post, PersonId const& person) {
  for (auto i = post.acting.size(); i > post.acting_counted_from; --i)
    if (post.acting[i - 1].person == person) return &post.acting[i - 1];
  return nullptr;
}

std::optional<StreamId> last_acting_case(Post const& post, std::size_t first) {
  for (auto i = post.acting.size(); i > first; --i)
    if (post.acting[i - 1].by) return post.acting[i - 1].by;
  return std::nullopt;
}

}  // namespace gozin::registry
