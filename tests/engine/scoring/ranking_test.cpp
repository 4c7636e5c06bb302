#include "tests/engine/scoring/panel.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gozin::scoring {
namespace {

using Order = std::vector<std::vector<NomineeId>>;

NomineeId const kA{"A"};
NomineeId const kB{"B"};
NomineeId const kC{"C"};
Code const kExpertise{"expertise"};
Code const kExperience{"experience"};

Sheet two(std::string nominee, int expertise, int experience) {
  return sheet("P1", std::move(nominee), expertise, experience);
}

Assessment one_assessor(std::vector<Sheet> sheets) {
  auto assessment = panel();
  assessment.sheets = std::move(sheets);
  return assessment;
}

TEST(Ranking, OfThePanelIsExact) {
  auto assessment = panel();
  auto const by_mean = rank(assessment).value();
  EXPECT_EQ(by_mean.totals.at(kA), ExactText{"47/15"});
  EXPECT_EQ(by_mean.totals.at(kB), ExactText{"4"});
  EXPECT_EQ(by_mean.order, (Order{{kB}, {kA}}));

  assessment.aggregation = Aggregation::median;
  auto const by_median = rank(assessment).value();
  EXPECT_EQ(by_median.totals.at(kA), ExactText{"4"});
  EXPECT_EQ(by_median.totals.at(kB), ExactText{"4"});
  EXPECT_EQ(by_median.order, (Order{{kA, kB}}));
}

// The example of the calculators: weights of thirds, a tie kept, a floor missed by the third.
TEST(Ranking, KeepsTiesAndExcludesBelowFloors) {
  std::vector<Criterion> const criteria{
      {.code = Code{"x"}, .weight = {"1/3"}},
      {.code = Code{"y"}, .weight = {"2/3"}, .floor = ExactText{"2"}}};
  std::vector<Alternative> const alternatives{{kA, {{Code{"x"}, 4}, {Code{"y"}, 3}}},
                                              {kB, {{Code{"x"}, 2}, {Code{"y"}, 4}}},
                                              {kC, {{Code{"x"}, 5}, {Code{"y"}, 1}}}};

  auto const ranking = rank(criteria, alternatives, {}).value();

  EXPECT_EQ(ranking.order, (Order{{kA, kB}}));
  EXPECT_EQ(ranking.ranked[0].score, ExactText{"10/3"});
  EXPECT_EQ(ranking.ranked[1].place, 1);
  EXPECT_EQ(ranking.ranked[1].separated_by, Separation::tied);
  EXPECT_EQ(ranking.excluded,
            (std::vector<Excluded>{{kC, Code{"y"}, ExactText{"1"}, ExactText{"2"}}}));
  EXPECT_EQ(ranking.totals.at(kC), ExactText{"7/3"});
  EXPECT_FALSE(ranking.needs_lot);
}

TEST(Ranking, AdmitsWhoStandsExactlyOnTheFloor) {
  auto assessment = one_assessor({two("A", 3, 3), two("B", 2, 5)});
  assessment.criteria[0].floor = ExactText{"3"};

  auto const ranking = rank(assessment).value();

  EXPECT_EQ(ranking.order, (Order{{kA}}));
  ASSERT_EQ(ranking.excluded.size(), 1U);
  EXPECT_EQ(ranking.excluded[0].nominee, kB);
}

TEST(Ranking, GivesTiedNomineesTheBetterPlace) {
  auto const ranking =
      rank(one_assessor({two("A", 3, 3), two("B", 5, 5), two("C", 3, 3), two("D", 1, 1)})).value();

  std::vector<int> places;
  for (auto const& ranked : ranking.ranked) places.push_back(ranked.place);
  EXPECT_EQ(places, (std::vector{1, 2, 2, 4}));
}

TEST(TieRule, TellsEqualTotalsApartByCriterion) {
  auto assessment = one_assessor({two("A", 2, 4), two("B", 5, 2)});
  ASSERT_EQ(rank(assessment).value().order, (Order{{kA, kB}}));

  assessment.tie.criteria = {kExpertise};
  auto const ranking = rank(assessment).value();

  EXPECT_EQ(ranking.order, (Order{{kB}, {kA}}));
  EXPECT_EQ(ranking.ranked[1].separated_by, Separation::criterion);
  EXPECT_EQ(ranking.ranked[1].criterion, kExpertise);
}

TEST(TieRule, SaysThatALotIsNeededAndDrawsItWithASeed) {
  auto assessment = one_assessor({two("n-1", 3, 3), two("n-2", 3, 3), two("n-3", 5, 5)});
  assessment.tie = {.criteria = {kExpertise, kExperience}, .lot = true};
  auto const open = rank(assessment).value();
  EXPECT_TRUE(open.needs_lot);
  EXPECT_EQ(open.order.size(), 2U);

  // The seed of LotTest: it draws n-2 before n-1.
  assessment.tie.seed =
      parse_hash("c63be2fb94c98486e1814c66ab468971a049e69a42c3f7cb19a3f7ae6f1d40af");
  auto const drawn = rank(assessment).value();

  EXPECT_FALSE(drawn.needs_lot);
  EXPECT_EQ(drawn.order, (Order{{NomineeId{"n-3"}}, {NomineeId{"n-2"}}, {NomineeId{"n-1"}}}));
  EXPECT_EQ(drawn.ranked[2].separated_by, Separation::lot);
  EXPECT_EQ(drawn.ranked[1].separated_by, Separation::score);
}

TEST(Ranking, OfNobodyIsEmpty) {
  auto const ranking = rank(one_assessor({})).value();

  EXPECT_TRUE(ranking.ranked.empty());
  EXPECT_TRUE(ranking.order.empty());
}

// T9: the winner depends on the third assessor.
TEST(LeaveOneOut, NamesTheAssessorOnWhomTheWinnerDepends) {
  auto const results = leave_one_out(panel()).value();

  ASSERT_EQ(results.size(), 3U);
  EXPECT_EQ(results[0].order, (Order{{kB}, {kA}}));
  EXPECT_FALSE(results[0].pivotal);
  EXPECT_FALSE(results[1].pivotal);
  EXPECT_EQ(results[2].assessor, PersonId{"P3"});
  EXPECT_EQ(results[2].order, (Order{{kA}, {kB}}));
  EXPECT_TRUE(results[2].pivotal);
}

TEST(LeaveOneOut, DropsNomineesNobodyElseJudged) {
  auto assessment = panel();
  std::erase_if(assessment.sheets, [](Sheet const& one) {
    return one.nominee == NomineeId{"B"} && one.assessor != PersonId{"P3"};
  });

  auto const results = leave_one_out(assessment).value();

  EXPECT_EQ(results[2].order, (Order{{kA}}));
  EXPECT_TRUE(results[2].pivotal);
}

Assessment arbitrary_assessment() {
  auto assessment = panel();
  assessment.sheets.clear();
  auto const level = [] { return *rc::gen::inRange(0, 6); };
  auto const assessors = *rc::gen::inRange(1, 6);
  auto const nominees = *rc::gen::inRange(1, 7);
  for (int a = 0; a < assessors; ++a)
    for (int n = 0; n < nominees; ++n)
      assessment.sheets.push_back(
          sheet("P" + std::to_string(a), "N" + std::to_string(n), level(), level()));
  assessment.aggregation =
      *rc::gen::element(Aggregation::mean, Aggregation::median, Aggregation::trimmed_mean);
  assessment.tie.criteria = *rc::gen::element(std::vector<Code>{}, std::vector{kExpertise});
  return assessment;
}

RC_GTEST_PROP(RankingProperty, DoesNotDependOnTheOrderOfSheets, ()) {
  auto assessment = arbitrary_assessment();
  auto const before = rank(assessment).value();
  auto const keys =
      *rc::gen::container<std::vector<int>>(assessment.sheets.size(), rc::gen::arbitrary<int>());
  std::vector<std::size_t> turn(keys.size());
  std::iota(turn.begin(), turn.end(), std::size_t{0});
  std::stable_sort(turn.begin(), turn.end(),
                   [&](auto left, auto right) { return keys[left] < keys[right]; });

  std::vector<Sheet> shuffled;
  for (auto const i : turn) shuffled.push_back(assessment.sheets[i]);
  assessment.sheets = shuffled;

  RC_ASSERT(rank(assessment).value() == before);
}

RC_GTEST_PROP(RankingProperty, FollowsTheTotalsAndNamesEveryoneOnce, ()) {
  auto const ranking = rank(arbitrary_assessment()).value();

  std::size_t named = 0;
  for (auto const& tied : ranking.order) named += tied.size();
  RC_ASSERT(named == ranking.totals.size());
  for (std::size_t i = 1; i < ranking.ranked.size(); ++i) {
    auto const upper = parse_fraction(ranking.ranked[i - 1].score.text).value();
    auto const lower = parse_fraction(ranking.ranked[i].score.text).value();
    RC_ASSERT(upper >= lower);
    RC_ASSERT((ranking.ranked[i].separated_by == Separation::score) == (upper > lower));
  }
}

RC_GTEST_PROP(RankingProperty, AHigherLevelNeverCostsAPlace, ()) {
  auto assessment = arbitrary_assessment();
  assessment.tie = {};
  auto& raised = assessment.sheets.front();
  auto const place = [&] {
    auto const ranking = rank(assessment).value();
    auto const found = std::find_if(ranking.ranked.begin(), ranking.ranked.end(), [&](auto& one) {
      return one.nominee == assessment.sheets.front().nominee;
    });
    return found->place;
  };
  auto const before = place();

  raised.levels[kExpertise] += 1;

  RC_ASSERT(place() <= before);
}

}  // namespace
}  // namespace gozin::scoring
