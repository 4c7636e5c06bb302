#pragma once

#include "engine/core/named_enum.hpp"
#include "engine/port/event_store.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace gozin {

/// Events of the log that stand in a file of their own: a perfect subtree of the log's tree.
struct LogRange {
  std::int64_t first = 0;
  std::int64_t count = 0;  // a power of 256; `first` is a multiple of it
  Hash root;               // of the subtree

  [[nodiscard]] std::int64_t end() const { return first + count; }
  [[nodiscard]] bool holds(std::int64_t seq) const { return seq >= first && seq < end(); }
  friend bool operator==(LogRange const&, LogRange const&) = default;
};

/// The file of a range is missing, cannot be read, or is that of another range or log. Whatever
/// needs none of its events goes on.
struct RangeUnreadable : StoreDamaged {
  explicit RangeUnreadable(std::string file_and_cause)
      : StoreDamaged("a range of the log is not readable: " + file_and_cause),
        place{std::move(file_and_cause)} {}
  std::string place;  // the file, and what is wrong with it
};

/// A range and where it is.
struct StoredRange {
  LogRange range;
  std::string file;            // where it is looked for
  std::int64_t to_delete = 0;  // events that are yet to be gone through where they were
};

/// What happens to a range, in this order. Whatever is cut short may be begun again.
#define GOZIN_STEPS_OF_DETACHING(X) \
  X(copied)                         \
  X(verified)                       \
  X(in_place)                       \
  X(streams_listed)                 \
  X(detached)
GOZIN_NAMED_ENUM(DetachingStep, GOZIN_STEPS_OF_DETACHING)

struct Detaching {
  /// Whether the events of a stream are to go. What is to stay at hand rests in the file, too.
  std::function<bool(StreamId const&)> goes;
  /// Hears of each step and may throw; none: nobody does.
  std::function<void(DetachingStep)> after = {};
};

/// Ranges of the log detached from the live database. Every view reads them as before: the events
/// of streams that went out of their file, and the whole log likewise, all others where they were.
class LogArchive {
 public:
  virtual ~LogArchive() = default;

  /// Those that are detached, in the order of the log.
  [[nodiscard]] virtual std::vector<StoredRange> ranges() = 0;

  /// Copies the range into a file, reads that again, and from one short transaction on has it read
  /// from there. Nothing where it is detached already. The log's tree must hold the range with this
  /// root: whoever asks has seen that it is signed. Throws StoreFailed where what is stored has
  /// another root, where the place holds another file under its name, or no place is known;
  /// StoreBusy while another process detaches.
  virtual void detach(LogRange const& range, Detaching const& how) = 0;

  /// Goes through some hundreds of events where they were before and deletes those that went, in
  /// one short transaction; how many it has gone through, 0 where none is left. From any thread.
  /// Throws RangeUnreadable, and deletes nothing, where the file that has them is not there.
  virtual std::int64_t delete_some() = 0;

  /// What is wrong with the rows that tell of the ranges: each row, for whoever repairs it.
  [[nodiscard]] virtual std::vector<std::string> faults() = 0;

  /// What is wrong with one range: its file, the list of the streams that went with it, and the
  /// events that stayed, which are to be those of the file. That these are the ones that were
  /// signed shows in the log alone. Takes as long as reading all of it.
  [[nodiscard]] virtual std::vector<std::string> faults_of(LogRange const& range) = 0;
};

}  // namespace gozin
