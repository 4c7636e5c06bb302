#pragma once

#include "engine/command/pipeline.hpp"
#include "engine/ledger/tree.hpp"
#include "tests/model/world.hpp"
#include "tests/simulation/faulty_store.hpp"
#include "tests/simulation/tally.hpp"
#include "tests/simulation/trace.hpp"

#include <map>
#include <string>
#include <vector>

namespace gozin::simulation {

/// A request as a client keeps it until it knows what became of it.
struct Errand {
  std::int64_t number = 0;
  Request request;
  int attempts = 0;
  int waiting = 0;    // attempts that lie in the queue of a node
  bool over = false;  // answered, refused, or nobody asks any more
  std::optional<std::vector<Receipt>> answer = {};
};

/// What an attempt is known by in the log.
[[nodiscard]] std::string cause_of(Errand const& errand, int attempt);

/// Looks at everything that becomes durable, in order, and at what clients are told of it. Keeps
/// books of its own: the tree, the streams as they fold, who asked for what. Whatever must never
/// happen is a Violation.
class Watch {
 public:
  struct Books {
    Trace& trace;
    Tally& tally;
  };
  Watch(Disk& disk, TrueTime const& time, Books books);

  /// Looks at what was committed since. After every step.
  void look();

  /// A client was told that it is done.
  void accepted(Errand const& errand, int attempt, Accepted const& answer);
  /// A client was told that it is refused; `was_done`: although it was recorded before it was
  /// judged.
  void refused(Errand const& errand, int attempt, Rejection const& why, bool was_done) const;
  /// Whether the log holds some attempt of it.
  [[nodiscard]] bool is_done(Errand const& errand) const { return find(errand) != nullptr; }
  /// Nothing of this attempt may be recorded.
  void untouched(Errand const& errand, int attempt, std::string_view why);
  /// A node signs this text.
  void signing(std::string_view text) const;
  /// A node tells a listener of this event, having told it of all before `next`.
  void heard(std::int64_t next, Recorded const& recorded) const;
  /// A node holds this stream folded.
  void held(StreamId const& stream, Folded const& folded) const;

  /// The city as the log says it is.
  [[nodiscard]] model::World& world() { return world_; }
  /// Everything at once, as `gozin verify` sees it, and proofs between checkpoints.
  void look_at_all(Keys& keys);

 private:
  struct Done {
    int attempt = 0;
    std::vector<Receipt> events;
  };

  void look_at(Batch const& batch);
  void look_at(StoredEvent const& stored);
  void look_at_rows(StreamId const& stream) const;
  void look_at_emptied(VaultKeyId const& key) const;
  void look_at_checkpoint(StoredCheckpoint const& stored) const;
  void remember(Recorded const& recorded);
  void conclude();
  void demand_lawful() const;
  void look_at_consistency() const;
  void demand_root(TreeHead const& tree, std::string_view what) const;
  [[nodiscard]] Done const* find(Errand const& errand) const;

  Disk& disk_;
  TrueTime const& time_;
  Books books_;
  model::World world_;
  Frontier frontier_;
  std::vector<Hash> roots_;  // by size
  std::string cause_;        // of the last event
  std::string last_;         // it, as it stands in the log
  std::map<std::int64_t, Done> done_;
};

}  // namespace gozin::simulation
