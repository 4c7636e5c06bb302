#include "engine/scoring/reliability.hpp"

#include "engine/scoring/common_denominator.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <ostream>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gozin::scoring {
namespace {

constexpr auto kMissing = std::nullopt;

Ratings columns_as_rows(Ratings const& columns) {
  Ratings rows(columns.front().size());
  for (auto const& column : columns)
    for (std::size_t i = 0; i < column.size(); ++i) rows[i].push_back(column[i]);
  return rows;
}

/// Shrout and Fleiss 1979, table 2: six targets, four judges.
Ratings judges() {
  return {{9, 2, 5, 8}, {6, 1, 3, 2}, {8, 4, 6, 8}, {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}};
}

/// Krippendorff 2011: four observers, twelve units, three values in the last two.
Ratings observers() {
  return columns_as_rows({{1, 2, 3, 3, 2, 1, 4, 1, 2, kMissing, kMissing, kMissing},
                          {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, kMissing, 3},
                          {kMissing, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, kMissing},
                          {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, kMissing}});
}

void expect_near(ExactStatistic const& statistic, double expected, double tolerance) {
  ASSERT_TRUE(statistic.value.has_value());
  EXPECT_NEAR(approximate(*statistic.value), expected, tolerance);
}

// E1
TEST(Icc, OfShroutAndFleissComesOutToThePrintedDigits) {
  auto const result = icc(judges());

  expect_near(result.icc_1_1, 0.165742, 5e-7);
  expect_near(result.icc_2_1, 0.289764, 5e-7);
  expect_near(result.icc_3_1, 0.714841, 5e-7);
  expect_near(result.icc_1_k, 0.442797, 5e-7);
  expect_near(result.icc_2_k, 0.620051, 5e-7);
  expect_near(result.icc_3_k, 0.909316, 5e-7);
}

TEST(Icc, IsExact) {
  // Two items, two raters who agree but for a constant: no residual, all by hand.
  auto const result = icc({{1, 2}, {3, 4}});

  EXPECT_EQ(result.icc_3_1, ExactStatistic{Fraction(1)});
  EXPECT_EQ(result.icc_1_1, (ExactStatistic{Fraction(7, 9)}));
  EXPECT_EQ(result.icc_2_1, (ExactStatistic{Fraction(4, 5)}));
}

TEST(KrippendorffAlpha, OfItsAuthorComesOutToThePrintedDigits) {
  expect_near(krippendorff_alpha(observers(), Metric::nominal), 0.743, 5e-4);
  expect_near(krippendorff_alpha(observers(), Metric::ordinal), 0.815, 5e-4);
  expect_near(krippendorff_alpha(observers(), Metric::interval), 0.849, 5e-4);
  EXPECT_NEAR(*krippendorff_alpha_of_ratios(observers()).value, 0.797, 5e-4);
}

// E4: fourteen raters by categories; the order of the ratings in a row does not matter.
TEST(FleissKappa, OfTenSubjectsComesOutToThePrintedDigits) {
  constexpr std::array<std::array<int, 5>, 10> kCounts = {{{0, 0, 0, 0, 14},
                                                           {0, 2, 6, 4, 2},
                                                           {0, 0, 3, 5, 6},
                                                           {0, 3, 9, 2, 0},
                                                           {2, 2, 8, 1, 1},
                                                           {7, 7, 0, 0, 0},
                                                           {3, 2, 6, 3, 0},
                                                           {2, 5, 3, 2, 2},
                                                           {6, 5, 2, 1, 0},
                                                           {0, 2, 2, 3, 7}}};
  Ratings ratings;
  for (auto const& row : kCounts) {
    auto& values = ratings.emplace_back();
    for (std::size_t category = 0; category < row.size(); ++category)
      values.insert(values.end(), static_cast<std::size_t>(row[category]), Fraction{category});
  }

  expect_near(fleiss_kappa(ratings), 0.209931, 5e-7);
}

TEST(FleissKappa, DoesNotAskWhoHasRated) {
  Ratings const gaps{{1, 1, kMissing}, {kMissing, 2, 2}, {2, kMissing, 1}};

  EXPECT_EQ(fleiss_kappa(gaps), fleiss_kappa({{1, 1}, {2, 2}, {2, 1}}));
}

TEST(KendallW, IsOneForOneOrderAndZeroForOppositeOnes) {
  EXPECT_EQ(kendall_w({{1, 10, 3}, {2, 20, 5}, {3, 30, 9}}), ExactStatistic{Fraction(1)});
  EXPECT_EQ(kendall_w({{1, 3}, {2, 2}, {3, 1}}), ExactStatistic{Fraction(0)});
}

// By hand: ranks 1 2.5 2.5 4 and 1 2 3 4 and 1.5 1.5 3 4; S = 39.5, ties 6 + 0 + 6.
TEST(KendallW, IsCorrectedForTies) {
  auto const w = kendall_w({{1, 1, 1}, {2, 2, 1}, {2, 3, 2}, {3, 4, 3}});

  EXPECT_EQ(w, (ExactStatistic{Fraction(474, 9 * 60 - 3 * 12)}));
}

struct Degenerate {
  std::string name;
  Ratings ratings;
  std::optional<Undefined> icc_cause;
  std::optional<Undefined> alpha_cause;
  std::optional<Undefined> w_cause;
  std::optional<Undefined> kappa_cause;

