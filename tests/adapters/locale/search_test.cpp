#include "tests/adapters/locale/opened_texts.hpp"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>
// After GoogleTest, which it extends.
#include <rapidcheck/gtest.h>

namespace gozin {
namespace {

class SearchKey : public testing::TestWithParam<std::vector<char const*>> {};

TEST_P(SearchKey, IsOneForAllSpellings) {
  auto const key = texts().search_key(GetParam().front());
  for (auto const* const spelling : GetParam())
    EXPECT_EQ(texts().search_key(spelling), key) << spelling;
}

// P07, and the slips of the sources' own texts.
INSTANTIATE_TEST_SUITE_P(
    Spellings, SearchKey,
    testing::Values(std::vector{"علی", "علي", "على", "عَلِی", "عـلی", " علی "},
                    std::vector{"کریم", "كريم", "ﻛﺮﻳﻢ"},
                    std::vector{"می‌رود", "می رود", "میرود", "مي‌رود"},
                    std::vector{"کتاب‌خانه", "كتاب‌خانه", "کتابخانه"},
                    std::vector{"آرش", "أرش", "إرش", "ارش"}, std::vector{"مسئول", "مسیول"},
                    std::vector{"مؤمن", "مومن"}, std::vector{"رحمٰن", "رحمن"},
                    std::vector{"Bahar", "BAHAR", "bahar"},
                    std::vector{"پرونده ۱۲", "پرونده ١٢", "پرونده 12", "پرونده12"},
                    std::vector{"روزی", "روزي"}));

TEST(SearchText, KeepsApartWhatIsNotTheSame) {
  EXPECT_NE(texts().search_key("علی"), texts().search_key("علیا"));
  EXPECT_NE(texts().search_key("پر"), texts().search_key("بر"));
  EXPECT_NE(texts().search_key("گل"), texts().search_key("کل"));
}

// P06: heh with hamza is a letter of its own, in keys too.
TEST(SearchText, KeepsHehWithHamza) {
  EXPECT_NE(texts().search_key("خانهٔ"), texts().search_key("خانه"));
}

TEST(SearchText, FindsAWordInAName) {
  EXPECT_NE(texts()
                .search_key("سید علي‌اكبر رضایی")
                .find(texts().search_key("علی اکبر")),
            std::string::npos);
}

RC_GTEST_PROP(SearchText, IsItsOwnKey, ()) {
  auto const letter = rc::gen::element<std::string>(
      "ا", "آ", "أ", "ؤ", "ئ", "ي", "ى", "ی", "ك", "ک", "ـ", "\u200C", " ", "\u064B", "\u0653",
      "\u0654", "\u0655", "\u0670", "ﷲ", "ﻻ", "۵", "٥", "A", "ß", "\u0130", "\uFE71");
  std::string text;
  for (auto const& part : *rc::gen::container<std::vector<std::string>>(letter)) text += part;
  auto const key = texts().search_key(text);
  RC_ASSERT(texts().search_key(key) == key);
}

std::vector<std::string> sorted(std::vector<std::string> words) {
  std::ranges::sort(words, {}, [](std::string const& word) { return texts().sort_key(word); });
  return words;
}

// P08: the order of the alphabet, not of the code points.
TEST(SortKey, FollowsThePersianAlphabet) {
  std::vector<std::string> const alphabet = {"آ", "ا", "ب", "پ", "ت", "ج", "چ", "ز",
                                             "ژ", "ع", "ک", "گ", "ل", "و", "ه", "ی"};
  auto shuffled = alphabet;
  std::ranges::reverse(shuffled);
  EXPECT_EQ(sorted(shuffled), alphabet);

  std::ranges::sort(shuffled);
  EXPECT_NE(shuffled, alphabet);
}

// P08: spellings of one name stand together, whatever comes between them in code points.
TEST(SortKey, KeepsSpellingsTogether) {
  auto const names = sorted({"علی ۲", "يزدان", "علي ۱", "کاوه", "كاوه", "گلی", "یزدان"});
  EXPECT_EQ(names,
            (std::vector<std::string>{"علي ۱", "علی ۲", "کاوه", "كاوه", "گلی", "یزدان", "يزدان"}));
}

TEST(SortKey, TellsAlefFromAlefWithMadd) {
  EXPECT_LT(texts().sort_key("آرش"), texts().sort_key("ارش"));
}

TEST(SortKey, TakesTextOfAnyLength) {
  std::string long_text;
  for (int i = 0; i < 3000; ++i) long_text += "ﷺ";
  EXPECT_LT(texts().sort_key(long_text), texts().sort_key(long_text + "ب"));
  EXPECT_LT(texts().sort_key(""), texts().sort_key("ا"));
}

}  // namespace
}  // namespace gozin
