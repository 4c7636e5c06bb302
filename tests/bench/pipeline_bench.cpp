// Durable commands a second through the pipeline and the SQLite store, against SQLite's own C
// interface writing the same rows in batches of the same size, batch by batch in turn.
//
// Usage: pipeline_bench [BATCHES [COMMANDS_A_BATCH]]

#include "adapters/keys/keys_folder.hpp"
#include "adapters/keys/system_ports.hpp"
#include "adapters/store/sql_store.hpp"
#include "engine/command/pipeline.hpp"
#include "tests/bench/raw_writer.hpp"
#include "tests/support/fixed_ports.hpp"
#include "tests/support/notebook.hpp"
#include "tests/support/temporary_folder.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>

namespace gozin::bench {
namespace {

constexpr std::size_t kBooks = 2'000;
constexpr int kBatchesBetweenUpkeep = 20;

/// Seconds by the wall and by the thread's own use of a processor.
struct Spent {
  double wall = 0;
  double processor = 0;
};

double seconds(timespec const& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

Spent now() {
  timespec wall{};
  timespec processor{};
  ::clock_gettime(CLOCK_MONOTONIC, &wall);
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &processor);
  return {seconds(wall), seconds(processor)};
}

template <class Work>
void measure(Spent& spent, Work const& work) {
  auto const start = now();
  work();
  auto const end = now();
  spent.wall += end.wall - start.wall;
  spent.processor += end.processor - start.processor;
}

/// Passes everything on and keeps a copy of the last batch that was written.
class TeeStore final : public EventStore {
 public:
  explicit TeeStore(EventStore& store) : store_{store} {}

  std::unique_ptr<WriteTransaction> begin() override;
  std::unique_ptr<StoreView> view() override { return store_.view(); }
  [[nodiscard]] Batch const& last() const { return last_; }
  /// What keeping the copies has cost, which is none of the pipeline's business.
  [[nodiscard]] Spent const& copying() const { return copying_; }

 private:
  class Transaction;
  EventStore& store_;
  Batch last_;
  Spent copying_;
};

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

/// A log with books in it, and the same once more for the floor.
class Bench {
 public:
  explicit Bench(std::size_t batch_size) : batch_size_{batch_size} {
    auto opening = request("OpenLog", notebook::log_stream(), {{"city", "Karaj"}});
    perform(std::move(opening));
    for (std::size_t i = 0; i < kBooks; ++i) {
      auto const outcome =
          pipeline_.perform(request("OpenBook", {}, {{"title", "book"}, {"owner", "bahar"}}));
      books_.push_back(outcome.value().events[0].stream);
      raw_.write(tee_.last());
    }
  }

  void run(int batches, bool with_asides) {
    Spent preparing;
    Spent writing;
    Spent raw;
    auto const copying = tee_.copying();
    for (int i = 0; i < batches; ++i) {
      std::vector<Submission> batch;
      measure(preparing, [&] { prepare(batch, with_asides); });
      measure(writing, [&] { write(batch); });
      measure(raw, [&] { raw_.write(tee_.last()); });
      if (i % kBatchesBetweenUpkeep == 0) {
        store_->maintain();
        raw_.move_journal();
      }
    }
    writing.wall -= tee_.copying().wall - copying.wall;
    writing.processor -= tee_.copying().processor - copying.processor;
    report(static_cast<double>(batches) * static_cast<double>(batch_size_), with_asides,
           {preparing, writing, raw});
  }

 private:
  static Request request(std::string command, StreamId stream, json::object input) {
    Request made;
    made.command = std::move(command);
    made.stream = std::move(stream);
    made.input = std::move(input);
    made.actor = PersonId{"arash"};
    made.role = Code{"writer"};
    made.channel = Code{"web"};
    made.id = "01jcrequest0000000000000000";
    return made;
  }

  void perform(Request what) {
    if (!pipeline_.perform(std::move(what))) throw std::runtime_error("refused");
    raw_.write(tee_.last());
  }

  void prepare(std::vector<Submission>& batch, bool with_asides) {
    for (std::size_t i = 0; i < batch_size_; ++i) {
      json::object input{{"text", "a line of some length, as people write them"}};
      if (with_asides) input["aside"] = "what only a reader of this book may read, in a sentence";
      auto line = request("WriteLine", books_[next_ * 7 % books_.size()], std::move(input));
      line.idempotency_key = "arash/post/" + std::to_string(next_++);
      batch.push_back(pipeline_.prepare(std::move(line)).value());
    }
  }

  void write(std::vector<Submission>& batch) {
    for (auto const& outcome : pipeline_.write(batch))
      if (!outcome) throw std::runtime_error("refused");
  }

  struct Measured {
    Spent preparing;
    Spent writing;
    Spent raw;
  };
  static void report(double commands, bool with_asides, Measured const& measured) {
    auto const& [preparing, writing, raw] = measured;
    std::printf("%s\n", with_asides ? "with a value in the vault each" : "plain");
    std::printf("  floor            %8.0f/s  %6.1f us CPU each\n", commands / raw.wall,
                raw.processor / commands * 1e6);
    std::printf("  writer           %8.0f/s  %6.1f us CPU each  ratio %.2f (CPU %.2f)\n",
                commands / writing.wall, writing.processor / commands * 1e6,
                raw.wall / writing.wall, raw.processor / writing.processor);
    auto const both = preparing.wall + writing.wall;
    auto const both_processor = preparing.processor + writing.processor;
    std::printf("  prepare + writer %8.0f/s  %6.1f us CPU each  ratio %.2f (CPU %.2f)\n",
                commands / both, both_processor / commands * 1e6, raw.wall / both,
                raw.processor / both_processor);
  }

  std::unique_ptr<SqlStore> create(std::string const& name) {
    return open_store({Database::sqlite, folder_.file(name)}, catalog_.tables(),
                      {.mode = OpenMode::create});
  }

  std::size_t batch_size_;
  tests::TemporaryFolder folder_;
  Catalog catalog_{{notebook::notebook_workflow()}};
  std::unique_ptr<SqlStore> store_ = create("log.db");
  TeeStore tee_{*store_};
  KeysFolder keys_ = open_keys(folder_.path() / "keys", KeysMode::create);
  SystemRandom random_;
  SystemClock clock_;
  tests::EmptyDirectory directory_;
  Ports ports_{tee_, clock_, random_, *keys_.keys, *keys_.signer, directory_};
  Pipeline pipeline_{catalog_, ports_, "bench.example/log"};
  RawWriter raw_{(create("raw.db"), folder_.file("raw.db"))};
  std::vector<StreamId> books_;
  std::size_t next_ = 0;
};

}  // namespace
}  // namespace gozin::bench

int main(int count, char** words) {
  int const batches = count > 1 ? std::atoi(words[1]) : 200;
  int const size = count > 2 ? std::atoi(words[2]) : 256;
  gozin::bench::Bench bench{static_cast<std::size_t>(size)};
  bench.run(batches, false);
  bench.run(batches, true);
  return 0;
}
