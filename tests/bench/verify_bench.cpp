// Verifying a log, all of it, on one core and on two, against reading the same rows through
// SQLite's own C interface and hashing leaves and nodes.
//
// Usage: verify_bench [EVENTS]

#include "adapters/cli/parallel.hpp"
#include "adapters/keys/keys_folder.hpp"
#include "adapters/keys/system_ports.hpp"
#include "adapters/store/sql_store.hpp"
#include "engine/command/pipeline.hpp"
#include "engine/ledger/tree.hpp"
#include "tests/support/fixed_ports.hpp"
#include "tests/support/notebook.hpp"
#include "tests/support/temporary_folder.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <sqlite3.h>
#include <stdexcept>

namespace gozin::bench {
namespace {

constexpr std::int64_t kLinesABook = 40;  // as many events as an appointment
constexpr std::size_t kBatch = 256;

template <class Work>
double seconds_of(Work const& work) {
  auto const begun = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>{std::chrono::steady_clock::now() - begun}.count();
}

class Bench {
 public:
  explicit Bench(std::int64_t events) {
    (void)pipeline_.perform(request("OpenLog", notebook::log_stream(), {{"city", "Karaj"}}));
    while (size() < events) write_books();
    (void)pipeline_.checkpoint();
    store_->maintain();
  }

  void run() {
    auto const events = static_cast<double>(size());
    Hash floor_root;
    auto const floor = best_of([&] { floor_root = read_and_hash(); });
    auto const one = best_of([&] { expect_sound(verified({}), floor_root); });
    auto const two = best_of([&] { expect_sound(verified(cli::on_threads(2)), floor_root); });
    std::printf("events %.0f\n", events);
    std::printf("  floor, one core   %8.0f/s\n", events / floor);
    std::printf("  verify, one core  %8.0f/s  ratio %.2f\n", events / one, floor / one);
    std::printf("  verify, two cores %8.0f/s  %.2f times one core\n", events / two, one / two);
  }

 private:
  template <class Work>
  static double best_of(Work const& work) {
    auto best = seconds_of(work);
    for (int i = 0; i < 2; ++i) best = std::min(best, seconds_of(work));
    return best;
  }

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

  std::int64_t size() { return store_->view()->head().size; }

  void write_books() {
    std::vector<Submission> opening;
    for (std::size_t i = 0; i < kBatch; ++i)
      opening.push_back(
          pipeline_.prepare(request("OpenBook", {}, {{"title", "book"}, {"owner", "bahar"}}))
              .value());
    std::vector<StreamId> books;
    for (auto const& outcome : pipeline_.write(opening))
      books.push_back(outcome.value().events[0].stream);
    for (std::int64_t line = 1; line < kLinesABook; ++line) {
      std::vector<Submission> batch;
      for (auto const& book : books)
        batch.push_back(
            pipeline_.prepare(request("WriteLine", book, {{"text", "a line as people write them"}}))
                .value());
      for (auto const& outcome : pipeline_.write(batch))
        if (!outcome) throw std::runtime_error("refused");
    }
  }

  Hash read_and_hash() {
    sqlite3* database = nullptr;
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_open_v2(file_.c_str(), &database, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK ||
        sqlite3_prepare_v2(database, "select body from event order by seq", -1, &statement,
                           nullptr) != SQLITE_OK)
      throw std::runtime_error("the floor cannot read the log");
    Frontier frontier;
    while (sqlite3_step(statement) == SQLITE_ROW) {
      auto const* text = reinterpret_cast<char const*>(sqlite3_column_text(statement, 0));
      auto const size = static_cast<std::size_t>(sqlite3_column_bytes(statement, 0));
      frontier.append(leaf_hash({text, size}));
    }
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return frontier.root();
  }

  VerifyReport verified(Parallel parallel) {
    auto const view = store_->view();
    return verify(catalog_, *view,
                  {.keys = keys_.keys.get(),
                   .key = parse_vkey(pipeline_.vkey()).value(),
                   .parallel = std::move(parallel)});
  }

  static void expect_sound(VerifyReport const& report, Hash const& root) {
    if (!report.damage.empty() || report.tree.root != root)
      throw std::runtime_error("the log is not sound");
  }

  tests::TemporaryFolder folder_;
  std::string file_ = folder_.file("log.db");
  Catalog catalog_{{notebook::notebook_workflow()}};
  std::unique_ptr<SqlStore> store_ =
      open_store({Database::sqlite, file_}, catalog_.tables(), {.mode = OpenMode::create});
  KeysFolder keys_ = open_keys(folder_.path() / "keys", KeysMode::create);
  SystemRandom random_;
  SystemClock clock_;
  tests::EmptyDirectory directory_;
  Ports ports_{*store_, clock_, random_, *keys_.keys, *keys_.signer, directory_};
  Pipeline pipeline_{catalog_, ports_, "bench.example/log"};
};

}  // namespace
}  // namespace gozin::bench

int main(int count, char** words) {
  gozin::bench::Bench bench{count > 1 ? std::atoll(words[1]) : 200'000};
  bench.run();
  return 0;
}
