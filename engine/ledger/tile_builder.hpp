#pragma once

#include "engine/ledger/tile.hpp"

#include <functional>
#include <vector>

namespace gozin {

/// Makes the tiles of hashes of a growing tree, in the order in which they become full. Keeps less
/// than one tile a level.
class TileBuilder {
 public:
  using Emit = std::function<void(TileId const& tile, std::string const& bytes)>;

  /// Gives every tile that this leaf makes full, from level 0 upwards.
  void append(Hash const& leaf, Emit const& emit);
  /// Gives the partial tiles of the tree as it is now. More leaves may follow.
  void finish(Emit const& emit) const;

 private:
  struct Level {
    std::uint64_t full = 0;
    std::vector<Hash> hashes = {};
  };
  std::vector<Level> levels_;
};

}  // namespace gozin
