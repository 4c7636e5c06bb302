#include "engine/ballot/ballot.hpp"

#include <array>
#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gozin::ballot {
namespace {

Rule majority_rule(Threshold threshold, Ratio fraction, MajorityBase of,
                   bool recused_count = true) {
  Rule rule;
  rule.quorum = {.at_least = {2, 3}, .of = QuorumBase::seats, .recused_count = recused_count};
  rule.majority = {threshold, fraction, of};
  return rule;
}

Count thirteen(Attendance room, std::array<std::int64_t, 3> yes_no_abstain) {
  return {.seats = 13,
          .opening = room,
          .yes = yes_no_abstain[0],
          .no = yes_no_abstain[1],
          .abstain = yes_no_abstain[2]};
}

Verdict decided(Rule const& rule, Count const& count) { return decide(rule, count).value(); }

/// One row of E20: a council of 13 with a quorum of two thirds of all seats.
struct CouncilCase {
  std::string name;
  Attendance room;
  std::array<std::int64_t, 3> votes;
  bool quorum_counting_recused;
  bool quorum_without_recused;
  std::array<bool, 6> met;  ///< by the six majorities, in the order of the table

  friend std::ostream& operator<<(std::ostream& out, CouncilCase const& row) {
    return out << row.name;
  }
};

class CouncilOfThirteen : public testing::TestWithParam<CouncilCase> {};

// E20: every printed row under every printed majority.
TEST_P(CouncilOfThirteen, DecidesAsTheTableSays) {
  auto const& row = GetParam();
  std::array<Rule, 6> const rules{
      majority_rule(Threshold::more_than, {1, 2}, MajorityBase::seats),
      majority_rule(Threshold::more_than, {1, 2}, MajorityBase::present),
      majority_rule(Threshold::more_than, {1, 2}, MajorityBase::present_less_recused),
      majority_rule(Threshold::more_than, {1, 2}, MajorityBase::cast),
      majority_rule(Threshold::at_least, {2, 3}, MajorityBase::cast),
      majority_rule(Threshold::at_least, {2, 3}, MajorityBase::seats)};
  auto const count = thirteen(row.room, row.votes);

  for (std::size_t i = 0; i < rules.size(); ++i) {
    auto const verdict = decided(rules[i], count);
    EXPECT_EQ(verdict.quorum.met, row.quorum_counting_recused);
    EXPECT_EQ(verdict.majority.met, row.met[i]) << "majority " << i;
    EXPECT_EQ(verdict.outcome == Outcome::carried, row.quorum_counting_recused && row.met[i]);
  }
  auto without = rules[0];
  without.quorum.recused_count = false;
  EXPECT_EQ(decided(without, count).quorum.met, row.quorum_without_recused);
}

INSTANTIATE_TEST_SUITE_P(
    E20, CouncilOfThirteen,
    testing::Values(
        CouncilCase{"K1", {13, 0}, {11, 2, 0}, true, true, {true, true, true, true, true, true}},
        CouncilCase{"K2", {9, 0}, {5, 4, 0}, true, true, {false, true, true, true, false, false}},
        CouncilCase{
            "K3", {10, 0}, {5, 4, 1}, true, true, {false, false, false, true, false, false}},
        CouncilCase{
            "K4", {12, 0}, {6, 5, 1}, true, true, {false, false, false, true, false, false}},
        CouncilCase{"K5", {13, 0}, {7, 4, 2}, true, true, {true, true, true, true, false, false}},
        CouncilCase{"K7", {8, 0}, {8, 0, 0}, false, false, {true, true, true, true, true, false}},
        CouncilCase{"K11", {13, 0}, {9, 4, 0}, true, true, {true, true, true, true, true, true}},
        // Built here: five recused leave eight voters, so the base and the quorum both matter.
        CouncilCase{
            "R5", {13, 5}, {5, 3, 0}, true, false, {false, false, true, true, false, false}}),
    [](auto const& row) { return row.param.name; });

// E18: two thresholds at once; each case meets one and not the other.
TEST(TwoThresholds, MustBothBeMet) {
  auto rule = majority_rule(Threshold::more_than, {1, 2}, MajorityBase::present);
  rule.also = Majority{Threshold::at_least, {2, 3}, MajorityBase::cast};

  auto const absolute_only = decided(rule, thirteen({13, 0}, {7, 4, 2}));
  EXPECT_TRUE(absolute_only.majority.met);
  EXPECT_FALSE(absolute_only.also->met);
  EXPECT_EQ(absolute_only.outcome, Outcome::failed);

  auto const cast_only = decided(rule, thirteen({13, 0}, {2, 1, 10}));
  EXPECT_FALSE(cast_only.majority.met);
  EXPECT_TRUE(cast_only.also->met);
  EXPECT_EQ(cast_only.outcome, Outcome::failed);

  EXPECT_EQ(decided(rule, thirteen({13, 0}, {8, 4, 1})).outcome, Outcome::carried);
}

// E20: thresholds by size: quorum of two thirds, absolute majority, one third.
TEST(Thresholds, FollowTheSizeOfTheBody) {
  struct Row {
    std::int64_t size, quorum, absolute, third;
  };
  std::vector<Row> const rows{{5, 4, 3, 2},  {7, 5, 4, 3},   {9, 6, 5, 3},   {11, 8, 6, 4},
                              {13, 9, 7, 5}, {15, 10, 8, 5}, {21, 14, 11, 7}};

  for (auto const& row : rows) {
    EXPECT_EQ(needed(Threshold::at_least, {2, 3}, row.size), row.quorum) << row.size;
    EXPECT_EQ(needed(Threshold::more_than, {1, 2}, row.size), row.absolute) << row.size;
    EXPECT_EQ(needed(Threshold::at_least, {1, 3}, row.size), row.third) << row.size;
  }
}

TEST(Verdict, CarriesItsComputationAsData) {
  auto const verdict = decided(majority_rule(Threshold::more_than, {1, 2}, MajorityBase::present),
                               thirteen({13, 0}, {11, 2, 0}));

  EXPECT_EQ(verdict.quorum, (QuorumTest{.needed = 9,
                                        .have = 13,
                                        .met = true,
                                        .fraction = {2, 3},
                                        .of = QuorumBase::seats,
                                        .base = 13,
                                        .recused_count = true}));
  EXPECT_EQ(verdict.majority, (MajorityTest{.needed = 7,
                                            .have = 11,
                                            .met = true,
                                            .threshold = Threshold::more_than,
                                            .fraction = {1, 2},
                                            .of = MajorityBase::present,
                                            .base = 13}));
}

TEST(Quorum, CountsFilledSeatsWhenTheRuleSaysSo) {
  auto rule = majority_rule(Threshold::more_than, {1, 2}, MajorityBase::present);
  auto count = thirteen({8, 0}, {8, 0, 0});
  count.filled = 12;

  EXPECT_EQ(decided(rule, count).outcome, Outcome::inquorate);
  rule.quorum.of = QuorumBase::filled;
  EXPECT_EQ(decided(rule, count).quorum.needed, 8);
  EXPECT_EQ(decided(rule, count).outcome, Outcome::carried);
}

// T16: a walk-out before closing.
TEST(Quorum, IsAskedAgainAtClosing) {
  auto const rule = majority_rule(Threshold::more_than, {1, 2}, MajorityBase::present);
  auto count = thirteen({11, 0}, {8, 0, 0});
  count.closing = Attendance{8, 0};

  auto const verdict = decided(rule, count);

  EXPECT_EQ(verdict.quorum.have, 8);
  EXPECT_EQ(verdict.majority.base, 11) << "the majority keeps the base frozen at opening";
  EXPECT_EQ(verdict.outcome, Outcome::inquorate);
}

TEST(Quorum, IsNotRepairedByLateArrivals) {
  auto const rule = majority_rule(Threshold::more_than, {1, 2}, MajorityBase::present);
  auto count = thirteen({8, 0}, {8, 0, 0});
  count.closing = Attendance{13, 0};

  EXPECT_EQ(decided(rule, count).outcome, Outcome::inquorate);
}

TEST(Papers, BlankAndVoidCountAsTheRuleSays) {
  auto rule = majority_rule(Threshold::more_than, {1, 2}, MajorityBase::cast_and_abstain);
  auto count = thirteen({13, 0}, {5, 4, 0});
  count.blank_papers = 2;
  count.void_papers = 1;

  rule.blank_counts_as = PaperMeaning::not_cast;
  EXPECT_EQ(decided(rule, count).majority.base, 9);
  rule.blank_counts_as = PaperMeaning::abstain;
  EXPECT_EQ(decided(rule, count).majority.base, 11);
  rule.void_counts_as = PaperMeaning::abstain;
  EXPECT_EQ(decided(rule, count).majority.base, 12);
}

TEST(Tie, IsNamedAndFails) {
  auto const rule = majority_rule(Threshold::more_than, {1, 2}, MajorityBase::present);

  auto const verdict = decided(rule, thirteen({12, 0}, {6, 6, 0}));

  EXPECT_EQ(verdict.outcome, Outcome::failed);
  EXPECT_TRUE(verdict.tied);
  EXPECT_FALSE(decided(rule, thirteen({12, 0}, {6, 5, 0})).tied);
}

TEST(Tie, IsSettledByTheChairWhereTheRuleSaysSo) {
  auto rule = majority_rule(Threshold::more_than, {1, 2}, MajorityBase::present);
  rule.tie = TieRule::chair;
  auto count = thirteen({12, 0}, {6, 6, 0});

  count.tie_break = true;
  EXPECT_EQ(decided(rule, count).majority.have, 7);
  EXPECT_EQ(decided(rule, count).outcome, Outcome::carried);
  count.tie_break = false;
  EXPECT_EQ(decided(rule, count).outcome, Outcome::failed);
  EXPECT_FALSE(decided(rule, count).tied);
}

TEST(Tie, BrokenDoesNotReplaceAMajorityOfPersons) {
  auto rule = majority_rule(Threshold::more_than, {1, 2}, MajorityBase::present);
  rule.tie = TieRule::lot;
  auto count = thirteen({13, 0}, {5, 5, 3});

  count.tie_break = true;

  EXPECT_EQ(decided(rule, count).outcome, Outcome::failed);
}

TEST(Tie, LeadsToASecondRoundByRelativeMajority) {
  auto rule = majority_rule(Threshold::more_than, {1, 2}, MajorityBase::present);
  rule.also = Majority{Threshold::at_least, {2, 3}, MajorityBase::cast};
  rule.tie = TieRule::second_round;

  auto const second = second_round_of(rule);

  EXPECT_EQ(decided(second, thirteen({13, 0}, {3, 2, 8})).outcome, Outcome::carried);
  EXPECT_EQ(second.quorum, rule.quorum);
  EXPECT_EQ(second.tie, TieRule::reject);
}

TEST(NobodyVoting, CarriesNothing) {
  for (auto const of : {MajorityBase::cast, MajorityBase::cast_and_abstain}) {
    auto const rule = majority_rule(Threshold::at_least, {1, 2}, of);
    auto const verdict = decided(rule, thirteen({13, 0}, {0, 0, 0}));
    EXPECT_EQ(verdict.majority.needed, 1);
    EXPECT_EQ(verdict.outcome, Outcome::failed);
    EXPECT_FALSE(verdict.tied);
  }
}

TEST(EmptyBody, IsNeverQuorate) { EXPECT_EQ(decided(Rule{}, Count{}).outcome, Outcome::inquorate); }

TEST(EverybodyRecused, LeavesNobodyToCarry) {
  auto const rule = majority_rule(Threshold::more_than, {1, 2}, MajorityBase::present_less_recused);

  EXPECT_EQ(decided(rule, thirteen({13, 13}, {0, 0, 0})).outcome, Outcome::failed);
}

Rule arbitrary_rule() {
  Rule rule;
  rule.quorum.at_least = {*rc::gen::inRange<std::int64_t>(1, 4), 3};
  rule.quorum.recused_count = *rc::gen::arbitrary<bool>();
  rule.majority = {*rc::gen::element(Threshold::more_than, Threshold::at_least),
                   {*rc::gen::inRange<std::int64_t>(1, 5), 5},
                   static_cast<MajorityBase>(*rc::gen::inRange(0, 6))};
  return rule;
}

/// Of full breadth from the first try on; RapidCheck's own ranges begin near zero.
std::int64_t up_to(std::int64_t most) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::int64_t>(0, most + 1));
}

