#include "engine/scoring/lot.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gozin::scoring {
namespace {

Hash counting_root() {
  Hash root;
  for (std::size_t i = 0; i < root.bytes.size(); ++i) root.bytes[i] = static_cast<std::uint8_t>(i);
  return root;
}

// T29: the values were computed with Python's hashlib from the docstring alone.
TEST(Lot, IsRecomputableFromItsDescription) {
  auto const seed = lot_seed(counting_root(), "قرعه ۱۴۰۱");

  EXPECT_EQ(to_hex(seed), "c63be2fb94c98486e1814c66ab468971a049e69a42c3f7cb19a3f7ae6f1d40af");
  EXPECT_EQ(draw(seed, {"n-1", "n-2", "n-3", "n-4"}),
            (std::vector<std::string>{"n-2", "n-1", "n-4", "n-3"}));
}

TEST(Lot, DependsOnTheAnnouncedValue) {
  EXPECT_NE(lot_seed(counting_root(), "a"), lot_seed(counting_root(), "b"));
}

TEST(Lot, DrawsAnIdThatStandsTwiceOnce) {
  EXPECT_EQ(draw(counting_root(), {"a", "a"}), std::vector<std::string>{"a"});
  EXPECT_TRUE(draw(counting_root(), {}).empty());
}

RC_GTEST_PROP(LotProperty, DoesNotDependOnTheOrderOfIdsNorOnWhoElseIsDrawn,
              (std::vector<std::string> ids)) {
  auto const drawn = draw(counting_root(), ids);
  std::reverse(ids.begin(), ids.end());
  RC_ASSERT(draw(counting_root(), ids) == drawn);

  if (drawn.empty()) return;
  auto const rest = std::vector<std::string>(drawn.begin() + 1, drawn.end());
  RC_ASSERT(draw(counting_root(), rest) == rest);
}

}  // namespace
}  // namespace gozin::scoring
