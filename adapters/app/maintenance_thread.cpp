#include "adapters/app/maintenance_thread.hpp"

#include <algorithm>
#include <chrono>

namespace gozin::app {
namespace {

constexpr std::chrono::seconds kBetween{1};
constexpr std::chrono::milliseconds kBetweenUnderLoad{100};

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
  auto due = std::chrono::steady_clock::now() + kBetween;
  bool is_much = false;
  std::unique_lock lock{mutex_};
  for (;;) {
    auto const soon = std::chrono::steady_clock::now() + kBetweenUnderLoad;
    auto const next = is_much ? std::min(soon, due) : due;
    if (ended_.wait_until(lock, next, [this] { return is_ending_; })) return;
    lock.unlock();
    is_much = keep_house(next == due);
    if (next == due) due = std::chrono::steady_clock::now() + kBetween;
    lock.lock();
  }
}

bool MaintenanceThread::keep_house(bool all_of_it) {
  try {
    return all_of_it ? city_.maintain() : city_.move_journal();
  } catch (std::exception const& failure) {
    writer_.tell(std::string{"maintenance waits: "} + failure.what());
    return false;
  }
}

}  // namespace gozin::app
