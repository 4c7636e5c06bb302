#pragma once

#include "engine/command/catalog.hpp"
#include "engine/command/snapshots.hpp"
#include "engine/event/leaf.hpp"
#include "engine/port/event_store.hpp"

#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace gozin {

/// A stored event that this program cannot read: damaged, or of a type it does not know.
struct UnreadableEvent : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A stream takes over what is not there: another stream, revision or hash, or events that were
/// recorded later than the one that names them.
struct LineageWrong : UnreadableEvent {
  using UnreadableEvent::UnreadableEvent;
};

/// What a stream takes over was taken over through more than `kGenerationsMax` streams.
struct LineageTooLong : LineageWrong {
  using LineageWrong::LineageWrong;
};

/// The stored bytes as the event they are. Throws UnreadableEvent.
[[nodiscard]] Recorded read_recorded(Catalog const& catalog, StoredEvent const& stored);

/// Reads stored events one after another, and keeps its memory from one to the next.
class EventReader {
 public:
  explicit EventReader(Catalog const& catalog) : catalog_{catalog} {}

  /// As `read_recorded`.
  [[nodiscard]] Recorded read(StoredEvent const& stored);
  /// The same into what may be overwritten, whose memory is used again.
  void read_into(Recorded& recorded, StoredEvent const& stored);

  // Of the event that was read last.
  /// The log that its leaf says it belongs to.
  [[nodiscard]] std::string const& origin() const { return head_.origin; }
  /// What its leaf holds, as the version that wrote it did.
  [[nodiscard]] json::value const& data() const { return leaf_.data(); }

 private:
  Catalog const& catalog_;
  LeafReader leaf_;
  LeafHead head_;
};

/// A stream that is running: folded, and its machine standing where the fold says.
struct Running {
  Folded folded;
  std::unique_ptr<chart::Machine> machine;
  /// Its read rows as the store has them; nothing where nobody has drawn them up.
  std::optional<std::vector<TableRow>> rows = {};
};

/// A stream before its first event. The kind must be known.
[[nodiscard]] Running start(StreamKind const& kind);

/// The number of an event type in the chart of its kind; nothing where the chart never takes it.
[[nodiscard]] std::optional<chart::EventIndex> chart_index(StreamKind const& kind,
                                                           EventType const& type);

/// Folds one more event. It has been accepted before; what the chart does not accept where the
/// stream stands is a bug: std::logic_error. Throws LineageWrong for one in the middle of a stream
/// that takes over.
void follow(Folded& folded, Recorded const& recorded, Hash const& leaf);

/// Folds one more event and moves the machine. The event has been accepted before; a machine that
/// stands elsewhere than the model says is a bug: std::logic_error.
void advance(Running& running, Recorded const& recorded, Hash const& leaf);

/// Reads and folds a whole stream, and first what it takes over. `folded.rev` is -1 when it has no
/// event.
[[nodiscard]] Running replay_stream(Catalog const& catalog, StoreView& store,
                                    StreamId const& stream);

/// Streams folded from a store, each read once. For pages and for preparing commands. Continues
/// from snapshots of earlier readers where it may, so that a long stream costs what is new in it.
class StoredView final : public View {
 public:
  StoredView(Catalog const& catalog, StoreView& store, Snapshots* snapshots = nullptr)
      : catalog_{catalog}, store_{store}, snapshots_{snapshots} {}
  [[nodiscard]] Folded const* folded(StreamId const& stream) override;
  [[nodiscard]] std::shared_ptr<Folded const> folded_through(StreamId const& stream,
                                                             std::int64_t rev) override;

 private:
  [[nodiscard]] Snapshot snapshot_of(StreamId const& stream);
  [[nodiscard]] Snapshot read(StreamId const& stream);

  Catalog const& catalog_;
  StoreView& store_;
  Snapshots* snapshots_;
  std::optional<std::int64_t> size_;  // of the log, as this view sees it
  std::unordered_map<StreamId, std::shared_ptr<Folded const>> streams_;
};

/// Hot streams of the writer, the least recently used forgotten first.
class StreamCache {
 public:
  explicit StreamCache(std::size_t streams_max) : streams_max_{streams_max} {}

  /// Null when it is not held.
  [[nodiscard]] Running* find(StreamId const& stream);
  Running& put(StreamId const& stream, Running running);
  void forget(StreamId const& stream);
  void visit(std::function<void(StreamId const&, Running const&)> const& visit) const;
  /// Drops what is beyond the maximum; never called while a batch holds references.
  void trim();

 private:
  struct Entry {
    StreamId stream;
    Running running;
  };
  std::size_t streams_max_;
  std::list<Entry> entries_;  // most recently used first
  std::unordered_map<StreamId, std::list<Entry>::iterator> places_;
};

}  // namespace gozin
