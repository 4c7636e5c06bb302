#include "adapters/http/workers.hpp"

#include <atomic>
#include <chrono>
#include <future>
#include <latch>
#include <stdexcept>

#include <gtest/gtest.h>

namespace gozin::http {
namespace {

TEST(Workers, TakeNoMoreThanTheQueueHolds) {
  std::promise<void> entered;
  std::promise<void> leave;
  std::atomic<int> done = 0;
  {
    Workers workers{1, 1};
    ASSERT_TRUE(workers.post([&] {
      entered.set_value();
      leave.get_future().wait();
      ++done;
    }));
    entered.get_future().wait();

    EXPECT_TRUE(workers.post([&] { ++done; }));
    EXPECT_FALSE(workers.post([&] { ++done; }));
    leave.set_value();
  }
  EXPECT_EQ(done, 2);
}

TEST(Workers, FinishWhatIsQueuedBeforeTheyGo) {
  std::atomic<int> done = 0;
  {
    Workers workers{2, 100};
    for (int i = 0; i < 100; ++i) ASSERT_TRUE(workers.post([&] { ++done; }));
  }
  EXPECT_EQ(done, 100);
}

/// One place: whoever waits for what another job does would wait for ever in it.
TEST(Workers, LetOthersWorkWhileOneStandsAside) {
  std::promise<void> done_by_another;
  std::promise<void> done;
  {
    Workers workers{1, 8};
    ASSERT_TRUE(workers.post([&] {
      Workers::stand_aside([&] { done_by_another.get_future().wait(); });
      done.set_value();
    }));
    ASSERT_TRUE(workers.post([&] { done_by_another.set_value(); }));
    ASSERT_EQ(done.get_future().wait_for(std::chrono::seconds{30}), std::future_status::ready);
  }
}

TEST(Workers, AreAtWorkInTheFixedNumberThoughManyStandAside) {
  constexpr int kJobs = 64;
  std::promise<void> go;
  auto const gone = go.get_future().share();
  std::atomic<int> aside = 0;
  std::atomic<int> at_work = 0;
  std::atomic<int> most = 0;
  {
    Workers workers{2, kJobs};
    for (int i = 0; i < kJobs; ++i)
      ASSERT_TRUE(workers.post([&] {
        auto const now = ++at_work;
        for (auto seen = most.load(); seen < now && !most.compare_exchange_weak(seen, now);) {
        }
        --at_work;
        if (++aside == kJobs) go.set_value();
        Workers::stand_aside([&] { gone.wait(); });
      }));
  }
  EXPECT_EQ(aside, kJobs);
  EXPECT_LE(most, 2);
}

/// A burst is told to one of them, and all of them have to hear of it: each waits for the others.
TEST(Workers, AreAllAtWorkWhenThereIsEnoughToDo) {
  constexpr int kWorkers = 4;
  constexpr int kRounds = 200;
  std::atomic<int> done = 0;
  Workers workers{kWorkers, kWorkers};
  for (int round = 1; round <= kRounds; ++round) {
    std::latch all{kWorkers};
    std::latch gone{kWorkers};
    for (int i = 0; i < kWorkers; ++i)
      ASSERT_TRUE(workers.post([&] {
        all.arrive_and_wait();
        ++done;
        gone.count_down();
      }));
    gone.wait();
    ASSERT_EQ(done, round * kWorkers);
  }
}

TEST(Workers, ThrowOnWhatTheWaitingThrew) {
  EXPECT_THROW(Workers::stand_aside([] { throw std::runtime_error("busy"); }), std::runtime_error);
}

}  // namespace
}  // namespace gozin::http
