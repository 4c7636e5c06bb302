#include "engine/ledger/tile_builder.hpp"

#include "engine/ledger/tree.hpp"

namespace gozin {

void TileBuilder::append(Hash const& leaf, Emit const& emit) {
  auto hash = leaf;
  for (unsigned number = 0;; ++number) {
    if (number == levels_.size()) levels_.emplace_back();
    auto& level = levels_[number];
    level.hashes.push_back(hash);
    if (level.hashes.size() < kTileWidth) return;
    emit({.level = number, .index = level.full}, tile_bytes(level.hashes));
    hash = root_of(level.hashes);
    level.hashes.clear();
    ++level.full;
  }
}

void TileBuilder::finish(Emit const& emit) const {
  for (unsigned number = 0; number < levels_.size(); ++number) {
    auto const& level = levels_[number];
    if (level.hashes.empty()) continue;
    emit({.level = number, .index = level.full, .width = level.hashes.size()},
         tile_bytes(level.hashes));
  }
}

}  // namespace gozin
