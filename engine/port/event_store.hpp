#pragma once

#include "engine/core/hash.hpp"
#include "engine/core/ids.hpp"
#include "engine/core/time.hpp"
#include "engine/port/keys.hpp"
#include "engine/projection/table.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace gozin {

/// The store is busy or unreachable; nothing was written and the caller may try again.
struct StoreBusy : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The store cannot go on: it is full, damaged, of another version, or not ours.
struct StoreFailed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What is stored is not what was written.
struct StoreDamaged : StoreFailed {
  using StoreFailed::StoreFailed;
};

/// The log is whole in itself and not the one that was signed for before.
struct LogContradicted : StoreFailed {
  using StoreFailed::StoreFailed;
};

/// The store has gone over to another version of the program while this one ran: it begins no
/// further view or transaction, and must be replaced.
struct StoreOutdated : StoreFailed {
  using StoreFailed::StoreFailed;
};

/// Another node has the lease by now. Events were not written, nor was anything after it took over.
struct LeaseLost : StoreBusy {
  using StoreBusy::StoreBusy;
};

/// An event as it rests: `body` are the leaf bytes, `leaf` their hash.
struct StoredEvent {
  std::int64_t seq = 0;
  StreamId stream;
  std::int64_t rev = 0;
  std::string type;
  Instant recorded;
  std::string body;
  Hash leaf;
};

/// Where the log ends. `frontier` are the perfect-subtree roots of the tree (engine/ledger).
struct Head {
  std::int64_t size = 0;
  std::string frontier = {};
  Instant recorded = {};
};

/// Values of one event under one key, encrypted; `bound` is what the encryption is bound to.
struct VaultRecord {
  std::int64_t seq = 0;
  VaultKeyId key;
  std::string bound;
  std::string sealed;  // base64
};

struct WrappedKey {
  VaultKeyId id;
  std::string wrapped;  // base64
  friend bool operator==(WrappedKey const&, WrappedKey const&) = default;
};

/// A paper in the ballot box: no time, no sequence, no member.
struct BoxedBallot {
  std::string id;
  std::string ballot;
  std::string sealed;  // base64
};

/// The answer to a request that was done, so that it is not done again.
struct AnsweredRequest {
  std::string key;
  Hash fingerprint;
  std::string answer;  // canonical JSON
};

/// A keyed digest of something unique about a person, and the person.
struct Lookup {
  std::string digest;
  PersonId person;
};

/// The proof that the log, as it was signed, says of an erasure: kept beside the keys, so that a
/// store restored from before it can still tell why a key is not there. Among them stand the proofs
/// of the rotations of the signing key, on which those rest that are signed by a later one.
struct ErasureProof {
  std::int64_t seq = 0;  // of the event, which the log may not have reached
  std::string receipt;   // engine/ledger/receipt
  friend bool operator==(ErasureProof const&, ErasureProof const&) = default;
};

/// An entry of the access journal: who read what about whom. Numbered from 0 without gaps.
struct AccessEntry {
  std::int64_t number = 0;
  std::string body;  // canonical JSON
  friend bool operator==(AccessEntry const&, AccessEntry const&) = default;
};

/// What a node says of itself to other processes, by a name of its own: for people, never a value
/// that anything is decided by.
struct NodeState {
  std::string name;
  std::string state;  // canonical JSON
  Instant since;
  friend bool operator==(NodeState const&, NodeState const&) = default;
};

/// Which process does a piece of work that only one may do at a time. `fence` rises with every
/// change of holder, `beat` with every renewal; no clock stands in it.
struct Lease {
  std::string work;
  std::string holder;  // of a process alone, by chance; empty: handed back
  std::int64_t fence = 0;
  std::int64_t beat = 0;
  friend bool operator==(Lease const&, Lease const&) = default;
};

/// A lease as its holder took it. The fence alone would not do: a standby that is promoted may not
/// know of the last ones, and gives them out once more.
struct HeldLease {
  std::string work;
  std::string holder;
  std::int64_t fence = 0;
  friend bool operator==(HeldLease const&, HeldLease const&) = default;
};

