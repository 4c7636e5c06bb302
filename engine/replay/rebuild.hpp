#pragma once

#include "engine/command/streams.hpp"
#include "engine/port/read_tables.hpp"

namespace gozin {

/// How much is written while others wait for the head of the log.
struct RebuildPace {
  std::size_t rows = 2'000;
  /// Doubled whenever a turn leaves more than there were before it, so that it comes to an end.
  std::size_t streams = 20;
  std::size_t streams_max = 320;  // about a quarter of a second
};

/// Makes the rows of all read tables what the log yields, while others go on reading and writing:
/// the log is folded as of one moment, what is there and what should be are compared, and the
/// differences are written some streams at a time. Streams that others touch meanwhile are folded
/// anew under the head's lock, fewer and fewer, and with the last of them the tables count as
/// built. A turn for which the store is too busy is tried again some times. Whatever breaks off in
/// between harms nothing. Throws as the store does, StoreFailed where it loses events meanwhile,
/// and UnreadableEvent.
void rebuild(Catalog const& catalog, EventStore& store, ReadTables& tables,
             RebuildPace const& pace = {});

}  // namespace gozin
