#pragma once

#include "engine/ledger/proof.hpp"
#include "engine/ledger/tile.hpp"
#include "engine/port/event_store.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace gozin {

/// The inner hashes of the log's tree, as tiles and proofs ask for them. Keeps the roots of full
/// tiles in memory, 32 bytes for 256 events; what is below them is read when it is asked for. Not
/// for several threads at a time.
class LogTree {
 public:
  /// Reads on to the end of the log as of this view: once all of it, later what was added.
  void catch_up(StoreView& store);

  /// Every perfect subtree of the log that was read; borrows both. Throws StoreFailed where an
  /// event is missing.
  [[nodiscard]] NodeSource nodes(StoreView& store) const;

  /// The bytes of a file of the log, which must be within what was read.
  [[nodiscard]] std::string file(StoreView& store, TileId const& tile) const;

 private:
  void add(unsigned level, Hash const& hash);

  std::vector<std::vector<Hash>> levels_;  // of tiles, from level 1 on
};

/// The leaf hashes of `count` events from `seq` on. Throws StoreFailed where one is missing.
[[nodiscard]] std::vector<Hash> leaf_hashes(StoreView& store, std::uint64_t seq,
                                            std::uint64_t count);

}  // namespace gozin
