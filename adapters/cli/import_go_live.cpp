#include "adapters/cli/import_list.hpp"
#include "engine/command/streams.hpp"

namespace gozin::cli {
namespace {

/// The day of each class as it was set last.
std::map<std::string, std::string> days_set(Program const& program, StoreView& store) {
  std::map<std::string, std::string> days;
  store.read_stream(StreamId{"log"}, 0, [&](StoredEvent const& stored) {
    if (stored.type != "GoLiveSet") return;
    auto const data = read_recorded(program.services().catalog, stored).event.data();
    days[std::string{data.at("post_class").as_string()}] = data.at("from").as_string();
  });
  return days;
}

}  // namespace

int import_go_live(Program& program, ListOrder const& order) {
  auto plan = read_list(program, order, {{"post_class", true}, {"from", true}}, "post_class");
  if (!plan) return refuse_list(program, order, plan.error());
  auto const deployment = program.open();
  auto const known = days_set(program, *deployment->store().view());
  for (auto const& row : plan->rows) {
    if (plan->is_faulty(row)) continue;
    auto const day = day_at(program, *plan, row, "from");
    if (!day) continue;
    auto const set = known.find(row.text("post_class"));
    if (set != known.end() && set->second == *day)
      ++plan->same;
    else
      plan->step(row, "set_go_live", StreamId{"log"},
                 {{"post_class", row.text("post_class")}, {"from", *day}});
  }
  return carry_out(program, *deployment, order, *plan);
}

}  // namespace gozin::cli