/// A lease in the place of the one on which it was decided; nothing: there was none.
struct LeaseChange {
  Lease next;
  std::optional<Lease> before;
};

struct StoredCheckpoint {
  std::int64_t size = 0;
  std::string note;
};

/// What a witness has said of a stored checkpoint: a line of its note.
struct StoredCosignature {
  std::int64_t size = 0;  // of the checkpoint
  std::string witness;    // verifier key
  std::string line;       // with its newline
  friend bool operator==(StoredCosignature const&, StoredCosignature const&) = default;
};

/// How it stands with a witness, since when.
struct WitnessStanding {
  std::string witness;    // verifier key
  std::string standing;   // a name of publication/witnessing
  std::int64_t size = 0;  // the tree of which the witness speaks
  Instant since;
  friend bool operator==(WitnessStanding const&, WitnessStanding const&) = default;
};

/// An attached document: base64 of its bytes, encrypted where it is about a person, by its hash.
struct StoredDocument {
  Hash hash;
  VaultKeyId key;  // empty: public
  std::string media;
  std::string content;  // base64
};

/// All that one batch of commands writes, in one transaction.
struct Batch {
  std::vector<StoredEvent> events;
  std::vector<VaultRecord> vault;
  std::vector<WrappedKey> keys;
  std::vector<VaultKeyId> destroyed_keys;
  std::vector<BoxedBallot> ballots;
  std::vector<std::string> emptied_boxes;  // ballots whose papers are destroyed with their key
  std::vector<AnsweredRequest> requests;
  std::vector<std::string> erased_lookups;  // digests; gone before the new ones are written
  std::vector<Lookup> lookups;
  std::vector<StoredDocument> documents;
  std::vector<StoredCheckpoint> checkpoints;
  std::vector<StoredCosignature> cosignatures;  // each in the place of that witness's earlier one
  std::vector<WitnessStanding> standings;       // likewise
  std::vector<ErasureProof> erasures;           // each in the place of an earlier one
  std::vector<AccessEntry> accesses;            // they go on where the journal ends
  std::vector<std::string> forgotten_states;    // names; gone before the new ones are written
  std::vector<NodeState> states;                // each in the place of an earlier one
  std::vector<LeaseChange> leases;
  std::vector<HeldLease> under;  // nothing of the batch is written unless all are held
  RowChanges rows;
  Head head;
};

/// Reading, all calls on one object as of one moment.
class StoreView {
 public:
  virtual ~StoreView() = default;
  using Visit = std::function<void(StoredEvent const&)>;

