#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace gozin::http {

/// Threads of which a fixed number is at work, and a queue that does not grow without end. One that
/// waits for somebody else gives up its place meanwhile, so that whatever comes in can be waited
/// for together.
class Workers {
 public:
  /// `at_work_max`: how many are at work; `queue_max`: jobs that wait for one of them.
  Workers(std::size_t at_work_max, std::size_t queue_max);
  /// Finishes what is queued.
  ~Workers();
  Workers(Workers const&) = delete;
  Workers& operator=(Workers const&) = delete;

  /// False when the queue is full; the job is not kept then. A job must not throw.
  [[nodiscard]] bool post(std::function<void()> job);

  /// As `post`, for what follows from a job that was kept: it is kept, too.
  void post_further(std::function<void()> job);

  /// Waits on the calling thread; where that is a worker, another one takes its place until the
  /// waiting is over. For waiting only: afterwards more than the fixed number may be at work for a
  /// moment. What `wait` throws it throws.
  static void stand_aside(std::function<void()> const& wait);

 private:
  void work();
  void leave_place();
  void take_place();
  [[nodiscard]] bool is_one_to_be_called();
  void call_one();

  std::size_t at_work_max_;
  std::size_t queue_max_;
  std::mutex mutex_;
  std::condition_variable waiting_;
  std::deque<std::function<void()>> jobs_;
  std::size_t at_work_ = 0;
  std::size_t idle_ = 0;
  bool is_one_called_ = false;  // and not awake yet
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace gozin::http
