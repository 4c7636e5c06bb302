#pragma once

#include "engine/command/pipeline.hpp"
#include "tests/simulation/faulty_store.hpp"
#include "tests/simulation/watch.hpp"

#include <deque>
#include <map>
#include <memory>
#include <string>

namespace gozin::simulation {

/// What all nodes of a city share.
struct Site {
  Disk& disk;
  KeyFolder& folder;
  TrueTime& time;
  Chance& chance;
  Watch& watch;
};

/// A command on its way, and whose it is.
struct Queued {
  std::shared_ptr<Errand> errand;
  int attempt = 0;
  Submission submission;
  bool was_done = false;  // before it was judged
};

/// One running program: a pipeline with its caches, and what waits for its writer. As in the
/// program itself a busy node answers later, and a dead one never.
class Node {
 public:
  Node(Site const& site, std::string name);
  Node(Node const&) = delete;
  Node& operator=(Node const&) = delete;

  /// Starts the program on what is durable. May crash again, or fail.
  void start();
  /// It is gone, with all that it had in memory.
  void die();
  [[nodiscard]] bool is_up() const { return pipeline_ != nullptr; }

  [[nodiscard]] Pipeline& pipeline() { return *pipeline_; }
  /// Reads and compares everything that it holds folded.
  void show_held();
  /// Timers that are due by this node's clock, each given once until it is worth another try.
  [[nodiscard]] std::vector<Request> due_timers();

  std::string const name;
  Fuse fuse;
  FaultyStore store;
  NodeClock clock;
  std::deque<Queued> queue;
  bool is_frozen = false;
  bool refuses = false;  // since its clock has jumped

 private:
  Site site_;
  NodeRandom random_;
  NodeKeys keys_;
  NodeSigner signer_;
  std::unique_ptr<RecentSnapshots> snapshots_;
  std::unique_ptr<Pipeline> pipeline_;
  std::int64_t heard_ = 0;
  std::map<Row, Instant> refused_;  // timers that led to nothing, and when each is tried again
};

}  // namespace gozin::simulation
