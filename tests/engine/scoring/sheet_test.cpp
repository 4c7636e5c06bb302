#include "engine/scoring/sheet.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace gozin::scoring {
namespace {

Fraction of(Aggregation how, std::vector<Fraction> values) {
  return aggregate(how, std::move(values));
}

TEST(Aggregate, MeanIsExact) {
  EXPECT_EQ(of(Aggregation::mean, {4, 5, 1}), Fraction(10, 3));
  EXPECT_EQ(of(Aggregation::mean, {4}), 4);
}

TEST(Aggregate, MedianTakesTheMiddleOrTheMeanOfTwo) {
  EXPECT_EQ(of(Aggregation::median, {5, 1, 4}), 4);
  EXPECT_EQ(of(Aggregation::median, {5, 1, 4, 2}), 3);
  EXPECT_EQ(of(Aggregation::median, {5, 4}), Fraction(9, 2));
}

TEST(Aggregate, TrimmedMeanDropsOneHighestAndOneLowestFromThreeOn) {
  EXPECT_EQ(of(Aggregation::trimmed_mean, {5, 5, 4, 1, 1}), Fraction(10, 3));
  EXPECT_EQ(of(Aggregation::trimmed_mean, {5, 4, 0}), 4);
  EXPECT_EQ(of(Aggregation::trimmed_mean, {5, 4}), Fraction(9, 2));
}

TEST(Aggregate, TreatsARecusedAssessorAsAbsentForThatNomineeOnly) {
  std::vector<Criterion> const criteria{
      {.code = Code{"x"}, .weight = {"1"}, .floor = std::nullopt, .min_values = 1}};
  std::vector<Sheet> const sheets{{PersonId{"p1"}, NomineeId{"A"}, {{Code{"x"}, 2}}},
                                  {PersonId{"p2"}, NomineeId{"A"}, {{Code{"x"}, 4}}},
                                  {PersonId{"p1"}, NomineeId{"B"}, {{Code{"x"}, 5}}}};

  auto const alternatives = aggregate(criteria, sheets, Aggregation::mean).value();

  ASSERT_EQ(alternatives.size(), 2U);
  EXPECT_EQ(alternatives[0].values.at(Code{"x"}), 3);
  EXPECT_EQ(alternatives[1].values.at(Code{"x"}), 5);
}

}  // namespace
}  // namespace gozin::scoring
