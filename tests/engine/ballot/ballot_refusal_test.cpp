#include "engine/ballot/ballot.hpp"

#include <functional>
#include <ostream>
#include <set>
#include <vector>

#include <gtest/gtest.h>

namespace gozin::ballot {
namespace {

struct Refusal {
  Reason reason;
  std::function<void(Rule&, Count&)> spoil;

  friend std::ostream& operator<<(std::ostream& out, Refusal const& row) {
    return out << name_of(row.reason);
  }
};

Count sound_count() { return {.seats = 13, .opening = {12, 2}, .yes = 6, .no = 3, .abstain = 1}; }

std::vector<Refusal> const kRefusals{
    {Reason::count_must_not_be_negative, [](Rule&, Count& count) { count.no = -1; }},
    {Reason::count_must_not_exceed_limits, [](Rule&, Count& count) { count.seats = 1LL << 60; }},
    {Reason::filled_must_not_exceed_seats, [](Rule&, Count& count) { count.filled = 14; }},
    {Reason::present_must_not_exceed_filled, [](Rule&, Count& count) { count.filled = 11; }},
    {Reason::present_must_not_exceed_filled,
     [](Rule&, Count& count) {
       count.closing = Attendance{14, 0};
     }},
    {Reason::recused_must_not_exceed_present,
     [](Rule&, Count& count) {
       count.opening = {10, 11};
     }},
    {Reason::papers_must_not_exceed_voters, [](Rule&, Count& count) { count.void_papers = 1; }},
    {Reason::quorum_must_lie_between_zero_and_one,
     [](Rule& rule, Count&) {
       rule.quorum.at_least = {0, 3};
     }},
    {Reason::quorum_must_lie_between_zero_and_one,
     [](Rule& rule, Count&) {
       rule.quorum.at_least = {4, 3};
     }},
    {Reason::quorum_must_lie_between_zero_and_one,
     [](Rule& rule, Count&) {
       rule.quorum.at_least = {1, 0};
     }},
    {Reason::majority_must_be_reachable,
     [](Rule& rule, Count&) {
       rule.majority.fraction = {1, 1};
     }},
    {Reason::majority_must_be_reachable,
     [](Rule& rule, Count&) {
       rule.also = Majority{Threshold::at_least, {0, 1}, MajorityBase::cast};
     }},
    {Reason::tie_break_must_meet_a_tie,
     [](Rule& rule, Count& count) {
       rule.tie = TieRule::chair;
       count.tie_break = true;
     }},
    {Reason::tie_break_must_meet_a_tie,
     [](Rule&, Count& count) {
       count.yes = count.no;
       count.tie_break = true;
     }},
};

class BallotRefusal : public testing::TestWithParam<Refusal> {};

TEST_P(BallotRefusal, NamesTheBrokenRule) {
  Rule rule;
  auto count = sound_count();
  ASSERT_TRUE(decide(rule, count).has_value());

  GetParam().spoil(rule, count);

  auto const result = decide(rule, count);
  ASSERT_TRUE(result.has_error());
  EXPECT_EQ(result.error().reason, gozin::Reason{GetParam().reason});
}

INSTANTIATE_TEST_SUITE_P(Rows, BallotRefusal, testing::ValuesIn(kRefusals));

TEST(BallotRefusals, CoverEveryReason) {
  std::set<Reason> covered;
  for (auto const& row : kRefusals) covered.insert(row.reason);

  EXPECT_EQ(covered.size(), names_of(std::type_identity<Reason>{}).size());
}

}  // namespace
}  // namespace gozin::ballot
