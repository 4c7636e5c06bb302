#include "adapters/cli/parallel.hpp"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace gozin::cli {
namespace {

constexpr unsigned kThreadsMax = 8;

using Work = std::function<void(std::size_t)>;

/// Threads that wait for work to share with whoever calls, and keep what memory they have from one
/// piece of it to the next.
class Crew {
 public:
  explicit Crew(unsigned helpers) {
    try {
      for (unsigned i = 0; i < helpers; ++i) helpers_.emplace_back([this] { help(); });
    } catch (std::system_error const&) {
      // As many as the system grants will do: the caller does what they do not.
      helpers_.shrink_to_fit();
    }
  }
  ~Crew() {
    std::unique_lock lock{mutex_};
    is_over_ = true;
    changed_.notify_all();
    lock.unlock();
    helpers_.clear();
  }
  Crew(Crew const&) = delete;
  Crew& operator=(Crew const&) = delete;

  void share(std::size_t count, Work const& work) {
    std::unique_lock lock{mutex_};
    work_ = &work;
    count_ = count;
    next_ = 1;
    failure_ = nullptr;
    changed_.notify_all();
    if (count > 0) perform(lock, 0);
    while (next_ < count_) perform(lock, next_++);
    changed_.wait(lock, [this] { return busy_ == 0; });
    work_ = nullptr;
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  void help() {
    std::unique_lock lock{mutex_};
    for (;;) {
      changed_.wait(lock, [this] { return is_over_ || (work_ && next_ < count_); });
      if (is_over_) return;
      while (next_ < count_) perform(lock, next_++);
    }
  }

  /// One piece, with the lock given away meanwhile.
  void perform(std::unique_lock<std::mutex>& lock, std::size_t piece) {
    ++busy_;
    lock.unlock();
    std::exception_ptr failure;
    try {
      (*work_)(piece);
    } catch (...) {
      failure = std::current_exception();
    }
    lock.lock();
    // The first to fail is told to whoever shared the work out; what nobody has begun is left.
    if (failure && !failure_) failure_ = failure;
    if (failure) next_ = count_;
    if (--busy_ == 0) changed_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  Work const* work_ = nullptr;
  std::size_t count_ = 0;
  std::size_t next_ = 0;
  std::size_t busy_ = 0;
  bool is_over_ = false;
  std::exception_ptr failure_;
  std::vector<std::jthread> helpers_;
};

}  // namespace

Parallel on_threads(unsigned threads) {
  return [crew = std::make_shared<Crew>(std::max(threads, 1u) - 1)](
             std::size_t count, Work const& work) { crew->share(count, work); };
}

Parallel on_all_cores() {
  return on_threads(std::min(std::thread::hardware_concurrency(), kThreadsMax));
}

}  // namespace gozin::cli
