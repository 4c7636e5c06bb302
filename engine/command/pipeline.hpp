#pragma once

#include "engine/command/catalog.hpp"
#include "engine/command/preparation.hpp"
#include "engine/command/snapshots.hpp"
#include "engine/ledger/tree.hpp"
#include "engine/port/clock.hpp"
#include "engine/port/event_store.hpp"
#include "engine/port/signer.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace gozin {

/// What a person, a program or the clock asks for, as it came in through any door.
struct Request {
  std::string command;  // name or wire name
  StreamId stream;      // empty when the command opens one
  json::object input;
  PersonId actor;
  Code role;
  PersonId behalf = {};
  Code channel;
  std::optional<Instant> occurred = {};
  std::string id;                                   // of the request, made by the server
  std::optional<std::string> idempotency_key = {};  // already bound to caller and route
  std::optional<HeldLease> lease = {};              // under which alone it may be recorded
};

/// An event as its author may see it.
struct Receipt {
  std::int64_t seq = 0;
  StreamId stream;
  std::string type;
};

/// What was recorded for a command. `replayed`: it was done before under the same key.
struct Accepted {
  std::vector<Receipt> events;
  bool replayed = false;
};

using Outcome = Result<Accepted>;

/// What the pipeline needs of the world.
struct Ports {
  EventStore& store;
  Clock& clock;
  Random& random;
  Keys& keys;
  Signer& signer;
  Directory const& directory;
  Snapshots* snapshots = nullptr;  // of commands in preparation; null: each reads for itself
};

struct PipelineLimits {
  std::size_t streams_cached = 10'000;
  /// By how much the time of day may gain on the time that passes before nothing is recorded.
  std::int64_t clock_jump_ms_max = 3'600'000;
};

/// The one way from a command to the log. `prepare` may run on any thread; `write` belongs to the
/// writer, one thread a node. Owns no thread.
class Pipeline {
 public:
  /// `origin` names the log and its key.
  Pipeline(Catalog const& catalog, Ports ports, std::string origin, PipelineLimits limits = {});
  ~Pipeline();

  /// Reads the input, checks its limits, hides what must not be read, makes ids and commitments.
  /// `stories` move their own clock, so the recorded instant is asked of the port each time.
  [[nodiscard]] Result<Submission> prepare(Request request);

  /// Judges the submissions in order and records all that are accepted in one transaction, then
  /// signs one checkpoint. Throws StoreBusy or StoreFailed when nothing of the batch was recorded.
  /// What is recorded is answered for, whether it can be signed for at once or not; nothing more is
  /// recorded before it is.
  [[nodiscard]] std::vector<Outcome> write(std::span<Submission> batch);

  /// `prepare` and `write` for one request.
  [[nodiscard]] Outcome perform(Request request);

  /// Called after each commit with the events recorded, in order, and what they keep in the vault.
  using Listener = std::function<void(Recorded const&, std::vector<Opened> const&)>;
  void on_recorded(Listener listener);

  /// Hears what other nodes have recorded. For the writer, now and then, so that a node on which
  /// nobody acts forgets the erased, too.
  void follow();

  /// How far this node has read the log. For the writer.
  [[nodiscard]] std::int64_t size_seen() const;

  /// Why what was recorded last waits to be signed for; nothing where it does not.
  [[nodiscard]] std::optional<std::string> const& unsigned_because() const;

  /// What the writer holds folded between batches, for whoever compares it with the store.
  void visit_held(std::function<void(StreamId const&, Folded const&)> const& visit) const;

  /// The last signed checkpoint of this node; stores it when the store does not have it yet. Throws
  /// LogContradicted where the log does not go on from what its key has signed for.
  [[nodiscard]] StoredCheckpoint checkpoint();

  /// The verifier key by which the log is signed now, as far as this node has read it. For the
  /// thread that writes.
  [[nodiscard]] std::string vkey() const;

  [[nodiscard]] Catalog const& catalog() const { return catalog_; }
  [[nodiscard]] std::string const& origin() const { return origin_; }

 private:
  struct State;

  [[nodiscard]] bool clock_has_jumped();
  void catch_up(StoreView& store);
  void settle_epoch(StoreView& store);
  struct Span {
    std::int64_t from;
    std::int64_t end;
  };
  void hear(StoreView& store, Span const& of, Frontier& frontier);
  void expect_signer();
  void expect_to_extend(StoreView& store);
  void sign(Frontier const& frontier);
  void sign_for_seen();
  [[nodiscard]] StoredCheckpoint held_to(TreeHead const& tree,
                                         StoredCheckpoint const& stored) const;

  Catalog const& catalog_;
  Ports ports_;
  std::string origin_;
  PipelineLimits limits_;
  std::unique_ptr<State> state_;
};

}  // namespace gozin
