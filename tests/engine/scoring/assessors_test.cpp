#include "engine/scoring/assessors.hpp"

#include "tests/engine/scoring/panel.hpp"

#include <gtest/gtest.h>

namespace gozin::scoring {
namespace {

PanelTotals totals(std::vector<std::vector<int>> const& columns) {
  PanelTotals made;
  for (std::size_t j = 0; j < columns.size(); ++j)
    for (std::size_t i = 0; i < columns[j].size(); ++i)
      made[PersonId{"P" + std::to_string(j + 1)}][NomineeId{"N" + std::to_string(i + 1)}] =
          columns[j][i];
  return made;
}

TEST(Assessors, AreComparedTwoByTwo) {
  auto const found = accords_of(totals({{5, 4, 1}, {4, 3, 2}, {3, 3, 3}}));

  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].first, PersonId{"P1"});
  EXPECT_EQ(found[0].second, PersonId{"P2"});
  EXPECT_EQ(found[0].pairs, 3);
  EXPECT_EQ(found[0].alike, 3);
  EXPECT_DOUBLE_EQ(found[0].tau.value.value(), 1);
  // Whoever puts everybody level is like nobody who does not.
  EXPECT_EQ(found[1].alike, 0);
  EXPECT_EQ(found[1].tau.cause, Undefined::nothing_varies);
}

TEST(Assessors, AreComparedOnWhomBothJudged) {
  auto given = totals({{5, 4, 1}, {1, 2, 5}});
  given[PersonId{"P2"}].erase(NomineeId{"N3"});
  auto const found = accords_of(given).front();

  EXPECT_EQ(found.pairs, 1);
  EXPECT_EQ(found.alike, 0);
  EXPECT_DOUBLE_EQ(found.tau.value.value(), -1);
}

TEST(Assessors, HaveNoAccordWithoutACommonNominee) {
  auto given = totals({{5, 4}, {1, 2}});
  given[PersonId{"P1"}].erase(NomineeId{"N1"});
  given[PersonId{"P2"}].erase(NomineeId{"N2"});
  auto const found = accords_of(given).front();

  EXPECT_EQ(found.pairs, 0);
  EXPECT_EQ(found.tau.cause, Undefined::two_values_are_needed);
}

TEST(Assessors, StandOutByNominee) {
  auto const found = deviations_of(totals({{4, 3}, {4, 2}, {3, 3}, {4, 1}, {5, 2}, {0, 3}}));

  ASSERT_EQ(found.size(), 12U);
  // Of N1 the median is 4, and half of the distances from it are at most 1/2.
  EXPECT_EQ(found[5].assessor, PersonId{"P6"});
  EXPECT_EQ(found[5].modified_z.value, Fraction(-6'745 * 8, 10'000));
  EXPECT_TRUE(found[5].flagged);
  EXPECT_EQ(found[4].modified_z.value, Fraction(6'745 * 2, 10'000));
  EXPECT_FALSE(found[4].flagged);
  EXPECT_EQ(found[6].nominee, NomineeId{"N2"});
  EXPECT_FALSE(found[6].flagged);
}

TEST(Assessors, DoNotStandOutWhereTwoJudge) {
  for (auto const& one : deviations_of(totals({{0}, {5}}))) {
    EXPECT_EQ(one.modified_z.cause, Undefined::three_values_are_needed);
    EXPECT_FALSE(one.flagged);
  }
}

// A part of the criteria is looked at like the whole: its weights do not sum to one.
TEST(PanelViews, AskNothingOfTheSumOfTheWeights) {
  auto assessment = panel();
  assessment.criteria.pop_back();
  for (auto& one : assessment.sheets) one.levels.erase(Code{"experience"});

  auto const found = views_of(assessment.criteria, assessment.sheets);

  EXPECT_EQ(found.totals.at(PersonId{"P1"}).at(NomineeId{"A"}), Fraction(8, 5));
  EXPECT_FALSE(rank(assessment));
}

}  // namespace
}  // namespace gozin::scoring
