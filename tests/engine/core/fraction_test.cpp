#include "engine/core/fraction.hpp"

#include <gtest/gtest.h>

namespace gozin {
namespace {

TEST(Fraction, ReadsIntegersDecimalsAndFractions) {
  EXPECT_EQ(*parse_fraction("3"), Fraction(3));
  EXPECT_EQ(*parse_fraction("0.35"), Fraction(7, 20));
  EXPECT_EQ(*parse_fraction("-1/3"), Fraction(-1, 3));
  EXPECT_EQ(*parse_fraction("010"), Fraction(10));
}

TEST(Fraction, RefusesWhatIsNotAnExactNumber) {
  for (auto const* text : {"", "-", "1/0", "1e3", ".5", "5.", "1/2/3", "٣", "nan", "+1", " 1"})
    EXPECT_FALSE(parse_fraction(text)) << text;
  EXPECT_FALSE(parse_fraction(std::string(65, '1')));
}

TEST(Fraction, IsWrittenInLowestTerms) {
  EXPECT_EQ(to_exact(Fraction(6, 4)).text, "3/2");
  EXPECT_EQ(to_exact(Fraction(-6, 3)).text, "-2");
  EXPECT_EQ(to_exact(Fraction(0)).text, "0");
}

TEST(Fraction, IsReadBackWhateverItsLength) {
  Fraction const value{1, pow(boost::multiprecision::cpp_int{3}, 400)};

  EXPECT_EQ(from_exact(to_exact(value)), value);
  EXPECT_EQ(from_exact({"-7/2"}), Fraction(-7, 2));
  EXPECT_EQ(from_exact({"12"}), 12);
}

TEST(Fraction, IsShownByTheNearestFloatingPointNumber) {
  EXPECT_EQ(approximate(Fraction(1, 3)), 1.0 / 3);
  EXPECT_EQ(approximate(Fraction(-7, 2)), -3.5);
  EXPECT_EQ(approximate(*parse_number("1e-100")), 1e-100);
}

// `auto` holds a number, not an expression whose parts are gone.
TEST(Fraction, IsAValueAlsoOfAnExpression) {
  auto const half = [] {
    Fraction const three = 3;
    auto const product = three * Fraction(1, 6);
    return product;
  }();

  EXPECT_EQ(half, Fraction(1, 2));
}

TEST(JsonNumber, IsReadExactly) {
  EXPECT_EQ(*parse_number("0.1"), Fraction(1, 10));
  EXPECT_EQ(*parse_number("-1.5e-3"), Fraction(-3, 2000));
  EXPECT_EQ(*parse_number("2E+2"), 200);
  EXPECT_EQ(*parse_number("-0"), 0);
  EXPECT_EQ(*parse_number("12345678901234567890"), *parse_fraction("12345678901234567890"));
}

TEST(JsonNumber, IsRefusedBeyondItsLimits) {
  EXPECT_TRUE(parse_number("1e100").has_value());
  for (auto const& text : {std::string{"1e101"}, std::string{"1e-101"},
                           std::string{"1e99999999999999999999"}, std::string(65, '1')})
    EXPECT_EQ(parse_number(text).error().reason,
              gozin::Reason{EngineReason::input_must_not_exceed_limits})
        << text;
  for (auto const* text : {"", "1/3", "e5", "1e", "1e5e5", "1e+-5", "nan", "1e1/2"})
    EXPECT_EQ(parse_number(text).error().reason,
              gozin::Reason{EngineReason::field_must_have_its_type})
        << text;
}

}  // namespace
}  // namespace gozin
