#include "engine/scoring/correlation.hpp"
#include "engine/scoring/impact.hpp"
#include "engine/scoring/means.hpp"
#include "engine/scoring/outliers.hpp"

#include <cmath>
#include <ostream>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gozin::scoring {
namespace {

using Values = std::vector<Fraction>;

Fraction hundredths(int value) { return {value, 100}; }

// E15
TEST(Means, OfTheTwentyValuesAreThosePrinted) {
  auto const found =
      means({92, 19, 101, 58, 1053, 91, 26, 78, 10, 13, -40, 101, 86, 85, 15, 89, 89, 28, -5, 41},
            Fraction(1, 20))
          .value();

  EXPECT_EQ(found.mean, Fraction(1015, 10));
  EXPECT_EQ(found.median, 68);
  EXPECT_EQ(found.trimmed, Fraction(565, 10));
  EXPECT_EQ(found.winsorised, Fraction(5565, 100));
}

TEST(Means, CutWholeValuesOnly) {
  EXPECT_EQ(means({0, 1, 2, 30}, Fraction(24, 100)).value().trimmed, Fraction(33, 4));
  EXPECT_EQ(means({0, 1, 2, 30}, Fraction(1, 4)).value().trimmed, Fraction(3, 2));
  EXPECT_EQ(means({0, 1, 30}, Fraction(49, 100)).value().winsorised, 1);
}

TEST(Means, OfOneValueAreThatValue) {
  auto const found = means({Fraction(1, 3)}, Fraction(2, 5)).value();

  for (auto const& mean : {found.mean, found.median, found.trimmed, found.winsorised})
    EXPECT_EQ(mean, Fraction(1, 3));
}

TEST(Means, RefuseNoValuesAndAnImpossibleShare) {
  EXPECT_EQ(means({}, 0).error().reason, gozin::Reason{DataReason::values_must_be_given});
  for (auto const& trim : {Fraction(1, 2), Fraction(-1, 20), Fraction(3)})
    EXPECT_EQ(means({1}, trim).error().reason, gozin::Reason{DataReason::trim_must_lie_below_half});
}

/// Tietjen and Moore's uranium measurements, as NIST's handbook of statistics prints them.
Values uranium() {
  return {hundredths(19931), hundredths(19953), hundredths(20019), hundredths(20082),
          hundredths(20192), hundredths(20195), hundredths(20218), hundredths(24557)};
}

TEST(Outliers, OfTheUraniumMeasurementsAreThoseOfTheHandbook) {
  auto const found = outliers(uranium(), Fraction(5, 100)).value();

  EXPECT_NEAR(*found.grubbs.g.value, 2.4687, 1e-4);
  // Printed in tables of Grubbs' two-sided test for 8 values at 5 %.
  EXPECT_NEAR(*found.grubbs.critical.value, 2.1266, 1e-4);
  EXPECT_TRUE(*found.grubbs.outlier);
  EXPECT_EQ(found.flagged, (std::vector<std::size_t>{7}));
  EXPECT_EQ(found.modified_z[0] < 0, true);
}

TEST(Outliers, CompareExactlyWithThreeAndAHalf) {
  // Median 0, MAD 1: a modified z of 3.5 takes a value of 35000/6745.
  Fraction const border{35'000, 6'745};

  EXPECT_TRUE(outliers({-1, 0, 0, 1, 1, -1, border}, hundredths(5)).value().flagged.empty());
  EXPECT_EQ(outliers({-1, 0, 0, 1, 1, -1, border + Fraction(1, 1'000'000)}, hundredths(5))
                .value()
                .flagged,
            (std::vector<std::size_t>{6}));
}

TEST(Outliers, FallBackOnTheMeanDeviationWhereMostAreEqual) {
  auto const found = outliers({4, 4, 4, 4, 9}, hundredths(5)).value();

  EXPECT_NEAR(approximate(found.modified_z[4]), 5 / 1.253314, 1e-6);
  EXPECT_EQ(found.flagged, (std::vector<std::size_t>{4}));
}

TEST(Outliers, AreNoneAmongEquals) {
  auto const found = outliers({4, 4, 4}, hundredths(5)).value();

  EXPECT_EQ(found.modified_z, (Values{0, 0, 0}));
  EXPECT_TRUE(found.flagged.empty());
  EXPECT_EQ(found.grubbs.g.cause, Undefined::nothing_varies);
  EXPECT_FALSE(found.grubbs.outlier);
}

TEST(Outliers, OfTwoValuesHaveNoTest) {
  for (Values const& values : {Values{4}, Values{4, 5}})
    EXPECT_EQ(outliers(values, hundredths(5)).value().grubbs.critical.cause,
              Undefined::three_values_are_needed);
}

TEST(Outliers, RefuseNoValuesAndImpossibleSignificance) {
  EXPECT_EQ(outliers({}, hundredths(5)).error().reason,
            gozin::Reason{DataReason::values_must_be_given});
  for (auto const& alpha : {Fraction(0), Fraction(1), Fraction(-1), Fraction(1, 10'000'000'000)})
    EXPECT_EQ(outliers({1, 2, 3}, alpha).error().reason,
              gozin::Reason{DataReason::significance_must_lie_between_zero_and_one});
}

TEST(Correlations, OfFivePairsAreThoseComputedByHand) {
  auto const found = correlate({1, 2, 3, 4, 5}, {2, 1, 4, 3, 50}).value();

  EXPECT_NEAR(*found.pearson.value, 98 / std::sqrt(10 * 1810.0), 1e-12);
  EXPECT_DOUBLE_EQ(*found.spearman.value, 0.8);
  EXPECT_DOUBLE_EQ(*found.kendall.value, 0.6);
}

TEST(Correlations, AreCorrectedForTies) {
  auto const found = correlate({1, 2, 2, 3}, {1, 1, 2, 3}).value();

  EXPECT_NEAR(*found.kendall.value, 4 / 5.0, 1e-12);
  EXPECT_NEAR(*found.spearman.value, 3.75 / 4.5, 1e-12);
}

TEST(Correlations, AreExactlyOneWhereOneFollowsFromTheOther) {
  auto const up = correlate({1, 2, 4}, {Fraction(1, 3), Fraction(2, 3), Fraction(4, 3)}).value();
  auto const down = correlate({1, 2, 4}, {-1, -2, -4}).value();

  EXPECT_EQ(up.pearson.value, 1.0);
  EXPECT_EQ(down.pearson.value, -1.0);
  EXPECT_EQ(down.spearman.value, -1.0);
  EXPECT_EQ(down.kendall.value, -1.0);
}

TEST(Correlations, HaveNoValueForOnePairOrAConstant) {
  EXPECT_EQ(correlate({1}, {2}).value().pearson.cause, Undefined::two_values_are_needed);
  auto const constant = correlate({1, 1, 1}, {1, 2, 3}).value();
  for (auto const& statistic : {constant.pearson, constant.spearman, constant.kendall})
    EXPECT_EQ(statistic.cause, Undefined::nothing_varies);
}

TEST(Correlations, RefuseListsThatAreNoPairs) {
  EXPECT_EQ(correlate({}, {}).error().reason, gozin::Reason{DataReason::values_must_be_given});
  EXPECT_EQ(correlate({1, 2}, {1}).error().reason,
            gozin::Reason{DataReason::lists_must_be_equally_long});
  Values const many(10'001, 1);
  EXPECT_EQ(correlate(many, many).error().reason,
            gozin::Reason{DataReason::size_must_not_exceed_limits});
}

// E13
TEST(Impact, OfTheGuidelinesExampleIsAdverse) {
  auto const found = adverse_impact({{48, 80}, {12, 40}}).value();

  EXPECT_EQ(found.ratios, (std::vector<std::optional<Fraction>>{1, Fraction(1, 2)}));
  EXPECT_FALSE(found.four_fifths);
  EXPECT_TRUE(found.enough_data);
  EXPECT_NEAR(*found.z.value, 3.098, 5e-4);
  EXPECT_NEAR(found.fisher_p, .003409, 5e-7);
}

// E13: the same ratio in small numbers says nothing.
TEST(Impact, OfTenPeopleHasNotEnoughData) {
  auto const found = adverse_impact({{4, 5}, {2, 5}}).value();

  EXPECT_EQ(found.ratios[1], Fraction(1, 2));
  EXPECT_FALSE(found.enough_data);
  EXPECT_NEAR(found.fisher_p, .5238, 5e-5);
}

TEST(Impact, IsNoneAtExactlyFourFifths) {
  EXPECT_TRUE(adverse_impact({{5, 10}, {4, 10}}).value().four_fifths);
  EXPECT_FALSE(adverse_impact({{5000, 10'000}, {3999, 10'000}}).value().four_fifths);
}

TEST(Impact, ComparesTheHighestWithTheLowestOfSeveralGroups) {
  auto const found = adverse_impact({{3, 10}, {9, 10}, {1, 10}}).value();
  auto const two = adverse_impact({{9, 10}, {1, 10}}).value();

  EXPECT_EQ(found.highest, 1U);
  EXPECT_EQ(found.lowest, 2U);
  EXPECT_EQ(found.fisher_p, two.fisher_p);
}

TEST(Impact, WhereAllOrNobodyIsSelectedShowsNoDifference) {
  auto const nobody = adverse_impact({{0, 10}, {0, 20}}).value();
  EXPECT_EQ(nobody.ratios[0], std::nullopt);
  EXPECT_TRUE(nobody.four_fifths);
  EXPECT_EQ(nobody.fisher_p, 1);
  EXPECT_EQ(nobody.z.cause, Undefined::nothing_varies);

  auto const all = adverse_impact({{10, 10}, {20, 20}}).value();
  EXPECT_EQ(all.ratios[1], Fraction(1));
  EXPECT_EQ(all.fisher_p, 1);
  EXPECT_EQ(all.highest, 0U);
  EXPECT_EQ(all.lowest, 1U);
}

TEST(Impact, OfAMillionIsComputedWithoutOverflow) {
  auto const found = adverse_impact({{500'000, 1'000'000}, {10, 1'000'000}}).value();

  EXPECT_EQ(found.fisher_p, 0);
  EXPECT_FALSE(found.four_fifths);
}

TEST(Impact, RefusesCountsThatAreNone) {
  EXPECT_EQ(adverse_impact({{1, 2}}).error(), (Rejection{DataReason::groups_must_be_several}));
  EXPECT_EQ(adverse_impact({{1, 2}, {3, 2}}).error(),
            (Rejection{DataReason::selected_must_not_exceed_total, "/1/selected"}));
  EXPECT_EQ(adverse_impact({{-1, 2}, {1, 2}}).error(),
            (Rejection{DataReason::selected_must_not_exceed_total, "/0/selected"}));
  EXPECT_EQ(adverse_impact({{0, 0}, {1, 2}}).error(),
            (Rejection{DataReason::group_must_have_members, "/0/total"}));
  EXPECT_EQ(adverse_impact({{0, 1}, {1, 1'000'001}}).error(),
            (Rejection{DataReason::size_must_not_exceed_limits, "/1/total"}));
}

RC_GTEST_PROP(ImpactProperty, ProbabilityDoesNotDependOnWhichGroupIsFirst, ()) {
  auto const group = [] {
    auto const total = *rc::gen::inRange<std::int64_t>(1, 30);
    return SelectedOf{*rc::gen::inRange<std::int64_t>(0, total + 1), total};
  };
  auto const left = group();
  auto const right = group();

  auto const p = adverse_impact({left, right}).value().fisher_p;

  RC_ASSERT(std::abs(adverse_impact({right, left}).value().fisher_p - p) < 1e-15);
  RC_ASSERT((p > 0 && p <= 1));
}

}  // namespace
}  // namespace gozin::scoring
