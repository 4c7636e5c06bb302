#include "adapters/http/workers.hpp"

#include <utility>

namespace gozin::http {
namespace {

/// So many stand aside at most; who comes later keeps its place.
constexpr std::size_t kAsideMax = 512;

thread_local Workers* of_this_thread = nullptr;

}  // namespace

Workers::Workers(std::size_t at_work_max, std::size_t queue_max)
    : at_work_max_{at_work_max}, queue_max_{queue_max} {
  std::scoped_lock const lock{mutex_};
  for (std::size_t i = 0; i < at_work_max; ++i) threads_.emplace_back([this] { work(); });
}

Workers::~Workers() {
  std::unique_lock lock{mutex_};
  ending_ = true;
  waiting_.notify_all();
  // Nobody is called any more once the queue is empty; until then threads may still be added.
  while (!threads_.empty()) {
    auto thread = std::move(threads_.back());
    threads_.pop_back();
    lock.unlock();
    thread.join();
    lock.lock();
  }
}

bool Workers::post(std::function<void()> job) {
  bool is_to_be_called = false;
  {
    std::scoped_lock const lock{mutex_};
    if (jobs_.size() >= queue_max_) return false;
    jobs_.push_back(std::move(job));
    is_to_be_called = is_one_to_be_called();
  }
  // Whoever is called takes the lock first.
  if (is_to_be_called) waiting_.notify_one();
  return true;
}

void Workers::post_further(std::function<void()> job) {
  std::scoped_lock const lock{mutex_};
  jobs_.push_back(std::move(job));
  call_one();
}

/// With the lock held. One at a time: who has come calls the next one where there is more to do, so
/// that a burst of jobs costs the thread that brings them one call.
bool Workers::is_one_to_be_called() {
  if (jobs_.empty() || at_work_ >= at_work_max_) return false;
  if (idle_ > 0) return !std::exchange(is_one_called_, true);
  if (threads_.size() < at_work_max_ + kAsideMax) threads_.emplace_back([this] { work(); });
  return false;
}

/// With the lock held.
void Workers::call_one() {
  if (is_one_to_be_called()) waiting_.notify_one();
}

void Workers::work() {
  of_this_thread = this;
  std::unique_lock lock{mutex_};
  for (;;) {
    ++idle_;
    while (jobs_.empty() ? !ending_ : at_work_ >= at_work_max_) {
      waiting_.wait(lock);
      is_one_called_ = false;
    }
    --idle_;
    if (jobs_.empty()) return;
    auto const job = std::move(jobs_.front());
    jobs_.pop_front();
    if (ending_ && jobs_.empty()) waiting_.notify_all();
    ++at_work_;
    call_one();
    lock.unlock();
    job();
    lock.lock();
    --at_work_;
  }
}

void Workers::leave_place() {
  std::scoped_lock const lock{mutex_};
  --at_work_;
  call_one();
}

void Workers::take_place() {
  std::scoped_lock const lock{mutex_};
  ++at_work_;
}

void Workers::stand_aside(std::function<void()> const& wait) {
  auto* const workers = of_this_thread;
  if (!workers) return wait();
  struct Aside {
    explicit Aside(Workers& of) : workers{of} { workers.leave_place(); }
    ~Aside() { workers.take_place(); }
    Workers& workers;
  };
  Aside const aside{*workers};
  wait();
}

}  // namespace gozin::http
