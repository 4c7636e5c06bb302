#include "engine/port/plain_text.hpp"

#include "adapters/locale/icu_texts.hpp"

#include <memory>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unicode/ubidi.h>
#include <unicode/unistr.h>

namespace gozin {
namespace {

/// The characters from left to right, as a page in Persian shows them (Unicode Annex 9).
std::string as_seen(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  auto const source = icu::UnicodeString::fromUTF8(std::string{text});
  std::unique_ptr<UBiDi, decltype(&ubidi_close)> const bidi{ubidi_open(), &ubidi_close};
  ubidi_setPara(bidi.get(), source.getBuffer(), source.length(), UBIDI_RTL, nullptr, &status);
  icu::UnicodeString visual;
  auto* const buffer = visual.getBuffer(source.length() + 1);
  auto const length = ubidi_writeReordered(bidi.get(), buffer, source.length() + 1,
                                           UBIDI_REMOVE_BIDI_CONTROLS, &status);
  visual.releaseBuffer(length);
  std::string result;
  return visual.toUTF8String(result);
}

// P05
TEST(PlainText, ChangesDigitsOnly) {
  EXPECT_EQ(to_ascii_digits("پرونده ۱۲٣/۴٥"), "پرونده 123/45");
  EXPECT_EQ(to_digits("C-1405/027", Language::fa), "C-۱۴۰۵/۰۲۷");
  EXPECT_EQ(to_digits("C-1405/027", Language::en), "C-1405/027");
  EXPECT_EQ(to_ascii_digits(to_digits("0123456789", Language::fa)), "0123456789");
}

TEST(PlainText, SurvivesBrokenUtf8) {
  EXPECT_EQ(to_ascii_digits("1\xDB"), "1\xDB");
  EXPECT_EQ(to_ascii_digits("\xD9"), "\xD9");
}

TEST(PlainText, DropsWhatCannotBeSeen) {
  EXPECT_EQ(plain_entry("\uFEFF \u202E۱۲\u200C۳\u00A0\t"), "123");
  EXPECT_EQ(plain_entry(" \u200F "), "");
}

// P04: without isolates a code in a Persian sentence is torn apart; with them it is not.
TEST(PlainText, KeepsACodeInOnePiece) {
  EXPECT_THAT(as_seen("تاریخ (2025-03-20)"), testing::Not(testing::HasSubstr("2025-03-20")));
  EXPECT_THAT(as_seen("تاریخ (" + isolated_ltr("2025-03-20") + ")"),
              testing::HasSubstr("2025-03-20"));
  EXPECT_THAT(as_seen("شماره " + isolated_ltr("C-07/12") + " است"), testing::HasSubstr("C-07/12"));
}

// P04: a Latin name that ends in a mark keeps it.
TEST(PlainText, IsolatesANameOfEitherDirection) {
  EXPECT_THAT(as_seen("نام: " + isolated("Arash (A.)") + " ثبت شد"),
              testing::HasSubstr("Arash (A.)"));
}

// P04, P10: what the port itself prints in Persian needs no isolates in a Persian sentence.
TEST(PlainText, ReadsPersianDatesAndNumbersInOrder) {
  IcuTexts const texts;
  auto const instant = Instant{1'795'000'000'000};
  EXPECT_THAT(as_seen("تاریخ " + texts.date(instant, Language::fa, DateStyle::day) + " است"),
              testing::HasSubstr("۱۴۰۵/۰۸/۲۷"));
  EXPECT_THAT(as_seen("مبلغ " + texts.number("1234567.5", Language::fa) + " ریال"),
              testing::HasSubstr("۱٬۲۳۴٬۵۶۷٫۵"));
}

}  // namespace
}  // namespace gozin
