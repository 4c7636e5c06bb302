#include "tests/support/judge.hpp"

#include <gtest/gtest.h>

namespace gozin::judge {
namespace {

struct Shelf {
  static constexpr std::string_view kKind = "shelf";
  int books = 0;
};

TEST(Judge, PutsStreamsWhereTheyStand) {
  FakeView view;
  view.know(bare_kind("shelf", states_only("shelf", {"Empty", "Full"})));
  StreamId const shelf{"shelf/a"};

  view.put(shelf, Shelf{.books = 3}, {"Full"});

  EXPECT_EQ(view.find<Shelf>(shelf)->books, 3);
  EXPECT_TRUE(view.in(shelf, "Full"));
  view.move(shelf, {"Empty"});
  EXPECT_TRUE(view.in(shelf, "Empty"));
  EXPECT_FALSE(view.in(StreamId{"shelf/b"}, "Empty"));
  EXPECT_THROW(view.put(shelf, Shelf{}, {"Burnt"}), std::logic_error);
}

TEST(Judge, KeepsUnderOneKeyWithOneSeed) {
  FakeFacts facts;

  auto const first = facts.keep(VaultKeyId{"person/a"}, "name", "Bahar");
  auto const second = facts.keep(VaultKeyId{"person/a"}, "name", "Bahar");
  facts.keep(VaultKeyId{"person/b"}, "name", "Bahar");

  EXPECT_EQ(first, second);
  EXPECT_NE(first, facts.kept[2].committed);
  EXPECT_EQ(facts.kept[0].seed, facts.kept[1].seed);
}

}  // namespace
}  // namespace gozin::judge
