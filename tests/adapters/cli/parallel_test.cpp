// Work that is shared out among threads.

#include "adapters/cli/parallel.hpp"

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace gozin::cli {
namespace {

TEST(SharingWork, DoesEveryPieceOnceWhateverTheThreads) {
  for (unsigned const threads : {0u, 1u, 2u, 5u}) {
    auto const share = on_threads(threads);
    for (std::size_t const count : {0u, 1u, 2u, 7u, 1'000u}) {
      std::vector<std::atomic<int>> done(count);
      share(count, [&](std::size_t piece) { ++done[piece]; });
      for (auto const& times : done) EXPECT_EQ(times, 1) << threads << " threads";
    }
  }
}

TEST(SharingWork, LeavesTheFirstPieceToTheCaller) {
  auto const share = on_threads(3);
  for (int round = 0; round < 50; ++round) {
    std::thread::id by;
    share(20, [&](std::size_t piece) {
      if (piece == 0) by = std::this_thread::get_id();
    });
    EXPECT_EQ(by, std::this_thread::get_id());
  }
}

TEST(SharingWork, TellsWhatAPieceThrewWhenTheOthersAreDone) {
  auto const share = on_threads(3);
  for (std::size_t const bad : {0u, 1u, 9u}) {
    std::atomic<int> running = 0;
    auto const work = [&](std::size_t piece) {
      ++running;
      if (piece == bad) {
        --running;
        throw std::runtime_error("a piece that fails");
      }
      --running;
    };
    EXPECT_THROW(share(10, work), std::runtime_error);
    EXPECT_EQ(running, 0);
  }

  std::atomic<int> done = 0;
  share(10, [&](std::size_t) { ++done; });
  EXPECT_EQ(done, 10);
}

}  // namespace
}  // namespace gozin::cli