  [[nodiscard]] virtual Head head() = 0;
  /// Events of a stream in order, from `rev` on.
  virtual void read_stream(StreamId const& stream, std::int64_t rev, Visit const& visit) = 0;
  /// Events of all streams that are of a kind and have a key, by stream and in its order.
  virtual void read_kind(std::string_view kind, Visit const& visit) = 0;
  /// Events of the log in order, from `seq` on, at most `count`; what is stored is visited even
  /// where a sequence number is missing.
  virtual void read_log(std::int64_t seq, std::int64_t count, Visit const& visit) = 0;
  [[nodiscard]] virtual std::vector<VaultRecord> vault_of(std::int64_t seq) = 0;
  /// Of a range of events, by sequence and key; both ends belong to it.
  [[nodiscard]] virtual std::vector<VaultRecord> vault_between(std::int64_t first,
                                                               std::int64_t last) = 0;
  /// All records under one key, by sequence.
  [[nodiscard]] virtual std::vector<VaultRecord> vault_under(VaultKeyId const& key) = 0;
  [[nodiscard]] virtual std::optional<WrappedKey> wrapped_key(VaultKeyId const& id) = 0;
  /// Those of the ids that have a key, in any order; by one question as `answered_among`.
  [[nodiscard]] virtual std::vector<WrappedKey> wrapped_keys_among(
      std::vector<VaultKeyId> const& ids);
  /// Keys by their ids, those after `after`, at most `count`.
  [[nodiscard]] virtual std::vector<WrappedKey> wrapped_keys(VaultKeyId const& after,
                                                             std::size_t count) = 0;
  /// The papers of one ballot, ordered by their random ids.
  [[nodiscard]] virtual std::vector<BoxedBallot> box_of(std::string const& ballot) = 0;
  [[nodiscard]] virtual std::optional<AnsweredRequest> answered(std::string const& key) = 0;
  /// Those among the keys under which something was answered, in any order: for many of them one
  /// question to a store to which each is a way there and back. Asks for one after another here.
  [[nodiscard]] virtual std::vector<AnsweredRequest> answered_among(
      std::vector<std::string> const& keys);
  [[nodiscard]] virtual std::optional<PersonId> look_up(std::string const& digest) = 0;
  /// Look-ups by their digests, those after `after`, at most `count`.
  [[nodiscard]] virtual std::vector<Lookup> lookups(std::string const& after,
                                                    std::size_t count) = 0;
  [[nodiscard]] virtual std::optional<StoredDocument> document(Hash const& hash) = 0;
  /// Checkpoints by size, from `size` on, at most `count`; their notes with all cosignatures.
  [[nodiscard]] virtual std::vector<StoredCheckpoint> checkpoints(std::int64_t size,
                                                                  std::size_t count) = 0;
  [[nodiscard]] virtual std::optional<StoredCheckpoint> last_checkpoint() = 0;
  /// Cosignatures of the checkpoints of a range of sizes, by size and witness; both ends belong to
  /// it.
  [[nodiscard]] virtual std::vector<StoredCosignature> cosignatures(std::int64_t first,
                                                                    std::int64_t last) = 0;
  /// The newest of a witness.
  [[nodiscard]] virtual std::optional<StoredCosignature> last_cosignature(
      std::string const& witness) = 0;
  [[nodiscard]] virtual std::vector<WitnessStanding> witness_standings() = 0;
  /// By the event.
  [[nodiscard]] virtual std::vector<ErasureProof> erasures() = 0;
  /// The access journal by number, from `number` on, at most `count`.
  [[nodiscard]] virtual std::vector<AccessEntry> accesses(std::int64_t number,
                                                          std::size_t count) = 0;
  /// The number that its next entry will have.
  [[nodiscard]] virtual std::int64_t accesses_end() = 0;
  /// By their names.
  [[nodiscard]] virtual std::vector<NodeState> node_states() = 0;
  [[nodiscard]] virtual std::optional<Lease> lease(std::string const& work) = 0;
  [[nodiscard]] virtual std::vector<Row> select(Query const& query) = 0;
};

/// Whether nobody has taken the work over since. Decides only under the head's lock.
[[nodiscard]] bool is_held(HeldLease const& held, StoreView& view);

/// Throws LeaseLost unless every lease that the batch is written under is held as it says, and each
/// that it changes stands as it was before, or as it is to be: where a connection was lost, the
/// batch may be there already. Every store asks this under the head's lock, whenever it writes.
void expect_leases(Batch const& batch,
                   std::function<std::optional<Lease>(std::string const& work)> const& stored);

/// The one who holds this holds the log's head: nobody else appends until it is gone. Without
/// `commit` nothing of it is kept.
class WriteTransaction : public StoreView {
 public:
  /// Once a transaction. A taken lookup digest or a stream revision that is already there throws
  /// std::logic_error: the pipeline has checked both under this same lock. Throws LeaseLost, also
  /// from `commit`, as `expect_leases` does.
  virtual void write(Batch const& batch) = 0;
  virtual void commit() = 0;
};

/// The log, the vault and the read tables of one deployment.
class EventStore {
 public:
  virtual ~EventStore() = default;
  /// Waits for the head; throws StoreBusy when it does not come in time.
  [[nodiscard]] virtual std::unique_ptr<WriteTransaction> begin() = 0;
  [[nodiscard]] virtual std::unique_ptr<StoreView> view() = 0;
};

}  // namespace gozin
