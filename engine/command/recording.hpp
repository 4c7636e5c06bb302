#pragma once

#include "engine/command/lineage.hpp"
#include "engine/command/pipeline.hpp"
#include "engine/command/streams.hpp"
#include "engine/ledger/tree.hpp"

#include <map>
#include <set>

namespace gozin {

/// A vault key at work: as it is used, and whether the store has it.
class KeyRing {
 public:
  explicit KeyRing(Keys& keys) : keys_{keys} {}

  /// The key, from memory or the store; nothing when there is none.
  [[nodiscard]] std::optional<SecretKey> find(VaultKeyId const& id, StoreView& store);
  /// Asks the store at once for all of these that are not at hand. What it does not have is not
  /// asked for again before the next call: with the head held nobody else adds a key.
  void expect(std::set<VaultKeyId> const& ids, StoreView& store);
  /// The key; one that does not exist yet is made and will be written with the batch.
  [[nodiscard]] SecretKey ensure(VaultKeyId const& id, StoreView& store, Batch& batch);
  void forget(VaultKeyId const& id) { known_.erase(id); }
  void clear() {
    known_.clear();
    absent_.clear();
  }

 private:
  SecretKey const& take(WrappedKey const& stored);

  Keys& keys_;
  std::map<VaultKeyId, SecretKey> known_;
  std::set<VaultKeyId> absent_;
};

/// The right edge of the tree at that head. Throws StoreDamaged where its text does not fit its
/// size.
[[nodiscard]] Frontier frontier_of(Head const& head);

/// A mark of the epoch in force, which says nothing of its key.
[[nodiscard]] std::string mark_of_epoch(Keys& keys);

/// Whether a request that was answered asked for something else. With an epoch passed since, what
/// the fingerprint stood for nobody can tell any more, and the same key means the same request.
[[nodiscard]] bool has_other_content(AnsweredRequest const& done, Submission const& repeated);

/// What an event keeps in the vault, read with its key. Throws StoreFailed when the record does not
/// open under the key or does not fit the commitments it is bound to.
[[nodiscard]] Opened open_record(Keys& keys, SecretKey const& key, VaultRecord const& record);

/// The read rows of a stream as it is folded.
[[nodiscard]] std::vector<TableRow> rows_of(Folded const& folded, StreamId const& stream);

/// The key of a secret ballot's box; destroyed when the ballot is counted.
[[nodiscard]] VaultKeyId box_key_of(std::string const& ballot);

/// One batch in the making: judged commands and the rows they will write. Lives as long as the
/// write transaction; when it goes without `finish`, everything it touched must be evicted.
class Recording final : public View {
 public:
  struct Parts {
    Catalog const& catalog;
    Ports& ports;
    std::string const& origin;
    StreamCache& cache;
    KeyRing& ring;
    bool is_clock_sound = true;  // false: nothing new is recorded
  };
  /// `batch`: what is going to be judged, so that the store is asked for all of it at once.
  Recording(Parts parts, WriteTransaction& store, std::span<Submission const> batch);

  /// Judges one submission of the batch; what is accepted is folded at once, so that the next sees
  /// it.
  [[nodiscard]] Outcome judge(Submission& submission);

  [[nodiscard]] bool empty() const { return batch_.events.empty(); }
  /// All rows of the batch, read tables included.
  [[nodiscard]] Batch& finish();
  [[nodiscard]] Frontier const& frontier() const { return frontier_; }
  /// The epoch that this batch begins; null when it begins none.
  [[nodiscard]] NextEpoch* epoch() const { return epoch_.get(); }

  /// Streams whose folded state is ahead of the store until the commit.
  [[nodiscard]] std::set<StreamId> const& touched() const { return touched_; }

  struct Heard {
    Recorded recorded;
    std::vector<Opened> kept;
  };
  [[nodiscard]] std::vector<Heard> const& heard() const { return heard_; }

  [[nodiscard]] Folded const* folded(StreamId const& stream) override;
  [[nodiscard]] std::shared_ptr<Folded const> folded_through(StreamId const& stream,
                                                             std::int64_t rev) override;

 private:
  class CommandFacts;
  struct Written {
    Recorded recorded;
    std::string body;
    Hash leaf;
  };

  [[nodiscard]] Running* load(StreamId const& stream);
  [[nodiscard]] StreamSource source();
  [[nodiscard]] std::optional<Outcome> answered(Submission const& submission);
  [[nodiscard]] Outcome judge_new(Submission& submission);
  [[nodiscard]] Result<Decision> decision_on(Submission const& submission, CommandFacts& facts);
  [[nodiscard]] std::optional<Rejection> flaw(Submission const& submission);
  /// Whether somebody else has what names one person only.
  [[nodiscard]] std::optional<Rejection> taken(Submission const& submission);
  [[nodiscard]] std::optional<Rejection> flaw_of_key(Event const& event);
  [[nodiscard]] std::optional<Rejection> unacceptable(Decision const& decision);
  /// Streams that begin with what another one recorded stand where that one stood.
  [[nodiscard]] std::optional<Rejection> take_over(Decision const& decision);
  void forget_taken_over(Decision const& decision);
  [[nodiscard]] Result<std::vector<Written>> accepted(Submission const& submission,
                                                      Decision const& decision);
  [[nodiscard]] Result<std::vector<Written>> write_leaves(Submission const& submission,
                                                          Decision const& decision);
  void record(Submission& submission, Decision const& decision, std::vector<Written> written,
              std::vector<Draft> const& drafts);
  void keep(std::vector<Draft> const& drafts, std::span<Written const> written);
  void empty_boxes(Decision const& decision);
  void destroy_keys(Decision const& decision);
  /// Wraps all that is left under a new epoch key.
  void change_epoch();
  void rewrap_stored();
  void rewrap_made();
  void rekey_lookups();
  [[nodiscard]] bool is_destroyed(VaultKeyId const& id) const;
  /// A decision that came to nothing may have made keys: neither store nor ring shall have them.
  void take_back_keys(std::size_t kept);
  void remember_answer(Submission const& submission, Accepted const& accepted);
  void project_before(StreamId const& stream, Running& running);
  void project_after(StreamId const& stream, std::vector<TableRow> const& before);

  Parts parts_;
  WriteTransaction& store_;
  Batch batch_;
  Head head_;
  Frontier frontier_;
  std::set<StreamId> touched_;
  std::map<StreamId, std::vector<TableRow>> rows_before_;
  std::map<std::pair<std::int64_t, VaultKeyId>, Opened> kept_;
  std::vector<Heard> heard_;
  std::vector<Naming> namings_;
  std::map<std::string, AnsweredRequest> answered_;  // in the store, and in the batch so far
  std::set<PersonId> erased_;
  std::unique_ptr<NextEpoch> epoch_;
};

}  // namespace gozin
