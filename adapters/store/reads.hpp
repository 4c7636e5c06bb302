#pragma once

#include "adapters/store/dialect.hpp"
#include "adapters/store/log_reads.hpp"
#include "adapters/store/prepared.hpp"
#include "engine/port/event_store.hpp"

#include <atomic>
#include <string>

namespace gozin::store {

/// The read tables that a program knows, in one text, and those that the store had when it was
/// opened. Until the store has been seen with one's own it may keep the others, for somebody makes
/// one's own meanwhile; whatever else it says, another version has taken it over.
struct Layout {
  std::string text;
  std::string opened = {};
  std::atomic<bool> is_in_force = false;
  std::atomic<bool> is_outdated = false;  // as the head that was read last says
};

/// What a StoreView can be asked, on one connection. What a command asks is kept prepared; streams
/// of rows get a statement of their own, for a visitor may ask more meanwhile or throw. What is
/// asked for by a text with a NUL byte is not there: no such text can be stored.
class Reads {
 public:
  /// Which tables are known, null: whichever there are; and where detached ranges are.
  struct Of {
    Layout* layout = nullptr;
    std::filesystem::path archive = {};
  };
  Reads(soci::session& sql, Dialect const& dialect, Of of);

  /// Throws StoreOutdated where the store has gone over to a version of the program that this one
  /// cannot work beside.
  [[nodiscard]] Head head();
  /// As of the head that was read last.
  [[nodiscard]] LogRanges& ranges() { return log_.ranges(); }
  void read_stream(StreamId const& stream, std::int64_t rev, StoreView::Visit const& visit);
  void read_kind(std::string_view kind, StoreView::Visit const& visit);
  void read_log(std::int64_t seq, std::int64_t count, StoreView::Visit const& visit);
  [[nodiscard]] std::vector<VaultRecord> vault_of(std::int64_t seq);
  [[nodiscard]] std::vector<VaultRecord> vault_between(std::int64_t first, std::int64_t last);
  [[nodiscard]] std::vector<VaultRecord> vault_under(VaultKeyId const& key);
  [[nodiscard]] std::optional<WrappedKey> wrapped_key(VaultKeyId const& id);
  [[nodiscard]] std::vector<WrappedKey> wrapped_keys_among(std::vector<VaultKeyId> const& ids);
  [[nodiscard]] std::vector<WrappedKey> wrapped_keys(VaultKeyId const& after, std::size_t count);
  [[nodiscard]] std::vector<Lookup> lookups(std::string const& after, std::size_t count);
  [[nodiscard]] std::vector<BoxedBallot> box_of(std::string const& ballot);
  [[nodiscard]] std::optional<AnsweredRequest> answered(std::string const& key);
  [[nodiscard]] std::vector<AnsweredRequest> answered_among(std::vector<std::string> const& keys);
  [[nodiscard]] std::optional<PersonId> look_up(std::string const& digest);
  [[nodiscard]] std::optional<StoredDocument> document(Hash const& hash);
  [[nodiscard]] std::vector<StoredCheckpoint> checkpoints(std::int64_t size, std::size_t count);
  [[nodiscard]] std::optional<StoredCheckpoint> last_checkpoint();
  [[nodiscard]] std::vector<StoredCosignature> cosignatures(std::int64_t first, std::int64_t last);
  [[nodiscard]] std::optional<StoredCosignature> last_cosignature(std::string const& witness);
  [[nodiscard]] std::vector<WitnessStanding> witness_standings();
  [[nodiscard]] std::vector<AccessEntry> accesses(std::int64_t number, std::size_t count);
  [[nodiscard]] std::int64_t accesses_end();
  [[nodiscard]] std::vector<NodeState> node_states();
  [[nodiscard]] std::optional<Lease> lease(std::string const& work);
  [[nodiscard]] std::vector<ErasureProof> erasures();
  [[nodiscard]] std::vector<Row> select(Query const& query);

 private:
  /// Rows of texts, of a statement that ends where a list of keys is to follow.
  [[nodiscard]] std::vector<Row> rows_among(std::string const& text, std::size_t columns,
                                            std::vector<std::string> const& keys);
  void add_cosignatures(std::vector<StoredCheckpoint>& checkpoints);

  using Text = std::string;
  using Number = std::int64_t;

  soci::session& sql_;
  Dialect const& dialect_;
  Layout* layout_;
  LogReads log_;
  Reading<Types<>, Types<Number, Text, Number, Number, Text, Number>> head_;
  Reading<Types<Number>, Types<Number, Text, Text, Text>> vault_of_;
  Reading<Types<Text>, Types<Text, Text>> wrapped_key_;
  Reading<Types<Text>, Types<Text, Text, Text>> answered_;
  Reading<Types<Text>, Types<Text>> look_up_;
};

}  // namespace gozin::store
