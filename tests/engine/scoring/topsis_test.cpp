#include "engine/scoring/topsis.hpp"

#include <algorithm>
#include <ostream>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gozin::scoring {
namespace {

using Order = std::vector<std::vector<std::size_t>>;
using Rows = std::vector<std::vector<Fraction>>;

Fraction tenths(int value) { return {value, 10}; }

/// E9, Hwang and Yoon 1981: fighters by speed, range, payload, cost, reliability, manoeuvrability.
std::vector<WeightedColumn> fighter_columns() {
  return {{tenths(2)}, {tenths(1)}, {tenths(1)}, {tenths(1), Better::less},
          {tenths(2)}, {tenths(3)}};
}

Rows fighters() {
  return {{tenths(20), 1500, 20000, tenths(55), 5, 9},
          {tenths(25), 2700, 18000, tenths(65), 3, 5},
          {tenths(18), 2000, 21000, tenths(45), 7, 7},
          {tenths(22), 1800, 20000, tenths(50), 5, 5}};
}

// E9
TEST(Topsis, OfTheFightersComesOutToThePrintedDigits) {
  auto const found = topsis(fighter_columns(), fighters()).value();

  std::vector<double> const expected{.6433, .2684, .6135, .3123};
  for (std::size_t i = 0; i < expected.size(); ++i)
    EXPECT_NEAR(*found.scores[i].value, expected[i], 5e-5);
  EXPECT_EQ(found.order, (Order{{0}, {2}, {3}, {1}}));
}

TEST(Topsis, UsesWeightsInProportion) {
  auto doubled = fighter_columns();
  for (auto& column : doubled) column.weight *= 2;

  auto const found = topsis(doubled, fighters()).value();

  EXPECT_NEAR(*found.scores[0].value, .6433, 5e-5);
}

TEST(Topsis, KeepsTies) {
  std::vector<WeightedColumn> const columns{{Fraction(1, 2)}, {Fraction(1, 2)}};

  EXPECT_EQ(topsis(columns, {{3, 1}, {5, 5}, {1, 3}}).value().order, (Order{{1}, {0, 2}}));
}

TEST(Topsis, OfEqualsHasAnOrderButNoScores) {
  for (Rows const& rows : {Rows{{4, 2}}, Rows{{4, 2}, {4, 2}}, Rows{{0, 0}, {0, 0}}}) {
    auto const found = topsis({{1}, {1}}, rows).value();

    ASSERT_EQ(found.order.size(), 1U);
    EXPECT_EQ(found.order.front().size(), rows.size());
    for (auto const& score : found.scores) EXPECT_EQ(score.cause, Undefined::nothing_varies);
  }
}

TEST(Topsis, IgnoresAColumnOfZeros) {
  auto const found = topsis({{1}, {1}}, {{4, 0}, {2, 0}}).value();

  EXPECT_EQ(found.scores[0].value, 1.0);
  EXPECT_EQ(found.scores[1].value, 0.0);
}

struct Flaw {
  DataReason reason;
  std::vector<WeightedColumn> columns;
  Rows rows;
  std::string detail;

  friend std::ostream& operator<<(std::ostream& out, Flaw const& row) {
    return out << name_of(row.reason);
  }
};

class TopsisRefusal : public testing::TestWithParam<Flaw> {};

TEST_P(TopsisRefusal, NamesTheReason) {
  auto const found = topsis(GetParam().columns, GetParam().rows);

  ASSERT_TRUE(found.has_error());
  EXPECT_EQ(found.error(), (Rejection{GetParam().reason, GetParam().detail}));
}

INSTANTIATE_TEST_SUITE_P(
    Rows, TopsisRefusal,
    testing::Values(Flaw{DataReason::values_must_be_given, {{1}}, {}, ""},
                    Flaw{DataReason::values_must_be_given, {}, {{1}}, ""},
                    Flaw{DataReason::data_weights_must_be_usable, {{0}}, {{1}}, ""},
                    Flaw{DataReason::data_weights_must_be_usable, {{2}, {-1}}, {{1, 1}}, ""},
                    Flaw{DataReason::rows_must_be_equally_long, {{1}}, {{1}, {1, 2}}, "/1"}));

RC_GTEST_PROP(TopsisProperty, DoesNotDependOnTheOrderOfAlternatives, ()) {
  Rows rows(*rc::gen::inRange<std::size_t>(1, 6));
  for (auto& row : rows)
    for (int k = 0; k < 3; ++k) row.emplace_back(*rc::gen::inRange(0, 5));
  std::vector<WeightedColumn> const columns{{1}, {2, Better::less}, {3}};
  auto reversed = rows;
  std::reverse(reversed.begin(), reversed.end());

  auto const found = topsis(columns, rows).value();
  auto turned = topsis(columns, reversed).value();

  for (auto& level : turned.order) {
    for (auto& place : level) place = rows.size() - 1 - place;
    std::sort(level.begin(), level.end());
  }
  RC_ASSERT(turned.order == found.order);
}

}  // namespace
}  // namespace gozin::scoring
