#pragma once

#include "engine/command/streams.hpp"

#include <optional>
#include <string>
#include <vector>

namespace gozin {

/// One event of a stream and where its chart stood afterwards.
struct Step {
  Recorded recorded;
  Hash leaf;
  chart::Position position;
};

/// Where to stop: at an event (the log's sequence), at a moment, or nowhere.
struct AsOf {
  std::optional<std::int64_t> seq = {};
  std::optional<Instant> instant = {};
};

/// The life of a stream up to a point, what it took over first, each step accepted by the chart
/// anew. Throws UnreadableEvent, and std::logic_error where the stream contradicts its chart.
struct History {
  std::vector<Step> steps;
  Running end;
};
[[nodiscard]] History replay(Catalog const& catalog, StoreView& store, StreamId const& stream,
                             AsOf const& as_of = {});

/// The rows that the store holds of a stream.
[[nodiscard]] std::vector<TableRow> stored_rows(StoreView& store, StreamId const& stream,
                                                std::vector<ReadTable const*> const& tables);

/// The rows that this state yields, and those of them that the store holds otherwise, named by
/// table and key; empty: replay and live state agree.
[[nodiscard]] std::vector<std::string> differences(StoreView& store, StreamId const& stream,
                                                   Folded const& folded,
                                                   std::vector<ReadTable const*> const& tables);

}  // namespace gozin
