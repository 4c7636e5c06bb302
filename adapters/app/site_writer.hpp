#pragma once

#include "adapters/app/city.hpp"
#include "adapters/app/leases.hpp"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace gozin::app {

/// The one thread that writes: takes what is waiting, many commands a commit, and acts on timers
/// when it holds the lease for that. `told` hears in words what went wrong, never a value of
/// anybody.
class Writer {
 public:
  using Told = std::function<void(std::string const&)>;
  Writer(City& city, Clock& clock, Leases& leases, Told told);
  /// Finishes what is queued.
  ~Writer();
  Writer(Writer const&) = delete;
  Writer& operator=(Writer const&) = delete;

  /// Takes what became of a command, or what was thrown instead, on the writer's thread: must be
  /// quick and must not throw.
  using Done = std::function<void(Outcome outcome, std::exception_ptr const& failure)>;

  /// Has a command recorded or refused that was prepared. Throws StoreBusy when too much is
  /// waiting; `done` is not called then.
  void submit(Submission submission, Done done);

  /// Prepares the command here and waits until it is recorded or refused. Throws StoreBusy when too
  /// much is waiting or the store is busy.
  [[nodiscard]] Outcome perform(Request request);

  /// The log is of that size now: what others have recorded is heard as soon as nothing waits.
  void hear_of(std::int64_t size);

  /// What this node may do for all, now.
  [[nodiscard]] std::optional<HeldLease> lease_for(std::string_view work) const {
    return leases_.held(work);
  }

  [[nodiscard]] Clock& clock() const { return clock_; }

  /// Tells in words what went wrong, wherever that is told.
  void tell(std::string const& text) const { told_(text); }

 private:
  struct Job {
    Submission submission;
    Done done;
  };

  void work();
  void await_register();
  [[nodiscard]] std::deque<Job> take();
  void write(std::deque<Job>& jobs);
  void follow();
  void recount_where_due(std::vector<Outcome> const& outcomes);
  void finish_epoch();
  void catch_up();
  void publish();
  void act_on_timers();
  /// Whether the store still has the timer as it was read.
  [[nodiscard]] bool stands(Row const& timer);
  /// False where another node holds the lease by now.
  [[nodiscard]] bool act(Row const& timer, HeldLease const& lease);
  [[nodiscard]] Outcome perform_now(Request request, Row const& timer);

  City& city_;
  Clock& clock_;
  Leases& leases_;
  Told told_;
  std::mutex mutex_;
  std::condition_variable waiting_;
  std::deque<Job> jobs_;
  bool ending_ = false;
  std::optional<std::int64_t> size_told_;  // of the log, where it is not followed yet
  /// Timers that led to nothing, and when each is tried again.
  std::map<Row, std::chrono::steady_clock::time_point> refused_;
  std::chrono::steady_clock::time_point epoch_due_;  // when its former key is tried again
  std::thread thread_;
};

}  // namespace gozin::app
