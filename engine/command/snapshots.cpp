#include "engine/command/snapshots.hpp"

#include <utility>

namespace gozin {

Snapshot RecentSnapshots::find(StreamId const& stream) {
  auto const place = places_.find(stream);
  if (place == places_.end()) return {};
  entries_.splice(entries_.begin(), entries_, place->second);
  return place->second->second;
}

void RecentSnapshots::put(StreamId const& stream, Snapshot snapshot) {
  auto const place = places_.find(stream);
  if (place != places_.end()) {
    auto& held = place->second->second;
    if (std::pair{held.last_seq, held.as_of} < std::pair{snapshot.last_seq, snapshot.as_of})
      held = std::move(snapshot);
    entries_.splice(entries_.begin(), entries_, place->second);
    return;
  }
  entries_.emplace_front(stream, std::move(snapshot));
  places_[stream] = entries_.begin();
  if (entries_.size() <= streams_max_) return;
  places_.erase(entries_.back().first);
  entries_.pop_back();
}

}  // namespace gozin
