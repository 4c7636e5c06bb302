#include "adapters/cli/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace gozin::cli {
namespace {

constexpr unsigned kThreadsMax = 8;

class Sharing {
 public:
  Sharing(std::size_t count, std::function<void(std::size_t)> const& work)
      : count_{count}, work_{work} {}

  void take_part() {
    for (;;) {
      auto const next = next_++;
      if (next >= count_) return;
      try {
        work_(next);
      } catch (...) {
        // The first to fail is told to whoever shared the work out; the others stop.
        std::scoped_lock const lock{mutex_};
        if (!failure_) failure_ = std::current_exception();
        next_ = count_;
      }
    }
  }

  void expect_success() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  std::size_t count_;
  std::function<void(std::size_t)> const& work_;
  std::atomic<std::size_t> next_ = 0;
  std::mutex mutex_;
  std::exception_ptr failure_;
};

}  // namespace

Parallel on_threads(unsigned threads) {
  return [threads](std::size_t count, std::function<void(std::size_t)> const& work) {
    Sharing sharing{count, work};
    {
      std::vector<std::jthread> others;
      for (std::size_t i = 1; i < std::min<std::size_t>(threads, count); ++i)
        others.emplace_back([&] { sharing.take_part(); });
      sharing.take_part();
    }
    sharing.expect_success();
  };
}

Parallel on_all_cores() {
  return on_threads(std::min(std::thread::hardware_concurrency(), kThreadsMax));
}

}  // namespace gozin::cli
