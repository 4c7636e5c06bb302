// How long it takes to detach ranges of a log, which of it holds others up, and for how long.
//
//   archive_bench URL     a city of city_maker, of which a copy is at hand: all its ranges go

#include "adapters/app/city.hpp"
#include "adapters/store/sql_store.hpp"
#include "engine/ledger/tree.hpp"
#include "engine/publication/log_tree.hpp"
#include "engine/replay/archiving.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <thread>

namespace {

using namespace gozin;
using Steady = std::chrono::steady_clock;

double ms_since(Steady::time_point began) {
  return std::chrono::duration<double, std::milli>(Steady::now() - began).count();
}

constexpr std::chrono::milliseconds kBetween{2};
constexpr std::size_t kTransactions = 130;

/// Commits of one row by a program beside the one that detaches, each 2 ms after the last.
class Neighbour {
 public:
  Neighbour(StoreUrl const& url, std::string what)
      : what_{std::move(what)}, store_{open_store(url, app::catalog().tables(), {})} {
    thread_ = std::thread{[this] { work(); }};
  }
  ~Neighbour() {
    {
      std::scoped_lock const lock{mutex_};
      is_over_ = true;
    }
    ended_.notify_all();
    thread_.join();
    std::ranges::sort(took_);
    auto const at = [&](double share) {
      return took_[static_cast<std::size_t>(share * static_cast<double>(took_.size() - 1))];
    };
    std::printf("%-28s %6zu commits  p50 %6.2f  p99 %6.2f  max %6.2f ms\n", what_.c_str(),
                took_.size(), at(0.5), at(0.99), at(1));
  }
  void wait_for(std::size_t commits) {
    std::unique_lock lock{mutex_};
    counted_.wait(lock, [&] { return took_.size() >= commits; });
  }
  Neighbour(Neighbour const&) = delete;
  Neighbour& operator=(Neighbour const&) = delete;

 private:
  void work() {
    std::unique_lock lock{mutex_};
    while (!ended_.wait_for(lock, kBetween, [this] { return is_over_; })) {
      lock.unlock();
      auto const began = Steady::now();
      auto const transaction = store_->begin();
      Batch batch;
      batch.head = transaction->head();
      batch.states = {{"archive_bench", "{}", Instant{1}}};
      transaction->write(batch);
      transaction->commit();
      lock.lock();
      took_.push_back(ms_since(began));
      counted_.notify_all();
    }
  }

  std::string what_;
  std::unique_ptr<SqlStore> store_;
  std::vector<double> took_;
  std::mutex mutex_;
  std::condition_variable ended_;
  std::condition_variable counted_;
  bool is_over_ = false;
  std::thread thread_;
};

LogRange range_at(SqlStore& store, std::int64_t first) {
  auto const count = kEventsOfRange;
  auto const leaves = leaf_hashes(*store.view(), static_cast<std::uint64_t>(first),
                                  static_cast<std::uint64_t>(count));
  return {.first = first, .count = count, .root = root_of(leaves)};
}

void detach(SqlStore& store, LogRange const& range) {
  std::printf("%9lld", static_cast<long long>(range.first));
  auto began = Steady::now();
  auto const goes = [](StreamId const& stream) {
    return goes_with_its_range(app::catalog(), stream);
  };
  auto const after = [&](DetachingStep step) {
    std::printf("  %s %.1f", std::string{name_of(step)}.c_str(), ms_since(began));
    began = Steady::now();
  };
  store.archive().detach(range, {.goes = goes, .after = after});
  std::printf(" ms\n");
}

/// So many transactions; with pauses as `gozin log archive` has them, or at a stretch.
void delete_some(SqlStore& store, std::size_t transactions, int pauses) {
  std::mutex mutex;
  std::unique_lock lock{mutex};
  std::condition_variable nobody_calls;
  std::vector<double> took;
  while (took.size() < transactions) {
    auto const began = Steady::now();
    if (store.archive().delete_some() == 0) break;
    took.push_back(ms_since(began));
    nobody_calls.wait_for(lock, pauses * (Steady::now() - began), [] { return false; });
  }
  if (took.empty()) return;
  std::ranges::sort(took);
  std::printf("deleted in %zu transactions: p50 %.2f, max %.2f ms\n", took.size(),
              took[took.size() / 2], took.back());
}

void run(StoreUrl const& url) {
  auto const store = open_store(url, app::catalog().tables(), {});
  auto const size = store->view()->head().size;
  std::printf("%lld events\n", static_cast<long long>(size));
  {
    Neighbour beside{url, "commits beside nothing"};
    beside.wait_for(500);
  }
  {
    Neighbour const beside{url, "commits beside detaching"};
    for (std::int64_t first = 0; first + kEventsOfRange <= size; first += kEventsOfRange)
      detach(*store, range_at(*store, first));
  }
  {
    Neighbour const beside{url, "commits beside deleting"};
    delete_some(*store, kTransactions, 9);
  }
  {
    Neighbour const beside{url, "commits, no pauses between"};
    delete_some(*store, kTransactions, 0);
  }
}

}  // namespace

int main(int argc, char** argv) {
  auto const url = gozin::parse_store_url(argc > 1 ? argv[1] : "");
  if (!url) {
    std::fprintf(stderr, "archive_bench URL\n");
    return 2;
  }
  run(*url);
  return 0;
}
