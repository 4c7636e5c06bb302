#pragma once

#include "engine/command/view.hpp"

#include <list>
#include <memory>
#include <unordered_map>
#include <utility>

namespace gozin {

/// A stream as it was folded up to an event; never changed once it is made.
struct Snapshot {
  std::shared_ptr<Folded const> folded;
  std::int64_t last_seq = -1;  // of its last event in the log
  std::int64_t as_of = -1;     // a size of the log at which that was its last event
};

/// Folded streams that readers share: a reader continues from a snapshot and leaves a newer one
/// behind. Given to a pipeline whose commands are prepared on many threads, it must bear that.
class Snapshots {
 public:
  virtual ~Snapshots() = default;
  /// Without `folded` when the stream is not held.
  [[nodiscard]] virtual Snapshot find(StreamId const& stream) = 0;
  /// Ignored when a newer one is held, or the same that is known of a longer log.
  virtual void put(StreamId const& stream, Snapshot snapshot) = 0;
};

/// The least recently used are forgotten first. For one thread at a time.
class RecentSnapshots final : public Snapshots {
 public:
  explicit RecentSnapshots(std::size_t streams_max) : streams_max_{streams_max} {}
  [[nodiscard]] Snapshot find(StreamId const& stream) override;
  void put(StreamId const& stream, Snapshot snapshot) override;

 private:
  using Entry = std::pair<StreamId, Snapshot>;

  std::size_t streams_max_;
  std::list<Entry> entries_;  // most recently used first
  std::unordered_map<StreamId, std::list<Entry>::iterator> places_;
};

}  // namespace gozin
