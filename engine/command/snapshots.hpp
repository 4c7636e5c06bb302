#pragma once

#include "engine/command/view.hpp"

#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>

namespace gozin {

/// A stream as it was folded up to an event; never changed once it is made.
struct Snapshot {
  std::shared_ptr<Folded const> folded;
  std::int64_t last_seq = -1;  // of its last event in the log
};

/// Folded streams that readers share, the least recently used forgotten first. Safe to use from
/// many threads; a reader continues from a snapshot and leaves a newer one behind.
class Snapshots {
 public:
  explicit Snapshots(std::size_t streams_max) : streams_max_{streams_max} {}

  /// Without `folded` when the stream is not held.
  [[nodiscard]] Snapshot find(StreamId const& stream);
  /// Ignored when a newer one is held.
  void put(StreamId const& stream, Snapshot snapshot);

 private:
  using Entry = std::pair<StreamId, Snapshot>;

  std::mutex mutex_;
  std::size_t streams_max_;
  std::list<Entry> entries_;  // most recently used first
  std::unordered_map<StreamId, std::list<Entry>::iterator> places_;
};

}  // namespace gozin
