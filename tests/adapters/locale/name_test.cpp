#include "tests/adapters/locale/opened_texts.hpp"

#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
// After GoogleTest, which it extends.
#include <rapidcheck/gtest.h>

namespace gozin {
namespace {

std::string cleaned(std::string_view typed) {
  auto const name = texts().clean_name(typed);
  return name ? *name : std::string{name.error().reason.name()};
}

// P06, a row a rule.
TEST(CleanName, WritesPersianLetters) {
  EXPECT_EQ(cleaned("علي"), "علی");
  EXPECT_EQ(cleaned("موسى"), "موسی");
  EXPECT_EQ(cleaned("كاوه"), "کاوه");
}

TEST(CleanName, ComposesLetters) {
  EXPECT_EQ(cleaned("ا\u0653رش"), "آرش");
  EXPECT_EQ(cleaned("Be\u0301la"), "Béla");
}

TEST(CleanName, KeepsHehWithHamza) {
  EXPECT_EQ(cleaned("خانهٔ"), "خانهٔ");
  EXPECT_EQ(cleaned("فاطمۀ"), "فاطمۀ");
  EXPECT_EQ(cleaned("ەڕاز"), "ەڕاز");
}

TEST(CleanName, FoldsPresentationFormsOnlyInKeys) {
  EXPECT_EQ(cleaned("ﻛﺮﻳﻢ"), "ﻛﺮﻳﻢ");
  EXPECT_EQ(texts().search_key("ﻛﺮﻳﻢ"), texts().search_key("کریم"));
}

TEST(CleanName, RemovesTatweel) { EXPECT_EQ(cleaned("بهـــار"), "بهار"); }

// P12: ZWNJ belongs to the spelling.
TEST(CleanName, KeepsZwnjInsideAWordOnly) {
  EXPECT_EQ(cleaned("علی\u200Cاکبر"), "علی\u200Cاکبر");
  EXPECT_EQ(cleaned("علی\u200C\u200Cاکبر"), "علی\u200Cاکبر");
  EXPECT_EQ(cleaned("علی\u200C اکبر"), "علی اکبر");
  EXPECT_EQ(cleaned("علی \u200Cاکبر"), "علی اکبر");
  EXPECT_EQ(cleaned("\u200Cعلی\u200C"), "علی");
}

TEST(CleanName, SetsSingleBlanks) { EXPECT_EQ(cleaned("  آرش\u00A0\t  بهار \n"), "آرش بهار"); }

TEST(CleanName, DropsMarksOfPastedText) {
  EXPECT_EQ(cleaned("\uFEFF\u200Fآرش\u200E"), "آرش");
  EXPECT_EQ(cleaned("\u2068آرش\u2069"), "آرش");
}

// P04: what could make a name look like another.
TEST(CleanName, RefusesBidiControls) {
  for (auto const* const control : {"\u202A", "\u202B", "\u202C", "\u202D", "\u202E"})
    EXPECT_EQ(cleaned(std::string{"آرش"} + control + "بهار"), "text_must_be_clean");
  for (auto const* const typed : {"آرش\u2066", "آرش\u2067", "آرش\u2068", "\u2069آرش",
                                  "\u2069آرش\u2068", "\u2068\u2068آرش\u2069"})
    EXPECT_EQ(cleaned(typed), "text_must_be_clean");
}

TEST(CleanName, RefusesWhatIsNoCharacter) {
  for (auto const* const typed :
       {"آرش\x01", "\uE000", "آرش\uFFFE", "آرش\U000E0041", "آرش\xD8", "\xC0\xAF", "\xED\xA0\x80"})
    EXPECT_EQ(cleaned(typed), "text_must_be_clean");
  EXPECT_EQ(cleaned(std::string_view{"a\0b", 3}), "text_must_be_clean");
}

TEST(CleanName, RefusesNothingAtAll) {
  for (auto const* const typed : {"", "   ", "\u200C", "\u200F", "ـ", "- -", "\u200D"})
    EXPECT_EQ(cleaned(typed), "text_must_be_given");
}

// P04: no mixture of letters and controls gets a control through, and a clean name stays.
RC_GTEST_PROP(CleanName, LetsNoControlThrough, ()) {
  auto const harmless =
      rc::gen::element<std::string>("آ", "ي", "ك", "ی", "A", "\u0654", "\u0653", " ", "\u200C",
                                    "\u200D", "ـ", "\u200E", "\u200F", "\u061C", "\u2068ب\u2069");
  auto const control = rc::gen::element<std::string>("\u202A", "\u202E", "\u202C", "\u2066",
                                                     "\u2067", "\u2068", "\u2069");
  auto const part = rc::gen::weightedOneOf<std::string>({{30, harmless}, {1, control}});
  std::string typed;
  for (auto const& piece : *rc::gen::container<std::vector<std::string>>(part)) typed += piece;
  auto const name = texts().clean_name(typed);
  RC_CLASSIFY(name.has_value());
  if (!name) return;
  for (auto const* const hidden : {"\u200E", "\u200F", "\u061C", "\u202A", "\u202B", "\u202C",
                                   "\u202D", "\u202E", "\u2066", "\u2067", "\u2068", "\u2069"})
    RC_ASSERT(name->find(hidden) == std::string::npos);
  RC_ASSERT(texts().clean_name(*name).value() == *name);
}

}  // namespace
}  // namespace gozin
