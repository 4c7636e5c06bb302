#include "adapters/app/lease_thread.hpp"

namespace gozin::app {
namespace {

constexpr std::int64_t kBetweenLooksMs = LeasePace{}.beat_ms;

}  // namespace

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
  // Where the store is not reached others have to wait, and the end of the program need not.
  if (is_reached_) attempt([&] { leases_.give_back(); });
}

template <class Work>
void LeaseThread::attempt(Work const& work) {
  is_reached_ = false;
  try {
    work();
    is_reached_ = true;
  } catch (std::exception const& failure) {
    told_(std::string{"leases wait: "} + failure.what());
  }
}

void LeaseThread::work() {
  while (!ends_within(kBetweenLooksMs)) attempt([&] { leases_.round(); });
}

bool LeaseThread::ends_within(std::int64_t ms) {
  std::unique_lock lock{mutex_};
  return ended_.wait_for(lock, std::chrono::milliseconds{ms}, [this] { return is_ending_; });
}

}  // namespace gozin::app
