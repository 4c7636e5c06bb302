#pragma once

#include "adapters/store/connections.hpp"
#include "engine/port/read_tables.hpp"

#include <optional>

namespace gozin::store {

/// Reads on whatever connection `Base` says, with errors translated. `Base` is StoreView or
/// WriteTransaction.
template <class Base>
class SqlReads : public Base {
 public:
  using Visit = StoreView::Visit;

  [[nodiscard]] Head head() override {
    return ask([](Reads& reads) { return reads.head(); });
  }
  void read_stream(StreamId const& stream, std::int64_t rev, Visit const& visit) override {
    ask([&](Reads& reads) { reads.read_stream(stream, rev, visit); });
  }
  void read_kind(std::string_view kind, Visit const& visit) override {
    ask([&](Reads& reads) { reads.read_kind(kind, visit); });
  }
  void read_log(std::int64_t seq, std::int64_t count, Visit const& visit) override {
    ask([&](Reads& reads) { reads.read_log(seq, count, visit); });
  }
  [[nodiscard]] std::vector<VaultRecord> vault_of(std::int64_t seq) override {
    return ask([&](Reads& reads) { return reads.vault_of(seq); });
  }
  [[nodiscard]] std::vector<VaultRecord> vault_between(std::int64_t first,
                                                       std::int64_t last) override {
    return ask([&](Reads& reads) { return reads.vault_between(first, last); });
  }
  [[nodiscard]] std::vector<VaultRecord> vault_under(VaultKeyId const& key) override {
    return ask([&](Reads& reads) { return reads.vault_under(key); });
  }
  [[nodiscard]] std::optional<WrappedKey> wrapped_key(VaultKeyId const& id) override {
    return ask([&](Reads& reads) { return reads.wrapped_key(id); });
  }
  [[nodiscard]] std::vector<WrappedKey> wrapped_keys_among(
      std::vector<VaultKeyId> const& ids) override {
    if (is_in_process()) return Base::wrapped_keys_among(ids);
    return ask([&](Reads& reads) { return reads.wrapped_keys_among(ids); });
  }
  [[nodiscard]] std::vector<WrappedKey> wrapped_keys(VaultKeyId const& after,
                                                     std::size_t count) override {
    return ask([&](Reads& reads) { return reads.wrapped_keys(after, count); });
  }
  [[nodiscard]] std::vector<Lookup> lookups(std::string const& after, std::size_t count) override {
    return ask([&](Reads& reads) { return reads.lookups(after, count); });
  }
  [[nodiscard]] std::vector<BoxedBallot> box_of(std::string const& ballot) override {
    return ask([&](Reads& reads) { return reads.box_of(ballot); });
  }
  [[nodiscard]] std::optional<AnsweredRequest> answered(std::string const& key) override {
    return ask([&](Reads& reads) { return reads.answered(key); });
  }
  [[nodiscard]] std::vector<AnsweredRequest> answered_among(
      std::vector<std::string> const& keys) override {
    if (is_in_process()) return Base::answered_among(keys);
    return ask([&](Reads& reads) { return reads.answered_among(keys); });
  }
  [[nodiscard]] std::optional<PersonId> look_up(std::string const& digest) override {
    return ask([&](Reads& reads) { return reads.look_up(digest); });
  }
  [[nodiscard]] std::optional<StoredDocument> document(Hash const& hash) override {
    return ask([&](Reads& reads) { return reads.document(hash); });
  }
  [[nodiscard]] std::vector<StoredCheckpoint> checkpoints(std::int64_t size,
                                                          std::size_t count) override {
    return ask([&](Reads& reads) { return reads.checkpoints(size, count); });
  }
  [[nodiscard]] std::optional<StoredCheckpoint> last_checkpoint() override {
    return ask([](Reads& reads) { return reads.last_checkpoint(); });
  }
  [[nodiscard]] std::vector<StoredCosignature> cosignatures(std::int64_t first,
                                                            std::int64_t last) override {
    return ask([&](Reads& reads) { return reads.cosignatures(first, last); });
  }
  [[nodiscard]] std::optional<StoredCosignature> last_cosignature(
      std::string const& witness) override {
    return ask([&](Reads& reads) { return reads.last_cosignature(witness); });
  }
  [[nodiscard]] std::vector<WitnessStanding> witness_standings() override {
    return ask([](Reads& reads) { return reads.witness_standings(); });
  }
  [[nodiscard]] std::vector<ErasureProof> erasures() override {
    return ask([](Reads& reads) { return reads.erasures(); });
  }
  [[nodiscard]] std::vector<AccessEntry> accesses(std::int64_t number, std::size_t count) override {
    return ask([&](Reads& reads) { return reads.accesses(number, count); });
  }
  [[nodiscard]] std::int64_t accesses_end() override {
    return ask([](Reads& reads) { return reads.accesses_end(); });
  }
  [[nodiscard]] std::vector<NodeState> node_states() override {
    return ask([](Reads& reads) { return reads.node_states(); });
  }
  [[nodiscard]] std::optional<Lease> lease(std::string const& work) override {
    return ask([&](Reads& reads) { return reads.lease(work); });
  }
  [[nodiscard]] std::vector<Row> select(Query const& query) override {
    return ask([&](Reads& reads) { return reads.select(query); });
  }