Count arbitrary_count() {
  Count count;
  count.seats = 1 + up_to(39);
  count.filled = up_to(count.seats);
  count.opening.present = up_to(*count.filled);
  count.opening.recused = up_to(count.opening.present);
  auto rest = count.opening.present - count.opening.recused;
  for (auto* part : {&count.yes, &count.no, &count.abstain, &count.blank_papers}) {
    *part = up_to(rest);
    rest -= *part;
  }
  return count;
}

RC_GTEST_PROP(BallotProperty, NeededIsTheLeastNumberThatPasses, ()) {
  auto const rule = arbitrary_rule();
  auto const majority = decided(rule, arbitrary_count()).majority;
  auto const passes = [&](std::int64_t yes) {
    auto const left = yes * majority.fraction.den;
    auto const right = majority.fraction.num * majority.base;
    return yes > 0 && (majority.threshold == Threshold::more_than ? left > right : left >= right);
  };

  RC_ASSERT(passes(majority.needed));
  RC_ASSERT(!passes(majority.needed - 1));
  RC_ASSERT(majority.met == passes(majority.have));
}

RC_GTEST_PROP(BallotProperty, TurningANoIntoAYesNeverHurts, ()) {
  auto const rule = arbitrary_rule();
  auto count = arbitrary_count();
  RC_PRE(count.no > 0);
  auto const before = decided(rule, count).outcome;

  --count.no;
  ++count.yes;

  if (before == Outcome::carried) RC_ASSERT(decided(rule, count).outcome == Outcome::carried);
}

RC_GTEST_PROP(BallotProperty, NothingIsCarriedBelowQuorum, ()) {
  auto const verdict = decided(arbitrary_rule(), arbitrary_count());

  RC_ASSERT((verdict.outcome == Outcome::inquorate) == !verdict.quorum.met);
}

}  // namespace
}  // namespace gozin::ballot
