#pragma once

#include "tests/simulation/load.hpp"
#include "tests/simulation/node.hpp"
#include "tests/simulation/trace.hpp"

#include <memory>
#include <vector>

namespace gozin::simulation {

/// How a city is tried.
struct Plan {
  int nodes = 3;
  bool with_faults = true;
  std::int64_t commands = 2'000;  // of one city; the next one begins after them
};

/// One city from its founding to its end: nodes, people, faults, and the watch over all of it, a
/// step after another as the seed chooses. Whatever must never happen is thrown as a Violation.
class Run {
 public:
  Run(std::uint64_t seed, Plan const& plan, Watch::Books books);

  void go();

 private:
  // Steps, each chosen by chance.
  void step();
  void submit();
  void send_again();
  void write(Node& node);
  void act_on_timers(Node& node);
  void maintain(Node& node);
  void pass_time();
  void do_harm();
  void harm(Node& node);

  void found();
  void start(Node& node);
  void die(Node& node);
  void kill(Node& node, std::string const& how);
  void send(std::shared_ptr<Errand> const& errand, Node& node);
  void take_answers(std::vector<Queued>& batch, std::vector<Outcome> const& outcomes);
  void take_answer(Queued const& queued, Outcome const& outcome);
  void leave_unanswered(std::vector<Queued> const& batch);
  void interlude();
  void end_well();
  void count_ends();

  /// Does something at a node; gives whether the node has come through it.
  template <class Act>
  bool at(Node& node, std::string_view what, Act act);
  [[nodiscard]] Node* some_node();
  [[nodiscard]] Node* node_for(StreamId const& stream);
  void note(std::string line) { books_.trace.add(std::move(line)); }

  Plan const plan_;
  Watch::Books books_;
  Chance chance_;
  TrueTime time_{Instant{1'795'000'000'000}};
  Disk disk_;
  KeyFolder folder_;
  Watch watch_{disk_, time_, books_};
  Load load_{chance_, watch_.world()};
  Site const site_{disk_, folder_, time_, chance_, watch_};
  std::vector<std::unique_ptr<Node>> nodes_;
  std::vector<std::shared_ptr<Errand>> errands_;  // those that are not over, and the last answered
  std::int64_t next_errand_ = 1;
  std::int64_t given_ = 0;  // commands of this city
  bool is_interlude_ = false;
  bool was_busy_ = false;  // the node that acted last
};

}  // namespace gozin::simulation
