#include "engine/scoring/comparisons.hpp"

#include <map>
#include <numeric>
#include <ostream>
#include <string>
#include <utility>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gozin::scoring {
namespace {

using Upper = std::map<std::pair<std::size_t, std::size_t>, Fraction>;

Comparisons matrix_of(std::size_t order, Upper const& upper) {
  Comparisons matrix(order, std::vector<Fraction>(order, 1));
  for (auto const& [place, times] : upper) {
    matrix[place.first][place.second] = times;
    matrix[place.second][place.first] = 1 / times;
  }
  return matrix;
}

DerivedWeights eigenvector(Comparisons const& matrix) {
  return derive_weights(matrix, Derivation::eigenvector, saaty_random_index()).value();
}

/// E6, choosing a leader: experience, education, charisma, age.
Comparisons leader_criteria() {
  return matrix_of(
      4,
      {{{0, 1}, 4}, {{0, 2}, 3}, {{0, 3}, 7}, {{1, 2}, Fraction(1, 3)}, {{1, 3}, 3}, {{2, 3}, 5}});
}

/// Tom, Dick and Harry by each of the criteria.
std::vector<Comparisons> leaders() {
  return {matrix_of(3, {{{0, 1}, Fraction(1, 4)}, {{0, 2}, 4}, {{1, 2}, 9}}),
          matrix_of(3, {{{0, 1}, 3}, {{0, 2}, Fraction(1, 5)}, {{1, 2}, Fraction(1, 7)}}),
          matrix_of(3, {{{0, 1}, 5}, {{0, 2}, 9}, {{1, 2}, 4}}),
          matrix_of(3, {{{0, 1}, Fraction(1, 3)}, {{0, 2}, 5}, {{1, 2}, 9}})};
}

void expect_weights(DerivedWeights const& derived, std::vector<double> const& expected) {
  ASSERT_EQ(derived.weights.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i)
    EXPECT_NEAR(derived.weights[i], expected[i], 5e-5) << i;
}

// E6
TEST(Comparisons, OfTheLeaderExampleComeOutToThePrintedDigits) {
  auto const criteria = eigenvector(leader_criteria());
  expect_weights(criteria, {.5476, .1266, .2699, .0559});
  EXPECT_NEAR(criteria.lambda_max, 4.1184, 5e-5);
  EXPECT_TRUE(*criteria.consistent);

  std::vector<std::vector<double>> const expected{
      {.2172, .7171, .0658}, {.1884, .0810, .7306}, {.7429, .1939, .0633}, {.2654, .6716, .0629}};
  std::vector<double> totals(3);
  for (std::size_t i = 0; i < expected.size(); ++i) {
    auto const derived = eigenvector(leaders()[i]);
    expect_weights(derived, expected[i]);
    for (std::size_t k = 0; k < 3; ++k) totals[k] += criteria.weights[i] * derived.weights[k];
  }
  EXPECT_NEAR(totals[0], .3581, 5e-5);
  EXPECT_NEAR(totals[1], .4928, 5e-5);
  EXPECT_NEAR(totals[2], .1491, 5e-5);
}

// E6: the ratio depends on the table, so the table is named.
TEST(Comparisons, AreJudgedByTheRandomIndexThatIsGiven) {
  std::vector<Fraction> const other{0, 0, Fraction(52, 100), Fraction(89, 100)};
  std::vector<double> const by_saaty{.0318, .0559, .0614, .0251};
  std::vector<double> const by_other{.035, .062, .069, .028};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(*eigenvector(leaders()[i]).cr.value, by_saaty[i], 5e-5);
    auto const derived = derive_weights(leaders()[i], Derivation::eigenvector, other).value();
    EXPECT_NEAR(*derived.cr.value, by_other[i], 5e-4);
  }
  EXPECT_NEAR(*eigenvector(leader_criteria()).cr.value, .0439, 5e-5);
  auto const derived = derive_weights(leader_criteria(), Derivation::eigenvector, other).value();
  EXPECT_NEAR(*derived.cr.value, .044, 5e-4);
}

TEST(Comparisons, ThatAreConsistentLeadBackToTheWeights) {
  auto const matrix = matrix_of(3, {{{0, 1}, 2}, {{0, 2}, 6}, {{1, 2}, 3}});
  for (auto const how : {Derivation::eigenvector, Derivation::geometric}) {
    auto const derived = derive_weights(matrix, how, saaty_random_index()).value();

    expect_weights(derived, {.6, .3, .1});
    EXPECT_DOUBLE_EQ(derived.lambda_max, 3);
    EXPECT_EQ(derived.ci, 0);
    EXPECT_EQ(derived.cr.value, 0.0);
  }
}

