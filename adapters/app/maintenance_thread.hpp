#pragma once

#include "adapters/app/site_writer.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace gozin::app {

/// The thread that does the housekeeping of the database once a second, and of its journal more
/// often when much is recorded: in the writer's own time every commit would wait for it.
class MaintenanceThread {
 public:
  MaintenanceThread(City& city, Writer& writer);
  ~MaintenanceThread();
  MaintenanceThread(MaintenanceThread const&) = delete;
  MaintenanceThread& operator=(MaintenanceThread const&) = delete;

 private:
  void work();
  /// Whether the journal should be looked after sooner.
  [[nodiscard]] bool keep_house(bool all_of_it);

  City& city_;
  Writer& writer_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool is_ending_ = false;
  std::thread thread_;
};

}  // namespace gozin::app
