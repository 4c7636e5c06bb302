#include "tests/engine/scoring/panel.hpp"

#include <functional>
#include <ostream>
#include <set>
#include <vector>

#include <gtest/gtest.h>

namespace gozin::scoring {
namespace {

struct Refusal {
  Reason reason;
  std::function<void(Assessment&)> spoil;

  friend std::ostream& operator<<(std::ostream& out, Refusal const& row) {
    return out << name_of(row.reason);
  }
};

std::vector<Refusal> const kRefusals{
    {Reason::number_must_be_exact, [](auto& input) { input.criteria[0].weight = {"0.4e0"}; }},
    {Reason::number_must_be_exact, [](auto& input) { input.criteria[0].floor = {"many"}; }},
    {Reason::weight_must_not_be_negative, [](auto& input) { input.criteria[0].weight = {"-2/5"}; }},
    {Reason::weights_must_sum_to_one, [](auto& input) { input.criteria[0].weight = {"0.39"}; }},
    {Reason::criterion_must_be_listed_once,
     [](auto& input) { input.criteria.push_back(input.criteria[0]); }},
    {Reason::level_must_be_for_a_listed_criterion,
     [](auto& input) { input.sheets[0].levels[Code{"loyalty"}] = 5; }},
    {Reason::level_must_be_for_a_listed_criterion,
     [](auto& input) { input.tie.criteria = {Code{"loyalty"}}; }},
    {Reason::level_must_be_given_once,
     [](auto& input) { input.sheets.push_back(input.sheets.front()); }},
    {Reason::nominee_must_have_enough_sheets,
     [](auto& input) { input.criteria[1].min_values = 4; }},
    {Reason::nominee_must_have_enough_sheets,
     [](auto& input) {
       for (auto& one : input.sheets) one.levels.erase(Code{"experience"});
     }},
};

class RankingRefusal : public testing::TestWithParam<Refusal> {};

TEST_P(RankingRefusal, NamesTheBrokenRule) {
  auto assessment = panel();
  GetParam().spoil(assessment);

  auto const ranking = rank(assessment);
  ASSERT_TRUE(ranking.has_error());
  EXPECT_EQ(ranking.error().reason, gozin::Reason{GetParam().reason}) << ranking.error().detail;
  EXPECT_EQ(leave_one_out(assessment).error(), ranking.error());
}

INSTANTIATE_TEST_SUITE_P(Rows, RankingRefusal, testing::ValuesIn(kRefusals));

TEST(RankingRefusals, NomineesAreListedOnce) {
  Alternative const alternative{NomineeId{"A"}, {{Code{"x"}, 1}}};

  auto const ranking = rank({{.code = Code{"x"}, .weight = {"1"}}}, {alternative, alternative}, {});

  EXPECT_EQ(ranking.error().reason, gozin::Reason{Reason::nominee_must_be_listed_once});
}

TEST(RankingRefusals, CoverEveryReason) {
  std::set<Reason> covered{Reason::nominee_must_be_listed_once};
  for (auto const& row : kRefusals) covered.insert(row.reason);

  EXPECT_EQ(covered.size(), names_of(std::type_identity<Reason>{}).size());
}

}  // namespace
}  // namespace gozin::scoring
