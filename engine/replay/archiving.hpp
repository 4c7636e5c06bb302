#pragma once

#include "engine/command/catalog.hpp"
#include "engine/ledger/tree.hpp"
#include "engine/port/log_archive.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace gozin {

/// Events of a range as a rule: one hash of a tile of level 2.
inline constexpr std::int64_t kEventsOfRange = 65'536;

/// Why a range stays where it is.
#define GOZIN_RANGE_STAYS(X) \
  X(not_signed)              \
  X(too_young)               \
  X(stream_goes_on)
GOZIN_NAMED_ENUM(RangeStays, GOZIN_RANGE_STAYS)

/// A range of the log that is not detached, and why not.
struct RangeSeen {
  LogRange range;                        // its root where it may be detached
  std::optional<RangeStays> stays = {};  // nothing: it may be detached
  StreamId goes_on = {};                 // the first such stream, for `stream_goes_on`
};

struct ArchiveTerms {
  std::int64_t events = kEventsOfRange;  // of a range: a power of 256, 256 at least
  Instant recorded_before = {};          // all events of a range, for it to go
  TreeHead signed_tree = {};             // of the newest checkpoint; empty: nothing is signed
};

/// Whether the events of a stream go with their range: those of a kind that comes to an end. All
/// others stay at hand, for there is always somebody who asks for them.
[[nodiscard]] bool goes_with_its_range(Catalog const& catalog, StreamId const& stream);

/// Every whole range of the log that is not detached, in order. A range may go once it is signed
/// and old enough, and every stream with an event in it that comes to an end has come to it.
/// Nothing where the log is not the one that was signed: then nothing may. `detached` in order; of
/// their events none is read for that.
[[nodiscard]] std::optional<std::vector<RangeSeen>> ranges_to_detach(
    Catalog const& catalog, StoreView& store, std::vector<LogRange> const& detached,
    ArchiveTerms const& terms);

}  // namespace gozin
