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

}  // namespace
}  // namespace gozin
