#include "engine/command/snapshots.hpp"

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
    if (held.last_seq < snapshot.last_seq) held = std::move(snapshot);
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
