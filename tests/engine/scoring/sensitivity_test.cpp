#include "engine/scoring/sensitivity.hpp"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gozin::scoring {
namespace {

using Rows = std::vector<std::vector<Fraction>>;

Fraction ten_thousandths(int value) { return {value, 10'000}; }

/// Triantaphyllou and Sánchez 1997, the numeric example: weights that sum to 1.0001.
std::vector<Fraction> published_weights() {
  return {ten_thousandths(3277), ten_thousandths(3058), ten_thousandths(2876),
          ten_thousandths(790)};
}

Rows published_rows() {
  Rows rows;
  for (auto const& row : std::vector<std::vector<int>>{{3088, 2897, 3867, 1922},
                                                       {2163, 3458, 1755, 6288},
                                                       {4509, 2473, 1194, 575},
                                                       {240, 1172, 3184, 1215}}) {
    auto& values = rows.emplace_back();
    for (auto const value : row) values.push_back(ten_thousandths(value));
  }
  return rows;
}

Fraction total(std::vector<Fraction> const& weights, std::vector<Fraction> const& row) {
  Fraction sum = 0;
  for (std::size_t k = 0; k < weights.size(); ++k) sum += weights[k] * row[k];
  return sum;
}

TEST(Sensitivity, OfThePublishedExampleFindsTheMostSensitiveWeight) {
  auto const found = sensitivity(published_weights(), published_rows()).value();

  EXPECT_EQ(found.winners, (std::vector<std::size_t>{0}));
  ASSERT_TRUE(found.winner_flips_at);
  EXPECT_EQ(found.winner_flips_at->change.criterion, 2U);
  EXPECT_EQ(found.winner_flips_at->to, 1U);
  EXPECT_NEAR(approximate(found.winner_flips_at->change.percent), -64.87, 0.01);
  ASSERT_TRUE(found.any_flip_at);
  EXPECT_EQ(found.any_flip_at->change.criterion, 0U);
  EXPECT_EQ(found.any_flip_at->change.first, 1U);
  EXPECT_EQ(found.any_flip_at->change.second, 2U);
}

TEST(Sensitivity, IsExactAndNegativeWhereTheWeightFalls) {
  // A leads by 1/2 · 2 - 1/2 · 1; the first weight must halve.
  auto const found = sensitivity({{1, 2}, {1, 2}}, {{4, 2}, {2, 3}}).value();

  ASSERT_EQ(found.changes.size(), 2U);
  EXPECT_EQ(found.changes[0].percent, -50);
  EXPECT_TRUE(found.changes[0].feasible);
  EXPECT_EQ(found.changes[1].percent, 100);
  EXPECT_EQ(found.winner_flips_at->change.percent, -50);
}

TEST(Sensitivity, KnowsWhatNoWeightCanDo) {
  // The first is better in everything: only a negative weight would turn it.
  auto const found = sensitivity({1, 1}, {{5, 5}, {4, 4}}).value();

  for (auto const& change : found.changes) EXPECT_FALSE(change.feasible);
  EXPECT_FALSE(found.winner_flips_at);
  EXPECT_FALSE(found.any_flip_at);
}

TEST(Sensitivity, DoesNotTakeATieAtNoWeightForAReplacement) {
  auto const found = sensitivity({{1, 2}, {1, 2}}, {{2, 0}, {0, 0}}).value();

  ASSERT_EQ(found.changes.size(), 1U);
  EXPECT_EQ(found.changes[0].percent, -100);
  EXPECT_TRUE(found.changes[0].feasible);
  EXPECT_FALSE(found.winner_flips_at);
  EXPECT_FALSE(found.any_flip_at);
}

TEST(Sensitivity, LeavesOutWhatAWeightCannotMove) {
  EXPECT_TRUE(sensitivity({0, 1}, {{5, 3}, {4, 3}}).value().changes.empty());
}

TEST(Sensitivity, OfATieForTheFirstPlaceNamesAllWinners) {
  auto const found = sensitivity({1, 1}, {{3, 1}, {1, 3}, {0, 0}}).value();

  EXPECT_EQ(found.winners, (std::vector<std::size_t>{0, 1}));
  EXPECT_FALSE(found.winner_flips_at);
  EXPECT_EQ(found.any_flip_at->change.percent, 0);
}

TEST(Sensitivity, OfOneAlternativeHasNothingToChange) {
  auto const found = sensitivity({1}, {{3}}).value();

  EXPECT_EQ(found.winners.size(), 1U);
  EXPECT_TRUE(found.changes.empty());
}

TEST(Sensitivity, RefusesWhatCannotBeWeighed) {
  EXPECT_EQ(sensitivity({}, {{1}}).error(), (Rejection{DataReason::values_must_be_given}));
  EXPECT_EQ(sensitivity({1}, {}).error(), (Rejection{DataReason::values_must_be_given}));
  EXPECT_EQ(sensitivity({-1}, {{1}}).error(), (Rejection{DataReason::data_weights_must_be_usable}));
  EXPECT_EQ(sensitivity({1}, {{1}, {1, 2}}).error(),
            (Rejection{DataReason::rows_must_be_equally_long, "/1"}));
  EXPECT_EQ(sensitivity({1}, Rows(500, {1})).error(),
            (Rejection{DataReason::size_must_not_exceed_limits}));
}

RC_GTEST_PROP(SensitivityProperty, AtTheChangeBothTotalsAreEqual, ()) {
  auto const arbitrary = [](int least) { return Fraction{*rc::gen::inRange(least, 10)}; };
  std::vector<Fraction> weights;
  for (int k = 0; k < 3; ++k) weights.push_back(arbitrary(0));
  Rows rows(4);
  for (auto& row : rows)
    for (int k = 0; k < 3; ++k) row.push_back(arbitrary(-3));

  for (auto const& change : sensitivity(weights, rows).value().changes) {
    auto changed = weights;
    changed[change.criterion] *= 1 + change.percent / 100;

    RC_ASSERT(total(changed, rows[change.first]) == total(changed, rows[change.second]));
    RC_ASSERT(change.feasible == (changed[change.criterion] >= 0));
  }
}

}  // namespace
}  // namespace gozin::scoring
