#include "engine/ledger/reason.hpp"
#include "engine/ledger/tile_builder.hpp"
#include "engine/ledger/tree.hpp"
#include "tests/engine/ledger/vectors.hpp"

#include <map>
#include <span>

#include <gtest/gtest.h>

namespace gozin {
namespace {

using Kind = TileId::Kind;

// C2SP tlog-tiles: the index 1234067.
TEST(TilePath, IsWrittenInGroupsOfThreeDigits) {
  std::pair<TileId, std::string> const rows[] = {
      {{.index = 1234067}, "tile/0/x001/x234/067"},
      {{.level = 1, .index = 0}, "tile/1/000"},
      {{.level = 2, .index = 0, .width = 1}, "tile/2/000.p/1"},
      {{.index = 273, .width = 112}, "tile/0/273.p/112"},
      {{.index = 1000, .width = 255}, "tile/0/x001/000.p/255"},
      {{.kind = Kind::entries, .index = 999}, "tile/entries/999"},
      {{.kind = Kind::entries, .index = 1234067, .width = 5}, "tile/entries/x001/x234/067.p/5"},
      {{.level = 63, .index = 999'999'999'999'999'999}, "tile/63/x999/x999/x999/x999/x999/999"}};
  for (auto const& [tile, path] : rows) {
    EXPECT_EQ(path_of(tile), path);
    EXPECT_EQ(parse_tile_path(path).value(), tile);
  }
}

TEST(TilePath, IsReadStrictly) {
  for (auto const* path : {"",
                           "tile",
                           "tile/",
                           "tile/0",
                           "tile/0/",
                           "tile/00/000",
                           "tile/64/000",
                           "tile/-1/000",
                           "tile/0/00",
                           "tile/0/0000",
                           "tile/0/x000",
                           "tile/0/x000/001",
                           "tile/0/001/067",
                           "tile/0/x001/x067",
                           "tile/0/X001/067",
                           "tile/0/000.p/0",
                           "tile/0/000.p/256",
                           "tile/0/000.p/01",
                           "tile/0/000.p/",
                           "tile/0/000.p/1/",
                           "tile/0/000/",
                           "tile//000",
                           "/tile/0/000",
                           "tile/0/ 00",
                           "tile/0/000.p/1.p/1",
                           "tile/Entries/000",
                           "tile/entries/",
                           "tile/0/../000",
                           "tile/0/x001/x001/x001/x001/x001/x001/001"}) {
    auto const tile = parse_tile_path(path);
    ASSERT_FALSE(tile) << path;
    EXPECT_EQ(tile.error().reason, Reason{LedgerReason::tile_path_must_be_well_formed}) << path;
  }
}

// C2SP tlog-tiles: the tiles of a tree of 70,000 leaves, and of one of 256.
TEST(Tiles, OfATreeAreThoseOfTheSpecification) {
  EXPECT_EQ(hashes_on_level(70'000, 0), 70'000U);
  EXPECT_EQ(hashes_on_level(70'000, 1), 273U);
  EXPECT_EQ(hashes_on_level(70'000, 2), 1U);
  EXPECT_EQ(hashes_on_level(70'000, 3), 0U);
  EXPECT_TRUE(has_tile(70'000, {.index = 272}));
  EXPECT_TRUE(has_tile(70'000, {.index = 273, .width = 112}));
  EXPECT_TRUE(has_tile(70'000, {.index = 273, .width = 1}));
  EXPECT_FALSE(has_tile(70'000, {.index = 273, .width = 113}));
  EXPECT_FALSE(has_tile(70'000, {.index = 273}));
  EXPECT_TRUE(has_tile(70'000, {.level = 1, .index = 1, .width = 17}));
  EXPECT_TRUE(has_tile(70'000, {.level = 2, .width = 1}));
  EXPECT_FALSE(has_tile(70'000, {.level = 3, .width = 1}));
  EXPECT_TRUE(has_tile(256, {.level = 1, .width = 1}));
  EXPECT_FALSE(has_tile(256, {.index = 1, .width = 1}));
}

std::map<TileId, std::string> tiles_of(std::span<Hash const> leaves) {
  std::map<TileId, std::string> tiles;
  TileBuilder builder;
  auto const emit = [&](TileId const& tile, std::string const& bytes) { tiles[tile] = bytes; };
  for (auto const& leaf : leaves) builder.append(leaf, emit);
  builder.finish(emit);
  return tiles;
}

/// The n-th tile of a level by its definition: MTH(D[(n·256+i)·256^l : (n·256+i+1)·256^l]).
std::string tile_by_definition(std::span<Hash const> leaves, TileId const& tile) {
  auto const span = std::size_t{1} << (8 * tile.level);
  std::string bytes;
  for (std::size_t i = 0; i < tile.width; ++i)
    bytes += view_of(root_of(leaves.subspan((tile.index * 256 + i) * span, span)));
  return bytes;
}

TEST(TileBuilder, MakesTheTilesOfTheDefinition) {
  auto const leaves = test::numbered_leaves(66'000);
  for (auto const size : std::initializer_list<std::size_t>{1, 2, 255, 256, 257, 511, 512, 65'535,
                                                            65'536, 65'537, 66'000}) {
    auto const beginning = std::span{leaves}.first(size);
    std::size_t hashes = 0;
    for (auto const& [tile, bytes] : tiles_of(beginning)) {
      ASSERT_TRUE(has_tile(size, tile)) << size << " " << path_of(tile);
      EXPECT_EQ(bytes, tile_by_definition(beginning, tile)) << size << " " << path_of(tile);
      hashes += tile.width;
    }
    EXPECT_EQ(hashes, size + hashes_on_level(size, 1) + hashes_on_level(size, 2)) << size;
  }
}

TEST(TileBuilder, HasNothingToSayOfTheEmptyTree) { EXPECT_TRUE(tiles_of({}).empty()); }

TEST(Tile, ReadsWhatItWrote) {
  auto const hashes = test::numbered_leaves(256);
  EXPECT_EQ(parse_tile(tile_bytes(hashes)).value(), hashes);
}

TEST(Tile, RefusesPartsOfHashesAndMoreThanItsWidth) {
  auto const bytes = tile_bytes(test::numbered_leaves(256));
  for (auto const& wrong : {std::string{}, bytes.substr(1), bytes + std::string(32, 'x')})
    EXPECT_EQ(parse_tile(wrong).error().reason, Reason{LedgerReason::tile_must_be_well_formed});
}

TEST(Bundle, ReadsEntriesOfEveryLength) {
  std::vector<std::string> const entries{"", "a", std::string(65'535, 'x'), std::string(256, 'y')};
  std::string bundle;
  for (auto const& entry : entries) append_entry(bundle, entry);

  EXPECT_EQ(bundle.substr(0, 5), (std::string{"\0\0\0\1a", 5}));
  auto const read = parse_bundle(bundle).value();
  ASSERT_EQ(read.size(), entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) EXPECT_EQ(read[i], entries[i]);
}

TEST(Bundle, RefusesLengthsThatDoNotComeOutEven) {
  std::string many;
  for (int i = 0; i < 257; ++i) append_entry(many, "e");
  for (auto const& wrong : {std::string{}, std::string{"\0", 1}, std::string{"\0\2a", 3}, many})
    EXPECT_EQ(parse_bundle(wrong).error().reason, Reason{LedgerReason::bundle_must_be_well_formed});
  EXPECT_TRUE(parse_bundle(many.substr(3)));
}

TEST(Bundle, HoldsNoLongerEntry) {
  std::string bundle;
  EXPECT_THROW(append_entry(bundle, std::string(65'536, 'x')), std::logic_error);
}

}  // namespace
}  // namespace gozin
