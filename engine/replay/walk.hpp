#pragma once

#include "engine/command/keys_of_log.hpp"
#include "engine/command/recording.hpp"
#include "engine/event/erasure.hpp"
#include "engine/ledger/evidence.hpp"
#include "engine/replay/verify.hpp"

#include <set>
#include <span>
#include <unordered_map>

namespace gozin {

/// Where a fault is, as it is told.
[[nodiscard]] std::string event_place(std::int64_t seq);
[[nodiscard]] std::string record_place(VaultRecord const& record);

/// The walk through the log, event by event, that `verify` is made of.
class LogWalk {
 public:
  LogWalk(Catalog const& catalog, StoreView& store, VerifyOptions const& options,
          VerifyReport& report);

  /// Another view of the same store, later than the one before.
  void look_at(StoreView& store);
  /// All events, and what must be true at their end.
  void events();
  /// On through the next events, at most `count`; whether there was any.
  [[nodiscard]] bool walk_on(std::int64_t count);
  void end_events();
  /// Entries of the access journal behind the last that is bound to the log: none is missing.
  void unbound_accesses();
  /// Behind a rotation both keys have signed.
  void hand_overs();
  /// Only what events from `from` up to `to` keep in the vault.
  void values(std::int64_t from, std::int64_t to);
  void checkpoints();
  /// Those of the log itself that are signed for the next `count` events, and once the walk has
  /// come past them whether they hold.
  void checkpoints_ahead(std::int64_t count);
  void hold_to_checkpoints();
  void rows();
  /// Streams that the walk has met.
  [[nodiscard]] std::vector<StreamId> streams() const;

 private:
  /// A document that an event names.
  struct Named {
    Hash hash;
    std::optional<std::string> media = {};
  };
  /// An event on its way through the walk. What of it can be looked at apart from all others, its
  /// bytes and what they bind, is looked at on any thread; then it is taken in, in the order of the
  /// log; last its faults are told and the store is asked what it says of the values.
  struct Looked {
    StoredEvent stored = {};
    std::vector<VaultRecord> vault = {};
    std::optional<Recorded> recorded = {};
    bool is_foreign = false;  // of another log
    bool inherits = false;    // its stream goes on from another one: folded when it is settled
    std::optional<Named> document = {};
    std::vector<Fault> faults = {};
    std::vector<Fault> unbound = {};  // of what it keeps in the vault

