// Durable commands a second through the pipeline and the store, against the database's own client
// library writing the same rows in batches of the same size, batch by batch in turn.
//
// Usage: pipeline_bench [DATABASE [BATCHES [COMMANDS_A_BATCH]]]
// DATABASE: sqlite, postgresql or mysql; servers are those of GOZIN_TEST_SERVERS.

#include "adapters/store/sql_store.hpp"
#include "tests/bench/notebook_node.hpp"
#include "tests/bench/own_database.hpp"
#include "tests/bench/raw_writer.hpp"
#include "tests/bench/tee_store.hpp"

#include <cstdio>
#include <cstdlib>

namespace gozin::bench {
namespace {

constexpr std::size_t kBooks = 2'000;
constexpr int kBatchesBetweenUpkeep = 20;

/// A log with books in it, and the same once more for the floor.
class Bench {
 public:
  Bench(Database database, std::size_t batch_size)
      : batch_size_{batch_size}, own_{database}, own_of_floor_{database} {
    node_.open_log();
    raw_->write(tee_.last());
    for (std::size_t i = 0; i < kBooks; ++i) {
      node_.open_book();
      raw_->write(tee_.last());
    }
  }

  void run(int batches, bool with_asides) {
    Spent preparing;
    Spent writing;
    Spent raw;
    auto const copying = tee_.copying();
    for (int i = 0; i < batches; ++i) {
      std::vector<Submission> batch;
      measure(preparing, [&] { batch = node_.prepare(batch_size_, with_asides); });
      measure(writing, [&] { node_.write(batch); });
      measure(raw, [&] { raw_->write(tee_.last()); });
      if (i % kBatchesBetweenUpkeep == 0) {
        store_->maintain();
        raw_->move_journal();
      }
    }
    writing.wall -= tee_.copying().wall - copying.wall;
    writing.processor -= tee_.copying().processor - copying.processor;
    report(static_cast<double>(batches) * static_cast<double>(batch_size_), with_asides,
           {preparing, writing, raw});
  }

 private:
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

  static std::unique_ptr<SqlStore> create(StoreUrl const& url) {
    return open_store(url, notebook_catalog().tables(), {.mode = OpenMode::create});
  }

  std::size_t batch_size_;
  OwnDatabase own_;
  OwnDatabase own_of_floor_;
  tests::TemporaryFolder folder_;
  std::unique_ptr<SqlStore> store_ = create(own_.url());
  TeeStore tee_{*store_};
  NotebookNode node_{{.store = tee_, .keys = folder_.path() / "keys", .name = "one"},
                     KeysMode::create};
  std::unique_ptr<RawWriter> raw_ =
      (create(own_of_floor_.url()), make_raw_writer(own_of_floor_.url()));
};

}  // namespace
}  // namespace gozin::bench

int main(int count, char** words) {
  auto const database =
      gozin::find_by_name<gozin::Database>(count > 1 ? words[1] : "sqlite").value();
  int const batches = count > 2 ? std::atoi(words[2]) : 200;
  int const size = count > 3 ? std::atoi(words[3]) : 256;
  gozin::bench::Bench bench{database, static_cast<std::size_t>(size)};
  bench.run(batches, false);
  bench.run(batches, true);
  return 0;
}
