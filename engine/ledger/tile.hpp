#pragma once

#include "engine/core/hash.hpp"
#include "engine/core/result.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gozin {

/// Hashes in a full tile and entries in a full bundle (C2SP tlog-tiles).
inline constexpr std::size_t kTileWidth = 256;

/// Names one file of the log: a tile of hashes, or a bundle of entries.
struct TileId {
  enum class Kind { hashes, entries };
  Kind kind = Kind::hashes;
  unsigned level = 0;              // of hashes, 0 to 63; of entries always 0
  std::uint64_t index = 0;         // on its level, from 0
  std::size_t width = kTileWidth;  // 1 to 256; below 256 the tile is partial

  [[nodiscard]] bool is_partial() const { return width < kTileWidth; }
  friend auto operator<=>(TileId const&, TileId const&) = default;
};

/// An index in groups of three digits, all but the last with an `x`: `x001/x234/067`.
[[nodiscard]] std::string index_path(std::uint64_t index);
/// Refuses what `index_path` does not write, and more than six groups, as
/// `tile_path_must_be_well_formed`.
[[nodiscard]] Result<std::uint64_t> parse_index_path(std::string_view path);

/// Where the file stands, below the log's address or its folder: `tile/1/x001/234.p/5`,
/// `tile/entries/000`. The reader takes only what the writer writes and refuses the rest as
/// `tile_path_must_be_well_formed`.
[[nodiscard]] std::string path_of(TileId const& tile);
[[nodiscard]] Result<TileId> parse_tile_path(std::string_view path);

/// How many hashes a level has in a tree of so many leaves: one for each full tile below.
[[nodiscard]] std::uint64_t hashes_on_level(std::uint64_t size, unsigned level);

/// Whether a tree of so many leaves has the tile, in this width or a greater one.
[[nodiscard]] bool has_tile(std::uint64_t size, TileId const& tile);

/// 1 to 256 hashes, one after another; the reader refuses another number of bytes as
/// `tile_must_be_well_formed`.
[[nodiscard]] std::string tile_bytes(std::span<Hash const> hashes);
[[nodiscard]] Result<std::vector<Hash>> parse_tile(std::string_view bytes);

/// No longer entry can stand in a bundle.
inline constexpr std::size_t kEntryBytesMax = 65'535;

/// Adds an entry to a bundle: its length in two bytes, big-endian, then its bytes. A longer entry
/// is a bug: std::logic_error.
void append_entry(std::string& bundle, std::string_view entry);
/// The entries of a bundle, borrowed from it. Refuses lengths that do not come out even, none and
/// more than 256 entries as `bundle_must_be_well_formed`.
[[nodiscard]] Result<std::vector<std::string_view>> parse_bundle(std::string_view bytes);

}  // namespace gozin
