#include "engine/core/fraction.hpp"
#include "engine/port/plain_text.hpp"
#include "tests/adapters/locale/opened_texts.hpp"

#include <gtest/gtest.h>
#include <unicode/numberformatter.h>
// After GoogleTest, which it extends.
#include <rapidcheck/gtest.h>

namespace gozin {
namespace {

std::string by_icu(std::string const& exact, char const* locale) {
  UErrorCode status = U_ZERO_ERROR;
  std::string shown;
  icu::number::NumberFormatter::withLocale(icu::Locale{locale})
      .grouping(UNUM_GROUPING_ON_ALIGNED)
      .formatDecimal(exact, status)
      .toString(status)
      .toUTF8String(shown);
  return shown;
}

// P05: the signs that ICU prints, by name.
TEST(Number, IsShownInTheLanguage) {
  EXPECT_EQ(texts().number("1234567.5", Language::fa), "۱٬۲۳۴٬۵۶۷٫۵");
  EXPECT_EQ(texts().number("1234567.5", Language::en), "1,234,567.5");
  EXPECT_EQ(texts().number("1500000", Language::fa), "۱٬۵۰۰٬۰۰۰");
  EXPECT_EQ(texts().number("-3", Language::fa), "\u200E\u2212۳");
  EXPECT_EQ(texts().number("17.50", Language::fa), "۱۷٫۵۰");
  EXPECT_EQ(texts().number("7/20", Language::fa), "۷/۲۰");
  EXPECT_EQ(texts().number("100", Language::en), "100");
}

TEST(Number, GivesOnlyTheDigitsOfWhatIsNoNumber) {
  EXPECT_EQ(texts().number("C-07", Language::fa), "C-۰۷");
  EXPECT_EQ(texts().number("", Language::fa), "");
}

// P05: no number changes by being shown and typed again.
RC_GTEST_PROP(Number, IsReadBackAsItWasShown, (std::int64_t whole, std::uint16_t decimals)) {
  auto const language = *rc::gen::element(Language::fa, Language::en);
  auto exact = std::to_string(whole);
  if (*rc::gen::arbitrary<bool>()) exact += "." + std::to_string(decimals);
  auto const read = plain_number(texts().number(exact, language));
  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == exact);
  RC_ASSERT(parse_fraction(*read).has_value());
}

RC_GTEST_PROP(Number, IsWrittenAsIcuWritesIt, (std::int64_t whole)) {
  auto const exact = std::to_string(whole);
  RC_ASSERT(texts().number(exact, Language::fa) == by_icu(exact, "fa"));
  RC_ASSERT(texts().number(exact, Language::en) == by_icu(exact, "en"));
}

// P05: any digits and either language's signs.
TEST(Number, IsReadAsPeopleTypeIt) {
  EXPECT_EQ(plain_number("۱٬۲۳۴٬۵۶۷٫۵"), "1234567.5");
  EXPECT_EQ(plain_number("1,234,567.5"), "1234567.5");
  EXPECT_EQ(plain_number("١٢٫٥"), "12.5");
  EXPECT_EQ(plain_number(" ۱۷.۲۵ "), "17.25");
  EXPECT_EQ(plain_number("\u200E\u2212۳"), "-3");
}

TEST(Number, RefusesWhatCouldMeanTwoThings) {
  for (auto const* const typed : {"", "-", ".", "1.", ".5", "1,23", "1,2345", "12345,678", ",123",
                                  "1,,234", "1.234.567", "۱۷/۵", "--1", "1 234", "12x", "1.5,000"})
    EXPECT_FALSE(plain_number(typed)) << typed;
}

}  // namespace
}  // namespace gozin