TEST(Comparisons, ThatGoInACircleAreNotConsistent) {
  auto const derived = eigenvector(matrix_of(3, {{{0, 1}, 9}, {{1, 2}, 9}, {{0, 2}, {1, 9}}}));

  expect_weights(derived, {1 / 3.0, 1 / 3.0, 1 / 3.0});
  EXPECT_FALSE(*derived.consistent);
}

TEST(Comparisons, OfOneOrTwoCriteriaAreAlwaysConsistent) {
  auto const one = eigenvector({{1}});
  expect_weights(one, {1});
  EXPECT_EQ(one.cr.value, 0.0);
  EXPECT_TRUE(*one.consistent);

  auto const two = eigenvector(matrix_of(2, {{{0, 1}, 7}}));
  expect_weights(two, {.875, .125});
  EXPECT_TRUE(*two.consistent);
}

TEST(Comparisons, BeyondTheTableHaveNoRatio) {
  auto const derived =
      derive_weights(leader_criteria(), Derivation::eigenvector, {0, 0, Fraction(58, 100)}).value();

  EXPECT_EQ(derived.cr.cause, Undefined::random_index_is_not_known);
  EXPECT_FALSE(derived.consistent);
}

// A decimal has no exact third.
TEST(Comparisons, MayBeDecimalsOfSixteenDigits) {
  Fraction const third{3333333333333333, 10000000000000000};

  EXPECT_TRUE(derive_weights({{1, third}, {3, 1}}, Derivation::geometric, {}).has_value());
}

struct Flaw {
  DataReason reason;
  Comparisons matrix;
  std::string detail;

  friend std::ostream& operator<<(std::ostream& out, Flaw const& row) {
    return out << name_of(row.reason) << row.detail;
  }
};

class ComparisonsRefusal : public testing::TestWithParam<Flaw> {};

TEST_P(ComparisonsRefusal, NamesThePlace) {
  auto const derived = derive_weights(GetParam().matrix, Derivation::eigenvector, {});

  ASSERT_TRUE(derived.has_error());
  EXPECT_EQ(derived.error(), (Rejection{GetParam().reason, GetParam().detail}));
}

INSTANTIATE_TEST_SUITE_P(
    Rows, ComparisonsRefusal,
    testing::Values(
        Flaw{DataReason::values_must_be_given, {}, ""},
        Flaw{DataReason::matrix_must_be_square, {{1, 2}, {Fraction(1, 2)}}, "/1"},
        Flaw{DataReason::comparison_must_be_positive, {{1, 0}, {0, 1}}, "/0/1"},
        Flaw{DataReason::comparison_must_be_positive, {{1, -2}, {Fraction(-1, 2), 1}}, "/0/1"},
        Flaw{DataReason::comparisons_must_be_reciprocal, {{1, 2}, {2, 1}}, "/1/0"},
        Flaw{DataReason::comparisons_must_be_reciprocal, {{2, 1}, {1, 1}}, "/0/0"},
        Flaw{DataReason::size_must_not_exceed_limits, Comparisons(51, std::vector<Fraction>(51, 1)),
             ""}));

TEST(RandomIndex, MustNotBeNegative) {
  auto const derived = derive_weights({{1}}, Derivation::geometric, {-1});

  EXPECT_EQ(derived.error().reason, gozin::Reason{DataReason::random_index_must_not_be_negative});
}

RC_GTEST_PROP(ComparisonsProperty, WeightsSumToOneAndLambdaIsAtLeastTheOrder, ()) {
  auto const order = *rc::gen::inRange<std::size_t>(1, 6);
  Comparisons matrix(order, std::vector<Fraction>(order, 1));
  for (std::size_t i = 0; i < order; ++i)
    for (std::size_t j = i + 1; j < order; ++j) {
      matrix[i][j] = Fraction{*rc::gen::inRange(1, 10), *rc::gen::inRange(1, 10)};
      matrix[j][i] = 1 / matrix[i][j];
    }

  auto const derived = eigenvector(matrix);

  auto const sum = std::accumulate(derived.weights.begin(), derived.weights.end(), 0.0);
  RC_ASSERT(std::abs(sum - 1) < 1e-12);
  RC_ASSERT(derived.lambda_max > static_cast<double>(order) - 1e-12);
}

}  // namespace
}  // namespace gozin::scoring
