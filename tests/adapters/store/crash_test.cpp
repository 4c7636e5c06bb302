// What is left of a store whose process dies, or whose disk is full, in the middle of it.

#include "adapters/store/sql_store.hpp"
#include "tests/adapters/store/contract.hpp"
#include "tests/support/lying_disk.hpp"
#include "tests/support/temporary_folder.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <filesystem>
#include <random>
#include <set>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace gozin::tests {
namespace {

constexpr int kEventsABatch = 5;
StreamId const kStream{"case/a"};

/// One batch whose rows of all kinds say the same number.
void append(EventStore& store) {
  auto const transaction = store.begin();
  Batch batch;
  batch.events = events_behind(*transaction, kStream, kEventsABatch);
  batch.head.size = transaction->head().size + kEventsABatch;
  auto const name = std::to_string(batch.head.size);
  batch.requests = {{name, sha256(name), "{}"}};
  batch.rows.upserts = {{&paper_table(), {name, std::string{"1"}, {}, {}, {}}}};
  transaction->write(batch);
  transaction->commit();
}

/// Everything of every batch is there once, or nothing of it.
void expect_whole(StoreView& view) {
  auto const log = log_of(view);
  ASSERT_EQ(static_cast<std::int64_t>(log.size()), view.head().size);
  ASSERT_EQ(view.head().size % kEventsABatch, 0);
  for (std::size_t i = 0; i < log.size(); ++i) {
    EXPECT_EQ(log[i].seq, static_cast<std::int64_t>(i));
    EXPECT_EQ(log[i].rev, static_cast<std::int64_t>(i));
    EXPECT_EQ(log[i].leaf, sha256(log[i].body));
  }
  for (auto size = std::int64_t{kEventsABatch}; size <= view.head().size; size += kEventsABatch)
    EXPECT_TRUE(view.answered(std::to_string(size))) << size;
  EXPECT_FALSE(view.answered(std::to_string(view.head().size + kEventsABatch)));
  std::size_t rows = 0;
  visit_rows(view, paper_table(), [&](Row const&) { ++rows; });
  EXPECT_EQ(rows, log.size() / kEventsABatch);
}

class Crash : public testing::Test {
 protected:
  StoreUrl url() const { return {Database::sqlite, folder_.file("log.db")}; }
  std::unique_ptr<SqlStore> open(OpenMode mode) {
    return open_store(url(), {&timer_table(), &paper_table()}, {.mode = mode});
  }
  TemporaryFolder folder_;
};

/// Appends until it is killed, and tells the size of the log after each acknowledged batch.
[[noreturn]] void append_and_tell(StoreUrl const& url, int tell) {
  auto const store = open_store(url, {&timer_table(), &paper_table()}, {});
  for (;;) {
    append(*store);
    auto const size = store->view()->head().size;
    if (::write(tell, &size, sizeof size) != sizeof size) ::_exit(1);
    if (size % 50 == 0) store->maintain();
  }
}

/// Kills a writer after it has acknowledged so many batches, at whatever it does by then. Gives the
/// last size that it acknowledged.
std::int64_t killed_after(StoreUrl const& url, int batches, unsigned spin) {
  std::array<int, 2> pipe{};
  if (::pipe(pipe.data()) != 0) throw std::runtime_error("no pipe");
  auto const child = ::fork();
  if (child == 0) append_and_tell(url, pipe[1]);
  ::close(pipe[1]);
  std::int64_t acknowledged = 0;
  std::int64_t size = 0;
  for (int i = 0; i < batches && ::read(pipe[0], &size, sizeof size) == sizeof size; ++i)
    acknowledged = size;
  for (unsigned i = 0; i < spin; ++i) std::atomic_signal_fence(std::memory_order_seq_cst);
  ::kill(child, SIGKILL);
  while (::read(pipe[0], &size, sizeof size) == sizeof size) acknowledged = size;
  ::close(pipe[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status));
  return acknowledged;
}

TEST_F(Crash, KillLosesNothingAcknowledgedAndDoublesNothing) {
  (void)open(OpenMode::create);
  auto const seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random{seed};
  std::int64_t before = 0;
  for (int round = 0; round < 12; ++round) {
    auto const acknowledged = killed_after(url(), static_cast<int>(random() % 12),
                                           static_cast<unsigned>(random() % 400'000));

    auto const store = open(OpenMode::existing);
    auto const size = store->view()->head().size;
    EXPECT_GE(size, std::max(acknowledged, before));
    // At most the one batch whose acknowledgement was on its way.
    EXPECT_LE(size, std::max(acknowledged, before) + kEventsABatch);
    expect_whole(*store->view());
    before = size;
  }
}

/// In a process of its own, whose files may not grow beyond a limit for a while.
int with_a_full_disk(StoreUrl const& url) {
  std::signal(SIGXFSZ, SIG_IGN);
  auto const store = open_store(url, {&timer_table(), &paper_table()}, {});
  rlimit const full{200'000, RLIM_INFINITY};
  rlimit const free{RLIM_INFINITY, RLIM_INFINITY};
  if (::setrlimit(RLIMIT_FSIZE, &full) != 0) return 2;
  int batches = 0;
  bool has_failed = false;
  for (; batches < 1'000 && !has_failed; batches += has_failed ? 0 : 1) {
    try {
      append(*store);
    } catch (StoreFailed const&) {
      has_failed = true;
    }
  }
  if (!has_failed) return 3;
  if (store->view()->head().size != batches * kEventsABatch) return 4;
  if (::setrlimit(RLIMIT_FSIZE, &free) != 0) return 5;
  append(*store);
  return store->view()->head().size == (batches + 1) * kEventsABatch ? 0 : 6;
}

TEST_F(Crash, FullDiskFailsABatchAndTheNextIsWrittenWhenThereIsRoom) {
  (void)open(OpenMode::create);
  auto const child = ::fork();
  if (child == 0) ::_exit(with_a_full_disk(url()));
  int status = 0;
  ::waitpid(child, &status, 0);

  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
  expect_whole(*open(OpenMode::existing)->view());
}

/// Appends until the power is gone; gives the last size that was acknowledged.
std::int64_t append_until_cut(StoreUrl const& url, LyingDisk& disk, std::int64_t calls) {
  constexpr int kBatchesAnUpkeep = 7;
  std::int64_t acknowledged = 0;
  try {
    auto const store = open_store(url, {&timer_table(), &paper_table()}, {});
    acknowledged = store->view()->head().size;
    disk.cut_power_after(calls);
    for (int batch = 1;; ++batch) {
      append(*store);
      acknowledged += kEventsABatch;
      if (batch % kBatchesAnUpkeep == 0) store->maintain();
    }
  } catch (StoreFailed const&) {
    EXPECT_TRUE(disk.is_cut());
  }
  return acknowledged;
}

StoreUrl log_in(std::filesystem::path const& folder) {
  return {Database::sqlite, (folder / "log.db").string()};
}

/// Goes on in one life after another, each on what the power cut before it has left.
TEST_F(Crash, PowerCutAtAnyWriteLosesNothingAcknowledgedHoweverMuchTheDiskHasLied) {
  constexpr int kCuts = 60;
  constexpr std::int64_t kCallsMax = 1'200;
  (void)open(OpenMode::create);
  auto const seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random{seed};
  auto const odds = [&](unsigned of) { return [&random, of] { return random() % 8 < of; }; };
  auto place = folder_.path();
  for (int cut = 1; cut <= kCuts; ++cut) {
    auto const calls = 1 + static_cast<std::int64_t>(random()) % kCallsMax;
    std::int64_t acknowledged = 0;
    {
      LyingDisk disk;
      acknowledged = append_until_cut(log_in(place), disk, calls);
      place = folder_.path() / std::to_string(cut);
      std::filesystem::create_directory(place);
      // From nothing of what was not synced to all of it.
      disk.come_back(place, odds(static_cast<unsigned>(random()) % 9));
    }

    auto const store = open_store(log_in(place), {&timer_table(), &paper_table()}, {});
    auto const size = store->view()->head().size;
    ASSERT_GE(size, acknowledged) << "cut " << cut << " after " << calls << " calls";
    ASSERT_LE(size, acknowledged + kEventsABatch);
    expect_whole(*store->view());
  }
}

}  // namespace
}  // namespace gozin::tests
