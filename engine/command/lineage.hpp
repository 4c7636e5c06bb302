#pragma once

#include "engine/command/streams.hpp"

#include <functional>

namespace gozin {

/// Through how many streams the first event of one may have been taken over.
inline constexpr int kGenerationsMax = 8;

/// Gives the events of a stream in order, from its first on.
using StreamSource = std::function<void(StreamId const& stream, StoreView::Visit const& visit)>;
[[nodiscard]] StreamSource source_of(StoreView& store);

/// Every event that makes up a stream, in order: those that it takes over, each as it stands in its
/// own stream, then its own. Throws LineageWrong before an event that takes over something else
/// than it says.
void read_whole(Catalog const& catalog, StoreView& store, StreamId const& stream,
                StoreView::Visit const& visit);

/// A stream folded with all that it takes over, up to the event of its own with this revision.
/// `folded.rev` is less where it has no such event.
[[nodiscard]] Running replay_through(Catalog const& catalog, StreamSource const& source,
                                     StreamId const& stream, std::int64_t rev);

/// What a stream is before its event that takes this over and stands there. Throws LineageWrong
/// where it is not there as it says.
[[nodiscard]] Running taken_over(Catalog const& catalog, StreamSource const& source,
                                 Lineage const& lineage, Envelope const& at);

}  // namespace gozin
