#include "engine/core/utf8.hpp"

#include <string>

#include <gtest/gtest.h>

namespace gozin {
namespace {

TEST(Utf8, TakesTheFirstAndLastCharacterOfEveryLength) {
  for (auto const* text :
       {"", "a\x7f", "\u0080\u07ff", "\u0800\ud7ff\ue000\uffff", "\U00010000\U0010ffff", "شهردار"})
    EXPECT_TRUE(is_utf8(text)) << text;
  EXPECT_TRUE(is_utf8(std::string(1, '\0')));
}

TEST(Utf8, RefusesWhatTheStandardCallsIllFormed) {
  for (auto const* text :
       {"\x80", "\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xed\xbf\xbf",
        "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\xc2", "\xe2\x82",
        "\xf0\x9f\x98", "\xc2\x41", "\xe2\x82\x41", "\xf0\x9f\x98\x41", "a\xe2\x28\xa1"})
    EXPECT_FALSE(is_utf8(text)) << text;
}

}  // namespace
}  // namespace gozin
