#include "adapters/http/workers.hpp"

namespace gozin::http {

Workers::Workers(std::size_t threads, std::size_t queue_max) : queue_max_{queue_max} {
  threads_.reserve(threads);
  for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

Workers::~Workers() {
  {
    std::scoped_lock const lock{mutex_};
    ending_ = true;
  }
  waiting_.notify_all();
  for (auto& thread : threads_) thread.join();
}

bool Workers::post(std::function<void()> job) {
  {
    std::scoped_lock const lock{mutex_};
    if (jobs_.size() >= queue_max_) return false;
    jobs_.push_back(std::move(job));
  }
  waiting_.notify_one();
  return true;
}

void Workers::work() {
  for (;;) {
    std::unique_lock lock{mutex_};
    waiting_.wait(lock, [this] { return ending_ || !jobs_.empty(); });
    if (jobs_.empty()) return;
    auto const job = std::move(jobs_.front());
    jobs_.pop_front();
    lock.unlock();
    job();
  }
}

}  // namespace gozin::http
