#include "adapters/http/workers.hpp"

#include <atomic>
#include <future>

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

}  // namespace
}  // namespace gozin::http