  friend std::ostream& operator<<(std::ostream& out, Degenerate const& row) {
    return out << row.name;
  }
};

using enum Undefined;

std::vector<Degenerate> const kDegenerate{
    {"one nominee",
     {{4, 5}},
     two_items_are_needed,
     std::nullopt,
     two_items_are_needed,
     std::nullopt},
    {"one assessor",
     {{4}, {5}},
     two_raters_are_needed,
     no_item_is_rated_twice,
     two_raters_are_needed,
     two_raters_are_needed},
    {"nobody at all",
     {{kMissing, kMissing}, {kMissing, kMissing}},
     ratings_are_missing,
     no_item_is_rated_twice,
     ratings_are_missing,
     two_raters_are_needed},
    {"all equal", {{4, 4}, {4, 4}}, nothing_varies, nothing_varies, nothing_varies, nothing_varies},
    {"a missing sheet",
     {{4, 5}, {3, kMissing}, {1, 2}},
     ratings_are_missing,
     std::nullopt,
     ratings_are_missing,
     items_are_rated_unequally_often},
    {"nobody beside another",
     {{4, kMissing}, {kMissing, 3}},
     ratings_are_missing,
     no_item_is_rated_twice,
     ratings_are_missing,
     two_raters_are_needed}};

class Reliability : public testing::TestWithParam<Degenerate> {};

TEST_P(Reliability, NamesTheCauseWhereThereIsNoValue) {
  auto const& row = GetParam();
  ASSERT_FALSE(find_fault(row.ratings));

  EXPECT_EQ(icc(row.ratings).icc_2_1.cause, row.icc_cause);
  EXPECT_EQ(krippendorff_alpha(row.ratings, Metric::interval).cause, row.alpha_cause);
  EXPECT_EQ(kendall_w(row.ratings).cause, row.w_cause);
  EXPECT_EQ(fleiss_kappa(row.ratings).cause, row.kappa_cause);
}

INSTANTIATE_TEST_SUITE_P(Rows, Reliability, testing::ValuesIn(kDegenerate));

TEST(ReliabilityOfRatios, WantsValuesThatAreNotNegative) {
  EXPECT_EQ(krippendorff_alpha_of_ratios({{-1, 1}, {2, 2}}).cause, values_are_negative);
  EXPECT_EQ(krippendorff_alpha_of_ratios({{2, 2}, {2, 2}}).cause, nothing_varies);
  EXPECT_FALSE(krippendorff_alpha_of_ratios({{0, 1}, {2, 2}}).cause);
}

// By hand: half of the pairs within the items differ, as half of all pairs do.
TEST(ReliabilityOfRatios, ComparesTheDifferenceWithTheSum) {
  EXPECT_NEAR(*krippendorff_alpha_of_ratios({{1, 1}, {1, 2}}).value, 0, 1e-15);
}

// 1 and 1 + 10^-60 differ by more than fifty digits hold; alpha does not ask by how much.
TEST(ReliabilityOfRatios, TellsNearlyEqualValuesApart) {
  auto const tiny = Fraction{1} / pow(Integer{10}, 60);
  auto const apart = krippendorff_alpha_of_ratios({{1, 1}, {1 + tiny, 1 + tiny}, {1, 1 + tiny}});

  EXPECT_NEAR(*apart.value, 4.0 / 9, 1e-15);
}

/// As many different denominators of nine digits as there are places.
Ratings crooked_ratings(std::size_t items, std::size_t raters) {
  Ratings ratings(items);
  std::int64_t state = 1;
  auto const next = [&state] { return state = state * 48'271 % 2'147'483'647; };
  for (auto& row : ratings)
    for (std::size_t i = 0; i < raters; ++i) {
      auto const top = next() % 1'000'000'000 + 1;
      row.emplace_back(Fraction{top, next() % 1'000'000'000 + 1});
    }
  return ratings;
}

// Fractions added one by one take minutes here.
TEST(ReliabilityOfCrookedFractions, HasAnAnswerByEveryMeasure) {
  auto const ratings = crooked_ratings(10, 10);

  EXPECT_FALSE(find_fault(ratings));
  EXPECT_TRUE(icc(ratings).icc_2_k.value);
  for (auto const metric : {Metric::nominal, Metric::ordinal, Metric::interval})
    EXPECT_TRUE(krippendorff_alpha(ratings, metric).value);
  EXPECT_TRUE(krippendorff_alpha_of_ratios(ratings).value);
}

TEST(Icc, OfOppositeRatersSaysThatTheMeansAreEqual) {
  auto const result = icc({{1, 2}, {2, 1}});

  EXPECT_EQ(result.icc_1_1, ExactStatistic{Fraction(-1)});
  EXPECT_EQ(result.icc_1_k.cause, item_means_are_equal);
  EXPECT_EQ(result.icc_3_k.cause, item_means_are_equal);
  EXPECT_EQ(kendall_w({{1, 2}, {1, 2}}).cause, item_means_are_equal);
}

TEST(Icc, SaysWhereVariancesCancelOut) {
  auto const result = icc({{0, 0}, {0, 1}, {1, 0}});

  EXPECT_TRUE(result.icc_2_1.value);
  EXPECT_EQ(result.icc_2_k.cause, variances_cancel_out);
}

struct Fault {
  Ratings ratings;
  DataReason reason;
  std::string detail;
};

TEST(RatingsFault, IsACommonDenominatorThatNobodyWouldWaitFor) {
  EXPECT_FALSE(find_fault(crooked_ratings(50, 19)));
  EXPECT_EQ(find_fault(crooked_ratings(500, 40)),
            (Rejection{DataReason::size_must_not_exceed_limits, "/25"}));
  Ratings many;
  for (std::int64_t i = 0; i < 20'000; ++i)
    many.push_back({Fraction{1, 1'000'000'000 + i % 1'000}});
  EXPECT_EQ(find_fault(many), (Rejection{DataReason::size_must_not_exceed_limits}));
}

TEST(RatingsFault, IsNamedWithItsRow) {
  std::vector<Fault> const faults{
      {{}, DataReason::values_must_be_given, ""},
      {{{1, 2}, {}}, DataReason::values_must_be_given, "/1"},
      {{{1, 2}, {1}}, DataReason::rows_must_be_equally_long, "/1"},
      {Ratings(20'001, {1}), DataReason::size_must_not_exceed_limits, "/20000"}};
  for (auto const& fault : faults) {
    auto const found = find_fault(fault.ratings);
    ASSERT_TRUE(found) << fault.detail;
    EXPECT_EQ(*found, (Rejection{fault.reason, fault.detail}));
  }
}

Ratings arbitrary_ratings() {
  auto const items = *rc::gen::inRange<std::size_t>(2, 6);
  auto const raters = *rc::gen::inRange<std::size_t>(2, 5);
  Ratings ratings(items);
  for (auto& row : ratings)
    for (std::size_t i = 0; i < raters; ++i) row.emplace_back(*rc::gen::inRange(0, 6));
  return ratings;
}

RC_GTEST_PROP(ReliabilityProperty, DoesNotDependOnTheOrderOfItemsAndRaters, ()) {
  auto const ratings = arbitrary_ratings();
  auto turned = ratings;
  std::reverse(turned.begin(), turned.end());
  for (auto& row : turned) std::rotate(row.begin(), row.begin() + 1, row.end());

  RC_ASSERT(icc(turned).icc_2_1 == icc(ratings).icc_2_1);
  RC_ASSERT(kendall_w(turned) == kendall_w(ratings));
  RC_ASSERT(fleiss_kappa(turned) == fleiss_kappa(ratings));
  for (auto const metric : {Metric::nominal, Metric::ordinal, Metric::interval})
    RC_ASSERT(krippendorff_alpha(turned, metric) == krippendorff_alpha(ratings, metric));
  RC_ASSERT(krippendorff_alpha_of_ratios(turned) == krippendorff_alpha_of_ratios(ratings));
}

RC_GTEST_PROP(ReliabilityProperty, DoesNotDependOnTheUnitOfTheScale, ()) {
  auto const ratings = arbitrary_ratings();
  auto scaled = ratings;
  for (auto& row : scaled)
    for (auto& rating : row) *rating = *rating * Fraction{3, 7} + 11;

  RC_ASSERT(icc(scaled).icc_2_k == icc(ratings).icc_2_k);
  RC_ASSERT(kendall_w(scaled) == kendall_w(ratings));
  RC_ASSERT(krippendorff_alpha(scaled, Metric::interval) ==
            krippendorff_alpha(ratings, Metric::interval));
}

RC_GTEST_PROP(ReliabilityProperty, KendallLiesBetweenNoAgreementAndFull, ()) {
  auto const w = kendall_w(arbitrary_ratings());

  RC_ASSERT((!w.value || (*w.value >= 0 && *w.value <= 1)));
}

}  // namespace
}  // namespace gozin::scoring
