#include "adapters/app/maintenance_thread.hpp"

#include <chrono>

namespace gozin::app {
namespace {

constexpr std::chrono::seconds kBetween{1};

}  // namespace

MaintenanceThread::MaintenanceThread(City& city, Writer& writer)
    : city_{city}, writer_{writer}, thread_{[this] { work(); }} {}

MaintenanceThread::~MaintenanceThread() {
  {
    std::scoped_lock const lock{mutex_};
    is_ending_ = true;
  }
  ended_.notify_all();
  thread_.join();
}

void MaintenanceThread::work() {
  std::unique_lock lock{mutex_};
  while (!ended_.wait_for(lock, kBetween, [this] { return is_ending_; })) {
    lock.unlock();
    try {
      city_.maintain();
    } catch (std::exception const& failure) {
      writer_.tell(std::string{"maintenance waits: "} + failure.what());
    }
    lock.lock();
  }
}

}  // namespace gozin::app
