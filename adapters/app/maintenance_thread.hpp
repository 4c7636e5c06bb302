#pragma once

#include "adapters/app/site_writer.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace gozin::app {

/// The thread that does the housekeeping of the database once a second, however much is recorded:
/// in the writer's own time every commit would wait for it.
class MaintenanceThread {
 public:
  MaintenanceThread(City& city, Writer& writer);
  ~MaintenanceThread();
  MaintenanceThread(MaintenanceThread const&) = delete;
  MaintenanceThread& operator=(MaintenanceThread const&) = delete;

 private:
  void work();

  City& city_;
  Writer& writer_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool is_ending_ = false;
  std::thread thread_;
};

}  // namespace gozin::app
