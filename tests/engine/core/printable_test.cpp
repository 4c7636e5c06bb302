#include "engine/core/printable.hpp"

#include <gtest/gtest.h>

namespace gozin {
namespace {

TEST(Printable, LeavesWordsAsTheyAre) {
  for (std::string_view const text : {"", "levels/x 3", "می\u200cرود ۱۴۰۳", "ñ 😀"})
    EXPECT_EQ(printable(text), text);
}

TEST(Printable, SpellsOutWhatWouldMoveTheCursorOrTurnTheLine) {
  EXPECT_EQ(printable("a\x1b[2Jb\n"), "a\\u{1b}[2Jb\\u{a}");
  EXPECT_EQ(printable(std::string_view{"\0x", 2}), "\\u{0}x");
  EXPECT_EQ(printable("\u0085\u061c\u200f\u202e\u2069\u2028"),
            "\\u{85}\\u{61c}\\u{200f}\\u{202e}\\u{2069}\\u{2028}");
}

TEST(Printable, ShowsBytesThatAreNoCharacter) {
  EXPECT_EQ(printable("a\x80\xff"
                      "b\xd9"),
            "a\\x80\\xffb\\xd9");
}

}  // namespace
}  // namespace gozin
