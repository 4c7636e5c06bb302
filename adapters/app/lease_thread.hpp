#pragma once

#include "adapters/app/leases.hpp"

#include <condition_variable>
#include <functional>
#include <thread>

namespace gozin::app {

/// The thread that keeps the leases of a node: takes what is free at once, renews, and hands back
/// at its end. `told` hears in words what went wrong.
class LeaseThread {
 public:
  using Told = std::function<void(std::string const&)>;
  LeaseThread(Leases& leases, Told told);
  ~LeaseThread();
  LeaseThread(LeaseThread const&) = delete;
  LeaseThread& operator=(LeaseThread const&) = delete;

 private:
  void work();
  [[nodiscard]] bool ends_within(std::int64_t ms);
  template <class Work>
  void attempt(Work const& work);

  Leases& leases_;
  Told told_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool is_ending_ = false;
  bool is_reached_ = false;  // the store, when it was asked last
  std::thread thread_;
};

}  // namespace gozin::app