    void begin(StoredEvent const& event);
  };
  struct Stream {
    std::int64_t rev = -1;  // of its last readable event
    std::optional<Hash> leaf = {};
    std::optional<Running> running = {};
    bool broken = false;    // it cannot be folded any further
    bool inherits = false;  // it begins with what another one recorded
  };
  using Page = std::vector<Looked>;
  /// Into the memory of a page that is done with.
  void read_page(Page& page, std::int64_t from, std::int64_t count);
  void read_behind(Page const& last, Page& page);
  void look(EventReader& reader, Looked& event) const;
  void look_at_all(std::span<Looked> events) const;
  void take_in(Page& page);
  void take_in(Looked& looked);
  void note_root();
  void ask_from(std::int64_t size);
  void settle(Looked& looked);
  void note_origin();
  void go_through();
  void share(std::size_t count, std::function<void(std::size_t)> const& work) const;
  void hold(VerifyFinding finding, std::string place);
  [[nodiscard]] bool full() const;
  void break_off(Stream& stream);
  void chain(Looked& looked, Stream& stream);
  void fold(Looked& looked, Stream& stream);
  void take_over(Looked& looked, Stream& stream);
  void values(Looked& looked);
  void document(std::int64_t seq, Named const& named);
  [[nodiscard]] std::optional<std::string> content_of(StoredDocument const& document);
  [[nodiscard]] std::optional<SecretKey> key_of_vault(VaultKeyId const& id);
  /// Keys of another log open not one value of this one, which is no damage of each.
  void expect_keys_of_this_log();
  [[nodiscard]] bool opens_values() const { return options_.keys && !has_foreign_keys_; }
  /// Whether there is a key, wrapped. A copy without a single one says nothing of any.
  [[nodiscard]] bool has_key(VaultKeyId const& id);
  void open_record_of(VaultRecord const& record, std::string const& place);
  /// The piece of the access journal that the event binds.
  void accesses(Recorded const& recorded);
  void erasure(Recorded const& recorded);
  /// Of erasures that are not in this log, proven under its key.
  void proven_erasures();
  [[nodiscard]] bool is_recorded(ErasureProof const& one, LogReceipt const& receipt);
  [[nodiscard]] std::vector<LogKeys> keys_of_proofs();
  [[nodiscard]] static std::optional<Leaf> proven(ErasureProof const& one,
                                                  LogReceipt const& receipt,
                                                  std::vector<LogKeys> const& keys);
  void destroyed(std::int64_t seq, SubjectErased const& erased);
  /// Keys that are not there must have been destroyed by an event, and those that were must be
  /// gone.
  void check_erasures();
  /// By which erasure a key went: it, or the one that it stands beneath.
  [[nodiscard]] std::optional<std::size_t> erasure_of(VaultKeyId const& key) const;
  [[nodiscard]] bool is_left(VaultKeyId const& key);
  /// A signed checkpoint of this log, for the comparison at the end.
  /// Of checkpoints from `from` to `last`, which `page` holds.
  void cosignatures(std::int64_t from, std::vector<StoredCheckpoint> const& page,
                    std::int64_t last);
  [[nodiscard]] bool know_keys();
  void key_at_hand();
  /// What this machine has signed for, where it is of such a size.
  void own_memory(std::int64_t first, std::int64_t last);
  void signed_ones(std::vector<StoredCheckpoint> const& page);
  [[nodiscard]] std::optional<Checkpoint> signed_one(Result<SignedCheckpoint> const& opened,
                                                     std::string const& place);
  struct Given {
    Evidence evidence;
    std::string place;
  };
  void given(KeptFile const& file);
  void check_roots();
  void check_given(Given const& given);
  void check_statements(LogDossier const& dossier, std::string const& place);
  void compare(ReadTable const& table, std::map<Row, Row> expected);
  void contradict(VerifyFinding finding, std::string place);

  Catalog const& catalog_;
  StoreView* store_;
  VerifyOptions const& options_;
  VerifyReport& report_;
  Frontier frontier_;
  Instant recorded_;
  std::int64_t accesses_bound_ = 0;
  std::string origin_;
  KeysOfLog keys_named_;
  std::optional<LogKeys> keys_;
  HandOvers hand_overs_;
  std::unordered_map<StreamId, Stream> streams_;
  bool any_broken_ = false;
  // What is taken in, what is looked at meanwhile, and what is read meanwhile.
  Page page_;
  Page next_;
  Page behind_;
  std::map<std::int64_t, Hash> signed_roots_;  // by size, from checkpoints of our own key
  std::set<std::int64_t> asked_sizes_;         // where proofs that were given begin
  std::map<std::int64_t, Hash> roots_;         // of the sizes that somebody signed or asks about
  std::int64_t asked_next_ = 0;                // the next of them
  std::vector<Given> given_;
  std::map<std::int64_t, std::string> given_names_;  // by size
  std::map<VaultKeyId, bool> keys_there_;
  std::optional<bool> has_keys_;               // the store, any
  bool has_foreign_keys_ = false;              // this machine
  std::map<VaultKeyId, SecretKey> unwrapped_;  // of those used last
  std::int64_t page_events_ = 0;
  struct Unopened {
    VaultKeyId key;
    std::string place;
  };
  std::vector<Unopened> unopened_;               // for want of a key
  std::map<VaultKeyId, std::size_t> destroyed_;  // by which of the report's erasures
};

}  // namespace gozin
