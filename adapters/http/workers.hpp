#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace gozin::http {

/// A fixed number of threads and a queue that does not grow without end.
class Workers {
 public:
  Workers(std::size_t threads, std::size_t queue_max);
  /// Finishes what is queued.
  ~Workers();
  Workers(Workers const&) = delete;
  Workers& operator=(Workers const&) = delete;

  /// False when the queue is full; the job is not kept then. A job must not throw.
  [[nodiscard]] bool post(std::function<void()> job);

 private:
  void work();

  std::size_t queue_max_;
  std::mutex mutex_;
  std::condition_variable waiting_;
  std::deque<std::function<void()>> jobs_;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace gozin::http
