#pragma once

#include "engine/port/event_store.hpp"
#include "tests/simulation/ports.hpp"
#include "tests/support/store_contents.hpp"

#include <functional>
#include <vector>

namespace gozin::simulation {

/// What stays when every node dies: the database of a city, shared by its nodes.
struct Disk {
  tests::StoreContents contents;
  std::vector<Batch> fresh;  // committed, and not looked at yet
  std::int64_t commits = 0;
  bool is_full = false;
};

/// What goes wrong with one transaction.
#define GOZIN_FAULTS_OF_TRANSACTIONS(X)                                        \
  X(none)                                                                      \
  X(busy)         /* the head does not come in time */                         \
  X(write_fails)  /* before anything is durable */                             \
  X(commit_fails) /* nothing is durable */                                     \
  X(reply_lost)   /* all of it is durable, and the caller is told of a loss */ \
  X(frozen)       /* the node stands still in commit; the server gives it up */
GOZIN_NAMED_ENUM(Fault, GOZIN_FAULTS_OF_TRANSACTIONS)

/// The database as one node reaches it. Keeps every promise of the port, also in its faults: a
/// batch is durable whole or not at all, and what is answered StoreBusy is not durable.
class FaultyStore final : public EventStore {
 public:
  FaultyStore(Disk& disk, Fuse& fuse) : disk_{disk}, fuse_{fuse} {}

  [[nodiscard]] std::unique_ptr<WriteTransaction> begin() override;
  [[nodiscard]] std::unique_ptr<StoreView> view() override;

  /// What goes wrong with the next transaction.
  void arm(Fault fault) { fault_ = fault; }
  [[nodiscard]] Fault armed() const { return fault_; }
  /// What the rest of the world does while this node is frozen.
  std::function<void()> while_frozen = [] {};
  /// Told of each fault when it strikes.
  std::function<void(Fault)> struck = [](Fault) {};

 private:
  class View;
  class Transaction;

  Disk& disk_;
  Fuse& fuse_;
  Fault fault_ = Fault::none;
};

}  // namespace gozin::simulation
