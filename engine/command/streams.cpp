#include "engine/command/streams.hpp"

#include "engine/command/lineage.hpp"

#include <limits>
#include <map>
#include <string>
#include <utility>

namespace gozin {

Recorded read_recorded(Catalog const& catalog, StoredEvent const& stored) {
  return EventReader{catalog}.read(stored);
}

Recorded EventReader::read(StoredEvent const& stored) {
  Recorded recorded;
  read_into(recorded, stored);
  return recorded;
}

void EventReader::read_into(Recorded& recorded, StoredEvent const& stored) {
  if (auto const refused = leaf_.read_into(head_, stored.body))
    throw UnreadableEvent("event " + std::to_string(stored.seq) +
                          " is not a leaf: " + refused->detail);
  auto const* kind = catalog_.find_kind(head_.at.stream.kind());
  auto const* type = kind ? catalog_.find_event(*kind, head_.type) : nullptr;
  auto const version = head_.type_version;
  if (!type || version < 1 || version > type->version)
    throw UnreadableEvent("event " + std::to_string(stored.seq) + " is of the unknown type " +
                          head_.type + " in version " + std::to_string(version));
  auto value = type->decode(leaf_.data(), version);
  if (!value)
    throw UnreadableEvent("event " + std::to_string(stored.seq) + " has an unreadable " +
                          value.error().detail);
  // The one hands its memory to the other.
  std::swap(recorded.at, head_.at);
  recorded.event = Event{*type, std::move(*value)};
}

Running start(StreamKind const& kind) {
  Running running;
  running.folded.kind = &kind;
  running.folded.state = kind.start();
  running.folded.position = chart::initial(kind.chart.model);
  running.machine = kind.chart.start();
  return running;
}

std::optional<chart::EventIndex> chart_index(StreamKind const& kind, EventType const& type) {
  // By name it costs a search through a hundred names; asked twice for every event.
  using Place = std::pair<chart::ChartModel const*, EventType const*>;
  static thread_local std::map<Place, std::optional<chart::EventIndex>> known;
  auto const place = Place{&kind.chart.model, &type};
  auto const found = known.find(place);
  if (found != known.end()) return found->second;
  return known[place] = chart::find_event(kind.chart.model, type.name);
}

namespace {

[[noreturn]] void disagree(Recorded const& recorded) {
  throw std::logic_error("the machine of " + recorded.at.stream.text + " disagrees about " +
                         std::string{recorded.event.type().name} + " at " +
                         std::to_string(recorded.at.seq));
}

void follow(Folded& folded, Recorded const& recorded, Hash const& leaf,
            std::optional<chart::EventIndex> index) {
  if (recorded.event.lineage() && recorded.at.rev != 0)
    throw LineageWrong("event " + std::to_string(recorded.at.seq) +
                       " takes over what only the first of a stream could");
  auto const& kind = *folded.kind;
  auto const next = index ? chart::next(kind.chart.model, folded.position, *index) : std::nullopt;
  if (!next) disagree(recorded);
  folded.position = *next;
  kind.fold(folded.state.get(), recorded);
  folded.rev = recorded.at.rev;
  folded.last_leaf = leaf;
  folded.last_recorded = recorded.at.recorded;
}

}  // namespace

void follow(Folded& folded, Recorded const& recorded, Hash const& leaf) {
  follow(folded, recorded, leaf, chart_index(*folded.kind, recorded.event.type()));
}

void advance(Running& running, Recorded const& recorded, Hash const& leaf) {
  auto const index = chart_index(*running.folded.kind, recorded.event.type());
  follow(running.folded, recorded, leaf, index);
  if (!running.machine->process(*index) || running.machine->position() != running.folded.position)
    disagree(recorded);
}

Running replay_stream(Catalog const& catalog, StoreView& store, StreamId const& stream) {
  return replay_through(catalog, source_of(store), stream,
                        std::numeric_limits<std::int64_t>::max());
}

Folded const* StoredView::folded(StreamId const& stream) {
  auto found = streams_.find(stream);
  if (found == streams_.end()) found = streams_.emplace(stream, read(stream).folded).first;
  return found->second.get();
}

std::shared_ptr<Folded const> StoredView::folded_through(StreamId const& stream, std::int64_t rev) {
  auto running = replay_through(catalog_, source_of(store_), stream, rev);
  if (rev < 0 || running.folded.rev != rev) return nullptr;
  return std::make_shared<Folded const>(std::move(running.folded));
}

/// What another reader left behind, unless it is younger than this view of the store.
Snapshot StoredView::snapshot_of(StreamId const& stream) {
  if (!snapshots_) return {};
  if (!size_) size_ = store_.head().size;
  auto snapshot = snapshots_->find(stream);
  return snapshot.folded && snapshot.last_seq < *size_ ? snapshot : Snapshot{};
}

Snapshot StoredView::read(StreamId const& stream) {
  auto const* kind = catalog_.find_kind(stream.kind());
  if (!kind) return {};
  auto const before = snapshot_of(stream);
  // Nobody has appended anything anywhere since.
  if (before.folded && before.as_of == *size_) return before;
  std::shared_ptr<Folded> folded;
  auto last_seq = before.last_seq;
  EventReader reader{catalog_};
  StoreView::Visit const take = [&](StoredEvent const& stored) {
    if (!folded && before.folded) {
      folded = std::make_shared<Folded>(*before.folded);
      folded->state = kind->copy(before.folded->state.get());
    } else if (!folded) {
      folded = std::make_shared<Folded>(start(*kind).folded);
    }
    follow(*folded, reader.read(stored), stored.leaf);
    last_seq = stored.seq;
  };
  if (before.folded)
    store_.read_stream(stream, before.folded->rev + 1, take);
  else
    read_whole(catalog_, store_, stream, take);
  if (!folded && !before.folded) return before;
  Snapshot now{.folded = before.folded, .last_seq = last_seq};
  if (folded) now.folded = std::move(folded);
  if (size_) now.as_of = *size_;
  if (snapshots_) snapshots_->put(stream, now);
  return now;
}

Running* StreamCache::find(StreamId const& stream) {
  auto const place = places_.find(stream);
  if (place == places_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, place->second);
  return &place->second->running;
}

Running& StreamCache::put(StreamId const& stream, Running running) {
  forget(stream);
  entries_.push_front({stream, std::move(running)});
  places_[stream] = entries_.begin();
  return entries_.front().running;
}

void StreamCache::forget(StreamId const& stream) {
  auto const place = places_.find(stream);
  if (place == places_.end()) return;
  entries_.erase(place->second);
  places_.erase(place);
}

void StreamCache::visit(std::function<void(StreamId const&, Running const&)> const& visit) const {
  for (auto const& entry : entries_) visit(entry.stream, entry.running);
}

void StreamCache::trim() {
  while (entries_.size() > streams_max_) {
    places_.erase(entries_.back().stream);
    entries_.pop_back();
  }
}

}  // namespace gozin
