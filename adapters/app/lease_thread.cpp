#include "adapters/app/lease_thread.hpp"

namespace gozin::app {

LeaseThread::LeaseThread(Leases& leases, Told told) : leases_{leases}, told_{std::move(told)} {
  attempt([&] { leases_.round(); });
  thread_ = std::thread{[this] { work(); }};
}

LeaseThread::~LeaseThread() {
  {
    std::scoped_lock const lock{mutex_};
    is_ending_ = true;
  }
  ended_.notify_all();
  thread_.join();
  attempt([&] { leases_.give_back(); });
}

template <class Work>
void LeaseThread::attempt(Work const& work) const {
  try {
    work();
  } catch (std::exception const& failure) {
    told_(std::string{"leases wait: "} + failure.what());
  }
}

void LeaseThread::work() {
  while (!ends_within(LeasePace{}.beat_ms)) attempt([&] { leases_.round(); });
}

bool LeaseThread::ends_within(std::int64_t ms) {
  std::unique_lock lock{mutex_};
  return ended_.wait_for(lock, std::chrono::milliseconds{ms}, [this] { return is_ending_; });
}

}  // namespace gozin::app
