#include "engine/command/lineage.hpp"

#include <limits>

namespace gozin {
namespace {

constexpr auto kWhole = std::numeric_limits<std::int64_t>::max();

/// Reads streams one out of the other, the eldest first.
class Reader {
 public:
  Reader(Catalog const& catalog, StreamSource const& source, StoreView::Visit const& visit)
      : catalog_{catalog}, source_{source}, visit_{visit} {}

  /// The last event that was visited.
  struct Last {
    std::int64_t seq = -1;
    std::int64_t rev = -1;
    Hash leaf = {};
  };

  Last read(StreamId const& stream, std::int64_t through, int generations) {
    Last last;
    source_(stream, [&](StoredEvent const& stored) {
      if (stored.rev > through) return;
      if (stored.rev == 0 && may_take_over(stored)) {
        auto const recorded = read_recorded(catalog_, stored);
        if (auto const* lineage = recorded.event.lineage())
          take_over(*lineage, recorded.at, generations);
      }
      last = {.seq = stored.seq, .rev = stored.rev, .leaf = stored.leaf};
      visit_(stored);
    });
    return last;
  }

  /// What an event that stands there takes over, held to what it says of it.
  void take_over(Lineage const& lineage, Envelope const& at, int generations) {
    auto const place = "event " + std::to_string(at.seq) + " takes over ";
    if (at.rev != 0) throw LineageWrong(place + "what only the first of a stream could");
    if (lineage.from.kind() != at.stream.kind()) throw LineageWrong(place + "another kind");
    if (generations == 0) throw LineageTooLong(place + "through too many streams");
    auto const last = read(lineage.from, lineage.through, generations - 1);
    if (lineage.through < 0 || last.rev != lineage.through || last.leaf != lineage.leaf ||
        last.seq >= at.seq)
      throw LineageWrong(place + "what is not there");
  }

 private:
  /// By its type alone, so that not every event is read twice.
  [[nodiscard]] bool may_take_over(StoredEvent const& stored) const {
    auto const* kind = catalog_.find_kind(stored.stream.kind());
    auto const* type = kind ? catalog_.find_event(*kind, stored.type) : nullptr;
    return type && type->lineage;
  }

  Catalog const& catalog_;
  StreamSource const& source_;
  StoreView::Visit const& visit_;
};

/// Folds what a reader visits.
StoreView::Visit folding(EventReader& events, Running& running) {
  return [&](StoredEvent const& stored) { advance(running, events.read(stored), stored.leaf); };
}

}  // namespace

StreamSource source_of(StoreView& store) {
  return [&store](StreamId const& stream, StoreView::Visit const& visit) {
    store.read_stream(stream, 0, visit);
  };
}

void read_whole(Catalog const& catalog, StoreView& store, StreamId const& stream,
                StoreView::Visit const& visit) {
  auto const source = source_of(store);
  Reader{catalog, source, visit}.read(stream, kWhole, kGenerationsMax);
}

Running replay_through(Catalog const& catalog, StreamSource const& source, StreamId const& stream,
                       std::int64_t rev) {
  auto const* kind = catalog.find_kind(stream.kind());
  if (!kind) return {};
  auto running = start(*kind);
  EventReader events{catalog};
  auto const visit = folding(events, running);
  Reader{catalog, source, visit}.read(stream, rev, kGenerationsMax);
  return running;
}

Running taken_over(Catalog const& catalog, StreamSource const& source, Lineage const& lineage,
                   Envelope const& at) {
  auto running = start(*catalog.find_kind(at.stream.kind()));
  EventReader events{catalog};
  auto const visit = folding(events, running);
  Reader{catalog, source, visit}.take_over(lineage, at, kGenerationsMax);
  return running;
}

}  // namespace gozin
