// Durable commands a second of two nodes on one database, each with books of its own, against those
// of one node that has as many commands, in turn. Preparing is done before.
//
// Usage: nodes_bench DATABASE [BATCHES [COMMANDS_A_BATCH]]
// DATABASE: postgresql or mysql, on the servers of GOZIN_TEST_SERVERS.

#include "adapters/store/sql_store.hpp"
#include "tests/bench/notebook_node.hpp"
#include "tests/bench/own_database.hpp"
#include "tests/bench/spent.hpp"

#include <cstdio>
#include <cstdlib>
#include <future>

namespace gozin::bench {
namespace {

constexpr std::size_t kBooks = 1'000;
constexpr int kRounds = 5;

using Batches = std::vector<std::vector<Submission>>;

void write_all(NotebookNode& node, Batches& batches) {
  for (auto& batch : batches) node.write(batch);
}

class Bench {
 public:
  Bench(Database database, std::size_t batch_size) : batch_size_{batch_size}, own_{database} {
    first_ = node_of(*store_, "one", KeysMode::create);
    first_->open_log();
    // As on a machine of its own.
    copy_keys(folder_.path() / "one", folder_.path() / "two");
    second_ = node_of(*store_of_second_, "two", KeysMode::existing);
    for (std::size_t i = 0; i < kBooks; ++i) {
      first_->open_book();
      second_->open_book();
    }
  }

  void run(int batches, bool with_asides) {
    Spent one;
    Spent two;
    for (int round = 0; round < kRounds; ++round) {
      auto alone = prepared(*first_, batches, with_asides);
      first_->follow();
      measure(one, [&] { write_all(*first_, alone); });
      auto of_first = prepared(*first_, batches / 2, with_asides);
      auto of_second = prepared(*second_, batches / 2, with_asides);
      second_->follow();
      measure(two, [&] {
        auto other = std::async(std::launch::async, [&] { write_all(*second_, of_second); });
        write_all(*first_, of_first);
        other.get();
      });
    }
    auto const commands = static_cast<double>(kRounds) * batches * static_cast<double>(batch_size_);
    std::printf("%s\n  one node  %8.0f/s\n  two nodes %8.0f/s  ratio %.2f\n",
                with_asides ? "with a value in the vault each" : "plain", commands / one.wall,
                commands / two.wall, one.wall / two.wall);
  }

 private:
  std::unique_ptr<NotebookNode> node_of(EventStore& store, std::string const& name, KeysMode mode) {
    return std::make_unique<NotebookNode>(
        NotebookNode::Of{.store = store, .keys = folder_.path() / name, .name = name}, mode);
  }

  [[nodiscard]] Batches prepared(NotebookNode& node, int batches, bool with_asides) const {
    Batches made;
    for (int i = 0; i < batches; ++i) made.push_back(node.prepare(batch_size_, with_asides));
    return made;
  }

  [[nodiscard]] std::unique_ptr<SqlStore> open(OpenMode mode) const {
    return open_store(own_.url(), notebook_catalog().tables(), {.mode = mode});
  }

  std::size_t batch_size_;
  OwnDatabase own_;
  tests::TemporaryFolder folder_;
  std::unique_ptr<SqlStore> store_ = open(OpenMode::create);
  std::unique_ptr<SqlStore> store_of_second_ = open(OpenMode::existing);
  std::unique_ptr<NotebookNode> first_;
  std::unique_ptr<NotebookNode> second_;
};

}  // namespace
}  // namespace gozin::bench

int main(int count, char** words) {
  auto const database =
      gozin::find_by_name<gozin::Database>(count > 1 ? words[1] : "postgresql").value();
  int const batches = count > 2 ? std::atoi(words[2]) : 40;
  int const size = count > 3 ? std::atoi(words[3]) : 256;
  gozin::bench::Bench bench{database, static_cast<std::size_t>(size)};
  bench.run(batches, false);
  bench.run(batches, true);
  return 0;
}
