#pragma once

#include "engine/command/snapshots.hpp"

#include <mutex>

namespace gozin::app {

/// Snapshots that all threads of the program share.
class SharedSnapshots final : public Snapshots {
 public:
  explicit SharedSnapshots(std::size_t streams_max) : held_{streams_max} {}

  [[nodiscard]] Snapshot find(StreamId const& stream) override {
    std::scoped_lock const lock{mutex_};
    return held_.find(stream);
  }
  void put(StreamId const& stream, Snapshot snapshot) override {
    std::scoped_lock const lock{mutex_};
    held_.put(stream, std::move(snapshot));
  }

 private:
  std::mutex mutex_;
  RecentSnapshots held_;
};

}  // namespace gozin::app
