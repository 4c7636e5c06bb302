#include "tests/simulation/founding.hpp"
#include "tests/simulation/run.hpp"

#include <array>

// What goes wrong in a city, and how it is brought to its end.
namespace gozin::simulation {
namespace {

constexpr std::int64_t kSecond = 1'000;
constexpr std::int64_t kHour = 3'600 * kSecond;
/// Calls to the world that a lit fuse may last: several batches at most.
constexpr std::int64_t kFuseMax = 400;

}  // namespace

/// While a node is frozen in its commit the others go on.
void Run::interlude() {
  if (is_interlude_) return;
  is_interlude_ = true;
  auto const steps = chance_.between(1, 12);
  note("a node is frozen");
  for (std::int64_t i = 0; i < steps; ++i) step();
  note("it wakes");
  is_interlude_ = false;
}

void Run::do_harm() {
  if (disk_.is_full) {
    disk_.is_full = false;
    note("there is room on the disk");
    return;
  }
  auto* node = some_node();
  if (chance_.one_in(20)) {
    disk_.is_full = true;
    ++books_.tally.faults["full_disk"];
    note("the disk is full");
  } else if (node) {
    harm(*node);
  }
}

void Run::harm(Node& node) {
  constexpr std::array kFaults{Fault::busy, Fault::write_fails, Fault::commit_fails,
                               Fault::reply_lost, Fault::frozen};
  auto const dice = chance_.below(16);
  if (dice < 8) {
    auto const fault = kFaults[chance_.below(kFaults.size())];
    node.store.arm(fault);
    note("trouble ahead at " + node.name + ": " + std::string{name_of(fault)});
  } else if (dice < 11) {
    node.fuse.light(static_cast<int>(chance_.between(1, kFuseMax)));
    note(node.name + " is about to die");
  } else if (dice < 12) {
    kill(node, "is killed");
  } else if (dice < 13) {
    node.clock.skew_ms = 0;
    note("the clock of " + node.name + " is set right");
  } else if (dice < 15) {
    node.clock.skew_ms -= chance_.between(1, 3 * kHour);
    ++books_.tally.faults["clock_back"];
    note("the clock of " + node.name + " steps back");
  } else {
    node.clock.skew_ms += chance_.between(1, 3 * kHour);
    ++books_.tally.faults["clock_forward"];
    note("the clock of " + node.name + " jumps forward");
  }
}

/// Nothing is in the way any more: everybody has their answer, and everything agrees.
void Run::end_well() {
  note("all is put right");
  disk_.is_full = false;
  for (auto& node : nodes_) {
    node->fuse.put_out();
    node->store.arm(Fault::none);
    if (node->is_up()) kill(*node, "is started anew");
    start(*node);
  }
  auto const left = errands_;
  for (auto const& errand : left) {
    if (!errand->request.idempotency_key) continue;
    auto& node = *some_node();
    send(errand, node);
    while (!node.queue.empty()) write(node);
    demand(errand->over, "a request that nobody answers", cause_of(*errand, errand->attempts));
  }
  for (auto& node : nodes_) {
    node->pipeline().follow();
    (void)node->pipeline().checkpoint();
    node->show_held();
  }
  NodeKeys keys{folder_, chance_, nodes_.front()->fuse};
  watch_.look_at_all(keys);
}

void Run::count_ends() {
  for (auto const& [stream, folded, past] : watch_.world().streams()) {
    if (stream.kind() != "case") continue;
    std::string leaves;
    for (auto const& leaf : chart::leaf_names(folded->kind->chart.model, folded->position))
      leaves += (leaves.empty() ? "" : "+") + leaf;
    ++books_.tally.ends[leaves];
  }
}

}  // namespace gozin::simulation
