#include "tests/bench/tee_store.hpp"

#include <utility>

namespace gozin::bench {

class TeeStore::Transaction final : public WriteTransaction {
 public:
  Transaction(std::unique_ptr<WriteTransaction> inner, TeeStore& tee)
      : inner_{std::move(inner)}, tee_{tee} {}

  void write(Batch const& batch) override {
    measure(tee_.copying_, [&] { tee_.last_ = batch; });
    inner_->write(batch);
  }
  void commit() override { inner_->commit(); }
  Head head() override { return inner_->head(); }
  void read_stream(StreamId const& stream, std::int64_t rev, Visit const& visit) override {
    inner_->read_stream(stream, rev, visit);
  }
  void read_kind(std::string_view kind, Visit const& visit) override {
    inner_->read_kind(kind, visit);
  }
  void read_log(std::int64_t seq, std::int64_t count, Visit const& visit) override {
    inner_->read_log(seq, count, visit);
  }
  std::vector<VaultRecord> vault_of(std::int64_t seq) override { return inner_->vault_of(seq); }
  std::vector<VaultRecord> vault_between(std::int64_t first, std::int64_t last) override {
    return inner_->vault_between(first, last);
  }
  std::vector<VaultRecord> vault_under(VaultKeyId const& key) override {
    return inner_->vault_under(key);
  }
  std::optional<WrappedKey> wrapped_key(VaultKeyId const& id) override {
    return inner_->wrapped_key(id);
  }
  std::vector<WrappedKey> wrapped_keys_among(std::vector<VaultKeyId> const& ids) override {
    return inner_->wrapped_keys_among(ids);
  }
  std::vector<WrappedKey> wrapped_keys(VaultKeyId const& after, std::size_t count) override {
    return inner_->wrapped_keys(after, count);
  }
  std::vector<Lookup> lookups(std::string const& after, std::size_t count) override {
    return inner_->lookups(after, count);
  }
  std::vector<BoxedBallot> box_of(std::string const& ballot) override {
    return inner_->box_of(ballot);
  }
  std::optional<AnsweredRequest> answered(std::string const& key) override {
    return inner_->answered(key);
  }
  std::vector<AnsweredRequest> answered_among(std::vector<std::string> const& keys) override {
    return inner_->answered_among(keys);
  }
  std::optional<PersonId> look_up(std::string const& digest) override {
    return inner_->look_up(digest);
  }
  std::optional<StoredDocument> document(Hash const& hash) override {
    return inner_->document(hash);
  }
  std::vector<StoredCheckpoint> checkpoints(std::int64_t size, std::size_t count) override {
    return inner_->checkpoints(size, count);
  }
  std::optional<StoredCheckpoint> last_checkpoint() override { return inner_->last_checkpoint(); }
  std::vector<StoredCosignature> cosignatures(std::int64_t first, std::int64_t last) override {
    return inner_->cosignatures(first, last);
  }
  std::optional<StoredCosignature> last_cosignature(std::string const& witness) override {
    return inner_->last_cosignature(witness);
  }
  std::vector<WitnessStanding> witness_standings() override { return inner_->witness_standings(); }
  std::vector<ErasureProof> erasures() override { return inner_->erasures(); }
  std::vector<AccessEntry> accesses(std::int64_t number, std::size_t count) override {
    return inner_->accesses(number, count);
  }
  std::int64_t accesses_end() override { return inner_->accesses_end(); }
  std::vector<NodeState> node_states() override { return inner_->node_states(); }
  std::optional<Lease> lease(std::string const& work) override { return inner_->lease(work); }
  std::vector<Row> select(Query const& query) override { return inner_->select(query); }

 private:
  std::unique_ptr<WriteTransaction> inner_;
  TeeStore& tee_;
};

std::unique_ptr<WriteTransaction> TeeStore::begin() {
  return std::make_unique<Transaction>(store_.begin(), *this);
}

}  // namespace gozin::bench
