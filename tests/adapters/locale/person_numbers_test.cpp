#include "engine/port/person_numbers.hpp"

#include <gtest/gtest.h>
// After GoogleTest, which it extends.
#include <rapidcheck/gtest.h>

namespace gozin {
namespace {

// The table of persian.md, synthetic values all; 1234567891 is E23's.
TEST(NationalId, AcceptsARightCheckDigit) {
  for (auto const* const id : {"0084575948", "0499370899", "0790419904", "3240175800", "0010532129",
                               "0076229645", "4608968882", "1234567891", "0123456789"})
    EXPECT_EQ(parse_national_id(id), id);
}

// E23: 1111111111 passes the arithmetic and is refused by convention.
TEST(NationalId, RefusesAWrongOne) {
  for (auto const* const id : {"0084575947", "1111111111", "0000000000", "1234567890", "",
                               "00845759480", "4575948", "008457594a", "+084575948"})
    EXPECT_FALSE(parse_national_id(id)) << id;
}

// P05, AC4.2: all digits alike.
TEST(NationalId, TakesPersianAndArabicDigits) {
  EXPECT_EQ(parse_national_id("۰۰۸۴۵۷۵۹۴۸"), "0084575948");
  EXPECT_EQ(parse_national_id("٠٠٨٤٥٧٥٩٤٨"), "0084575948");
  EXPECT_EQ(parse_national_id("\u2066۰۰۸-۴۵۷۵۹۴-۸\u2069"), "0084575948");
}

TEST(NationalId, PadsWhatOldRecordsDropped) {
  EXPECT_EQ(parse_national_id("84575948"), "0084575948");
  EXPECT_EQ(parse_national_id("790419904"), "0790419904");
}

RC_GTEST_PROP(NationalId, HasOneRightCheckDigit, ()) {
  auto const digits = *rc::gen::container<std::string>(9, rc::gen::inRange('0', '9'));
  RC_PRE(digits.find_first_not_of(digits[0]) != std::string::npos);
  int accepted = 0;
  for (char last = '0'; last <= '9'; ++last) accepted += parse_national_id(digits + last) ? 1 : 0;
  RC_ASSERT(accepted == 1);
}

TEST(LegalPersonId, IsCheckedByItsLastDigit) {
  EXPECT_EQ(parse_legal_person_id("10380284790"), "10380284790");
  EXPECT_EQ(parse_legal_person_id("۱۴۰۰۵۸۹۳۸۷۵"), "14005893875");
  for (auto const* const id : {"10380285692", "10380284792", "1038028479", "103802847900", ""})
    EXPECT_FALSE(parse_legal_person_id(id)) << id;
}

TEST(Mobile, BecomesE164) {
  for (auto const* const typed :
       {"09123456789", "+989123456789", "00989123456789", "9123456789", "989123456789",
        "۰۹۱۲۳۴۵۶۷۸۹", "0912 345 67-89", "\u202A+98 912 345 6789\u202C"})
    EXPECT_EQ(parse_mobile(typed), "+989123456789") << typed;
  EXPECT_EQ(parse_mobile("09001234567"), "+989001234567");
  EXPECT_EQ(parse_mobile("09412345678"), "+989412345678");
}

TEST(Mobile, RefusesOtherNumbers) {
  for (auto const* const typed : {"0912345678", "091234567890", "02632223344", "+4915123456789",
                                  "0912345678x", "", "0", "+98", "00989"})
    EXPECT_FALSE(parse_mobile(typed)) << typed;
}

}  // namespace
}  // namespace gozin
