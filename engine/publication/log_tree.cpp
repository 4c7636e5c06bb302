#include "engine/publication/log_tree.hpp"

#include <span>

namespace gozin {
namespace {

constexpr unsigned kLevelsOfTile = 8;

/// Events as they follow each other; a gap is no log.
void visit_events(StoreView& store, std::uint64_t seq, std::uint64_t count,
                  StoreView::Visit const& visit) {
  auto next = static_cast<std::int64_t>(seq);
  store.read_log(next, static_cast<std::int64_t>(count), [&](StoredEvent const& event) {
    if (event.seq != next || event.body.size() > kEntryBytesMax) return;
    ++next;
    visit(event);
  });
  if (next != static_cast<std::int64_t>(seq + count))
    throw StoreDamaged("the log misses an event from " + std::to_string(seq) + " on");
}

}  // namespace

std::vector<Hash> leaf_hashes(StoreView& store, std::uint64_t seq, std::uint64_t count) {
  std::vector<Hash> hashes;
  hashes.reserve(count);
  visit_events(store, seq, count, [&](StoredEvent const& event) { hashes.push_back(event.leaf); });
  return hashes;
}

void LogTree::add(unsigned level, Hash const& hash) {
  if (levels_.size() < level) levels_.emplace_back();
  auto& hashes = levels_[level - 1];
  hashes.push_back(hash);
  if (hashes.size() % kTileWidth == 0) add(level + 1, root_of(std::span{hashes}.last(kTileWidth)));
}

void LogTree::catch_up(StoreView& store) {
  auto const full = static_cast<std::uint64_t>(store.head().size) / kTileWidth;
  auto const known = levels_.empty() ? 0 : levels_.front().size();
  std::vector<Hash> tile;
  if (full <= known) return;
  visit_events(store, known * kTileWidth, (full - known) * kTileWidth,
               [&](StoredEvent const& event) {
                 tile.push_back(event.leaf);
                 if (tile.size() < kTileWidth) return;
                 add(1, root_of(tile));
                 tile.clear();
               });
}

NodeSource LogTree::nodes(StoreView& store) const {
  return [this, &store](unsigned level, std::uint64_t index) {
    auto const within = level % kLevelsOfTile;
    auto const first = index << within;
    auto const count = std::uint64_t{1} << within;
    auto const tile_level = level / kLevelsOfTile;
    if (tile_level == 0) return root_of(leaf_hashes(store, first, count));
    auto const known = tile_level <= levels_.size() ? levels_[tile_level - 1].size() : 0;
    if (known < first + count)
      throw StoreDamaged("the tree of the log has no tile at level " + std::to_string(tile_level));
    return root_of(std::span{levels_[tile_level - 1]}.subspan(first, count));
  };
}

std::string LogTree::file(StoreView& store, TileId const& tile) const {
  auto const first = tile.index * kTileWidth;
  if (tile.kind == TileId::Kind::hashes) {
    if (tile.level == 0) return tile_bytes(leaf_hashes(store, first, tile.width));
    return tile_bytes(std::span{levels_.at(tile.level - 1)}.subspan(first, tile.width));
  }
  std::string bundle;
  visit_events(store, first, tile.width,
               [&](StoredEvent const& event) { append_entry(bundle, event.body); });
  return bundle;
}

}  // namespace gozin
