#include "engine/replay/history.hpp"

#include "engine/command/lineage.hpp"

#include <map>

namespace gozin {
namespace {

bool is_beyond(StoredEvent const& stored, AsOf const& as_of) {
  return (as_of.seq && stored.seq > *as_of.seq) ||
         (as_of.instant && stored.recorded > *as_of.instant);
}

}  // namespace

History replay(Catalog const& catalog, StoreView& store, StreamId const& stream,
               AsOf const& as_of) {
  History history;
  auto const* kind = catalog.find_kind(stream.kind());
  if (!kind) return history;
  history.end = start(*kind);
  read_whole(catalog, store, stream, [&](StoredEvent const& stored) {
    if (is_beyond(stored, as_of)) return;
    auto recorded = read_recorded(catalog, stored);
    auto const& folded = history.end.folded;
    auto const index = chart_index(*kind, recorded.event.type());
    if (!index || !chart::accepts(kind->chart.model, folded.position, *index))
      throw UnreadableEvent("event " + std::to_string(stored.seq) +
                            " is not acceptable where the stream stands");
    advance(history.end, recorded, stored.leaf);
    history.steps.push_back({std::move(recorded), stored.leaf, folded.position});
  });
  return history;
}

std::vector<TableRow> stored_rows(StoreView& store, StreamId const& stream,
                                  std::vector<ReadTable const*> const& tables) {
  std::vector<TableRow> stored;
  for (auto const* table : tables)
    for (auto& row : store.select({.table = table,
                     .where = {{"stream", stream.text}},
                     .order = table->key,
                     .limit = 10'000}))
      stored.push_back({table, std::move(row)});
  return stored;
}

std::vector<std::string> differences(StoreView& store, StreamId const& stream, Folded const& folded,
                                     std::vector<ReadTable const*> const& tables) {
  std::vector<TableRow> expected;
  if (folded.rev >= 0 && folded.kind->project) folded.kind->project({stream, folded}, expected);
  auto const changes = difference(stored_rows(store, stream, tables), expected);
  std::vector<std::string> named;
  for (auto const& row : changes.upserts)
    named.push_back(std::string{row.table->name} + " " + stream.text);
  for (auto const& row : changes.deletes)
    named.push_back(std::string{row.table->name} + " " + stream.text);
  return named;
}

}  // namespace gozin
