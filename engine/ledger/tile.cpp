#include "engine/ledger/tile.hpp"

#include "engine/ledger/decimal.hpp"
#include "engine/ledger/reason.hpp"

#include <algorithm>
#include <stdexcept>

namespace gozin {
namespace {

constexpr unsigned kLevelMax = 63;
constexpr std::size_t kHashBytes = sizeof(Hash::bytes);
/// Six groups are 10^18 tiles, and any index of theirs fits 63 bits.
constexpr std::size_t kGroupsMax = 6;
constexpr std::string_view kPartial = ".p/";

Rejection bad_path() { return {LedgerReason::tile_path_must_be_well_formed}; }
Rejection bad_bundle() { return {LedgerReason::bundle_must_be_well_formed}; }

std::string three_digits(std::uint64_t number) {
  auto text = std::to_string(number);
  return std::string(3 - text.size(), '0') + text;
}

/// The part before the next slash; it and the slash are taken off.
std::string_view take_part(std::string_view& path) {
  auto const slash = std::min(path.find('/'), path.size());
  auto const part = path.substr(0, slash);
  path.remove_prefix(std::min(slash + 1, path.size()));
  return part;
}

}  // namespace

std::string index_path(std::uint64_t index) {
  auto path = three_digits(index % 1'000);
  for (auto rest = index / 1'000; rest != 0; rest /= 1'000)
    path = "x" + three_digits(rest % 1'000) + "/" + path;
  return path;
}

Result<std::uint64_t> parse_index_path(std::string_view path) {
  std::uint64_t index = 0;
  auto rest = path;
  for (std::size_t groups = 0; !rest.empty(); ++groups) {
    auto group = take_part(rest);
    if (group.starts_with('x')) group.remove_prefix(1);
    auto const is_number =
        group.size() == 3 && group.find_first_not_of("0123456789") == std::string_view::npos;
    if (groups == kGroupsMax || !is_number) return bad_path();
    for (auto const digit : group) index = index * 10 + static_cast<std::uint64_t>(digit - '0');
  }
  if (index_path(index) != path) return bad_path();
  return index;
}

std::string path_of(TileId const& tile) {
  auto path = std::string{"tile/"} +
              (tile.kind == TileId::Kind::entries ? "entries" : std::to_string(tile.level)) + "/" +
              index_path(tile.index);
  if (tile.is_partial()) path += std::string{kPartial} + std::to_string(tile.width);
  return path;
}

Result<TileId> parse_tile_path(std::string_view path) {
  auto rest = path;
  if (take_part(rest) != "tile") return bad_path();
  TileId tile;
  auto const level = take_part(rest);
  if (level == "entries") {
    tile.kind = TileId::Kind::entries;
  } else {
    auto const number = parse_size(level);
    if (!number || *number > kLevelMax) return bad_path();
    tile.level = static_cast<unsigned>(*number);
  }
  if (auto const mark = rest.find(kPartial); mark != std::string_view::npos) {
    auto const width = parse_size(rest.substr(mark + kPartial.size()));
    if (!width || *width == 0 || *width >= kTileWidth) return bad_path();
    tile.width = static_cast<std::size_t>(*width);
    rest = rest.substr(0, mark);
  }
  auto const index = parse_index_path(rest);
  if (!index) return index.error();
  tile.index = *index;
  if (path_of(tile) != path) return bad_path();
  return tile;
}

std::uint64_t hashes_on_level(std::uint64_t size, unsigned level) {
  return level > 7 ? 0 : size >> (8 * level);
}

bool has_tile(std::uint64_t size, TileId const& tile) {
  auto const hashes = hashes_on_level(size, tile.level);
  return tile.index < hashes / kTileWidth ||
         (tile.index == hashes / kTileWidth && tile.width <= hashes % kTileWidth);
}

std::string tile_bytes(std::span<Hash const> hashes) {
  std::string bytes;
  bytes.reserve(hashes.size() * kHashBytes);
  for (auto const& hash : hashes) bytes += view_of(hash);
  return bytes;
}

Result<std::vector<Hash>> parse_tile(std::string_view bytes) {
  if (bytes.empty() || bytes.size() % kHashBytes != 0 || bytes.size() > kTileWidth * kHashBytes)
    return Rejection{LedgerReason::tile_must_be_well_formed};
  std::vector<Hash> hashes(bytes.size() / kHashBytes);
  for (auto& hash : hashes) {
    std::copy_n(bytes.begin(), kHashBytes, hash.bytes.begin());
    bytes.remove_prefix(kHashBytes);
  }
  return hashes;
}

void append_entry(std::string& bundle, std::string_view entry) {
  if (entry.size() > kEntryBytesMax) throw std::logic_error("an entry that no bundle can hold");
  bundle += static_cast<char>(entry.size() >> 8);
  bundle += static_cast<char>(entry.size() & 0xff);
  bundle += entry;
}

Result<std::vector<std::string_view>> parse_bundle(std::string_view bytes) {
  std::vector<std::string_view> entries;
  while (!bytes.empty()) {
    if (bytes.size() < 2 || entries.size() == kTileWidth) return bad_bundle();
    auto const length = static_cast<std::size_t>(static_cast<unsigned char>(bytes[0])) << 8 |
                        static_cast<unsigned char>(bytes[1]);
    bytes.remove_prefix(2);
    if (bytes.size() < length) return bad_bundle();
    entries.push_back(bytes.substr(0, length));
    bytes.remove_prefix(length);
  }
  if (entries.empty()) return bad_bundle();
  return entries;
}

}  // namespace gozin