 protected:
  explicit SqlReads(Connector const& connector) : connector_{connector} {}

  /// The reads of a connection that is still held; a bug when it is not: std::logic_error.
  [[nodiscard]] virtual Reads& reads() = 0;
  [[nodiscard]] Connector const& connector() const { return connector_; }

 private:
  /// There one prepared statement after another costs less than one for all.
  [[nodiscard]] bool is_in_process() const { return connector_.url.database == Database::sqlite; }

  template <class Question>
  auto ask(Question const& question) {
    return translated(connector_.dialect, [&] { return question(reads()); });
  }

  Connector const& connector_;
};

/// A snapshot: everything is as it was when it was made.
class SqlView final : public SqlReads<StoreView> {
 public:
  SqlView(ReaderPool& pool, Connector const& connector)
      : SqlReads{connector}, lease_{lend_for_reading(pool, connector)} {}

 private:
  [[nodiscard]] Reads& reads() override { return *(*lease_)->reads; }

  std::unique_ptr<ReaderPool::Lease> lease_;
};

/// Holds the head from its making to its commit, or to its end. A connection that is lost when the
/// batch is written or committed is replaced, and the batch written again unless it is there or
/// another has appended meanwhile: then StoreBusy.
class SqlWriteTransaction final : public SqlReads<WriteTransaction> {
 public:
  SqlWriteTransaction(WriterPool& pool, Connector const& connector);

  /// As of the beginning nobody else moves it, so it is not asked for again.
  [[nodiscard]] Head head() override { return has_written_ ? SqlReads::head() : held_head(); }
  void write(Batch const& batch) override;
  void commit() override;

 private:
  [[nodiscard]] Head held_head() { return (void)held(), begun_; }
  [[nodiscard]] Reads& reads() override { return *held().reads; }
  [[nodiscard]] Writer& held();
  void put(Batch const& batch);
  void write_again();
  [[nodiscard]] bool is_recorded(Head const& head);
  [[nodiscard]] bool follows_the_journal(Batch const& batch);

  WriterPool& pool_;
  std::unique_ptr<WriterPool::Lease> lease_;
  Head begun_;
  bool has_written_ = false;
  std::optional<Batch> written_ = {};  // kept where a connection can be lost
};

/// Holds the head likewise. With its commit the tables are those that are kept current; throws
/// StoreOutdated where another version has taken the store over meanwhile.
class SqlRebuild final : public Rebuild {
 public:
  struct Of {
    Connector const& connector;
    std::vector<ReadTable const*> const& tables;
  };
  SqlRebuild(WriterPool& pool, Of const& of);

  [[nodiscard]] StoreView& log() override { return *log_; }
  void change(RowChanges const& rows) override;
  void commit() override;

 private:
  class Log;

  Of of_;
  std::unique_ptr<WriterPool::Lease> lease_;
  std::unique_ptr<StoreView> log_;
};

}  // namespace gozin::store
