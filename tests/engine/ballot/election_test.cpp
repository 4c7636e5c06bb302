#include "engine/ballot/election.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <ostream>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gozin::ballot {
namespace {

using Names = std::vector<NomineeId>;

NomineeId const kA{"a"}, kB{"b"}, kC{"c"}, kD{"d"}, kE{"e"};

/// Karaj in 1400: five ranked, then two, then the vote that elects (domain knowledge 1.4).
ElectionRule karaj() {
  ElectionRule rule;
  rule.advance = {5, 2};
  return rule;
}

ElectionCount thirteen(std::map<NomineeId, std::int64_t> votes) {
  return {.seats = 13, .opening = {13, 0}, .votes = std::move(votes)};
}

ElectionVerdict verdict(ElectionRule const& rule, std::size_t round, ElectionCount const& count) {
  return decide_round(rule, round, count).value();
}

struct Row {
  std::string name;
  ElectionRule rule;
  std::size_t round;
  ElectionCount count;
  ElectionOutcome outcome;
  Names who;

  friend std::ostream& operator<<(std::ostream& out, Row const& row) { return out << row.name; }
};

ElectionRule with(std::function<void(ElectionRule&)> const& change) {
  auto rule = karaj();
  change(rule);
  return rule;
}

ElectionRule tie_by(TieRule tie) {
  return with([tie](ElectionRule& rule) { rule.tie = tie; });
}

ElectionCount drawn(ElectionCount count, Names names) {
  count.drawn = std::move(names);
  return count;
}

auto const kSixSix = thirteen({{kA, 6}, {kB, 6}});
auto const kLevelAtTheCut = thirteen({{kA, 5}, {kB, 4}, {kC, 4}});

std::vector<Row> const kRows{
    {"a majority elects in the first round",
     karaj(),
     1,
     thirteen({{kA, 7}, {kB, 6}}),
     ElectionOutcome::elected,
     {kA}},
    {"seven of thirteen present, not of votes cast",
     karaj(),
     3,
     thirteen({{kA, 6}, {kB, 1}}),
     ElectionOutcome::failed,
     {}},
    {"without a majority the first go on",
     karaj(),
     2,
     thirteen({{kA, 5}, {kB, 4}, {kC, 3}}),
     ElectionOutcome::next_round,
     {kA, kB}},
    {"fewer than may go on all go on",
     karaj(),
     1,
     thirteen({{kA, 5}, {kB, 4}, {kC, 3}}),
     ElectionOutcome::next_round,
     {kA, kB, kC}},
    {"nobody leaves by a tie",
     karaj(),
     2,
     kLevelAtTheCut,
     ElectionOutcome::next_round,
     {kA, kB, kC}},
    {"a lot at the cut is waited for",
     tie_by(TieRule::lot),
     2,
     kLevelAtTheCut,
     ElectionOutcome::tied,
     {kB, kC}},
    {"a lot at the cut is followed",
     tie_by(TieRule::lot),
     2,
     drawn(kLevelAtTheCut, {kC, kB}),
     ElectionOutcome::next_round,
     {kA, kC}},
    {"a tie for the first place rejects", karaj(), 3, kSixSix, ElectionOutcome::failed, {}},
    {"a tie asks the chair", tie_by(TieRule::chair), 3, kSixSix, ElectionOutcome::tied, {kA, kB}},
    {"the chair's vote is one more",
     tie_by(TieRule::chair),
     3,
     drawn(kSixSix, {kB}),
     ElectionOutcome::elected,
     {kB}},
    {"the lot replaces no majority of persons",
     tie_by(TieRule::lot),
     3,
     drawn(thirteen({{kA, 5}, {kB, 5}}), {kA, kB}),
     ElectionOutcome::failed,
     {}},
    {"a tie leads to another round",
     tie_by(TieRule::second_round),
     3,
     kSixSix,
     ElectionOutcome::next_round,
     {kA, kB}},
    {"the most votes win a round by relative majority",
     with([](auto& rule) { rule.last_by_relative_majority = true; }),
     3,
     thirteen({{kA, 4}, {kB, 3}}),
     ElectionOutcome::elected,
     {kA}},
    {"a further tie rejects",
     tie_round_of(tie_by(TieRule::second_round)),
     1,
     kSixSix,
     ElectionOutcome::failed,
     {}},
    {"half for each is half",
     with([](auto& rule) {
       rule.majority = {Threshold::at_least, {1, 2}, MajorityBase::cast};
       rule.tie = TieRule::lot;
     }),
     1,
     drawn(kSixSix, {kB, kA}),
     ElectionOutcome::elected,
     {kB}},
    {"zero votes elect nobody",
     karaj(),
     3,
     thirteen({{kA, 0}, {kB, 0}}),
     ElectionOutcome::failed,
     {}},
    {"zero votes elect nobody by relative majority",
     tie_round_of(karaj()),
     1,
     thirteen({{kA, 0}}),
     ElectionOutcome::failed,
     {}},
    {"one candidate needs a majority too",
     karaj(),
     3,
     thirteen({{kA, 6}}),
     ElectionOutcome::failed,
     {}},
    {"eight are no quorum",
     karaj(),
     1,
     {.seats = 13, .opening = {8, 0}, .votes = {{kA, 8}}},
     ElectionOutcome::inquorate,
     {}},
    {"who has left is missing at the end",
     karaj(),
     1,
     {.seats = 13, .opening = {13, 0}, .closing = Attendance{8, 0}, .votes = {{kA, 8}}},
     ElectionOutcome::inquorate,
     {}}};

class ElectionRound : public testing::TestWithParam<Row> {};

TEST_P(ElectionRound, EndsAsTheRuleSays) {
  auto const& row = GetParam();
  auto const found = verdict(row.rule, row.round, row.count);

  EXPECT_EQ(found.outcome, row.outcome) << name_of(found.outcome);
  EXPECT_EQ(found.who, row.who);
}

INSTANTIATE_TEST_SUITE_P(Rows, ElectionRound, testing::ValuesIn(kRows));

TEST(Election, ShowsTheComputationOfTheLeader) {
  auto const found = verdict(karaj(), 1, thirteen({{kA, 2}, {kB, 7}, {kC, 2}}));

  EXPECT_EQ(found.order, (std::vector<Names>{{kB}, {kA, kC}}));
  EXPECT_EQ(found.majority.have, 7);
  EXPECT_EQ(found.majority.needed, 7);
  EXPECT_EQ(found.quorum.needed, 9);
}

TEST(Election, ShowsTheLotAsOneMoreVote) {
  auto const found = verdict(tie_by(TieRule::lot), 3, drawn(kSixSix, {kA}));

  EXPECT_EQ(found.majority.have, 7);
  EXPECT_EQ(found.majority.base, 13);
}

struct Flaw {
  gozin::Reason reason;
  std::function<void(ElectionRule&, std::size_t&, ElectionCount&)> spoil;

  friend std::ostream& operator<<(std::ostream& out, Flaw const& row) {
    return out << row.reason.name();
  }
};

class ElectionRefusal : public testing::TestWithParam<Flaw> {};

TEST_P(ElectionRefusal, NamesTheBrokenRule) {
  auto rule = tie_by(TieRule::lot);
  std::size_t round = 3;
  auto count = kSixSix;
  ASSERT_TRUE(decide_round(rule, round, count).has_value());

  GetParam().spoil(rule, round, count);

  auto const found = decide_round(rule, round, count);
  ASSERT_TRUE(found.has_error());
  EXPECT_EQ(found.error().reason, GetParam().reason);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, ElectionRefusal,
    testing::Values(
        Flaw{ElectionReason::candidates_must_stand, [](auto&, auto&, auto& c) { c.votes.clear(); }},
        Flaw{ElectionReason::rounds_must_narrow,
             [](auto& r, auto&, auto&) {
               r.advance = {2, 2};
             }},
        Flaw{ElectionReason::rounds_must_narrow,
             [](auto& r, auto&, auto&) {
               r.advance = {5, 1};
             }},
        Flaw{ElectionReason::round_must_be_foreseen, [](auto&, auto& n, auto&) { n = 0; }},
        Flaw{ElectionReason::round_must_be_foreseen, [](auto&, auto& n, auto&) { n = 4; }},
        Flaw{ElectionReason::chosen_must_be_tied, [](auto&, auto&, auto& c) { c.drawn = {kC}; }},
        Flaw{ElectionReason::chosen_must_be_tied,
             [](auto&, auto&, auto& c) {
               c.drawn = {kA, kA};
             }},
        Flaw{Reason::tie_break_must_meet_a_tie,
             [](auto&, auto&, auto& c) {
               c.votes[kA] = 7;
               c.drawn = {kA};
             }},
        Flaw{Reason::tie_break_must_meet_a_tie,
             [](auto& r, auto&, auto& c) {
               r.tie = TieRule::reject;
               c.drawn = {kA};
             }},
        Flaw{Reason::tie_break_must_meet_a_tie,
             [](auto&, auto&, auto& c) {
               c.opening = {8, 0};
               c.votes = {{kA, 4}, {kB, 4}};
               c.drawn = {kA};
             }},
        Flaw{Reason::count_must_not_be_negative, [](auto&, auto&, auto& c) { c.votes[kB] = -1; }},
        Flaw{Reason::papers_must_not_exceed_voters, [](auto&, auto&, auto& c) { c.votes[kC] = 2; }},
        Flaw{Reason::papers_must_not_exceed_voters,
             [](auto&, auto&, auto& c) { c.votes[kA] = 1LL << 62; }}));

TEST(Settle, ChoosesAsManyAsThereArePlaces) {
  Tie const tie{.between = {kA, kB, kC}, .places = 2};

  EXPECT_EQ(settle(TieRule::lot, tie, {kC, kA, kB}).value(),
            (Settled{Settlement::chosen, {kC, kA}}));
  EXPECT_EQ(settle(TieRule::chair, tie, {kB}).error().reason,
            gozin::Reason{ElectionReason::chosen_must_be_tied});
  EXPECT_EQ(settle(TieRule::chair, tie, {}).value(), (Settled{Settlement::wanted, {kA, kB, kC}}));
  EXPECT_EQ(settle(TieRule::second_round, tie, {}).value().how, Settlement::another_round);
  EXPECT_EQ(settle(TieRule::reject, tie, {}).value().how, Settlement::rejected);
}

RC_GTEST_PROP(ElectionProperty, OneWithMoreThanHalfOfThosePresentIsElectedAtOnce, ()) {
  ElectionCount count = thirteen({});
  std::int64_t left = 13;
  for (auto const& one : {kA, kB, kC, kD, kE}) {
    count.votes[one] = *rc::gen::inRange<std::int64_t>(0, left + 1);
    left -= count.votes[one];
  }
  count.abstain = left;

  auto const found = verdict(karaj(), 1, count);

  std::int64_t most = 0;
  for (auto const& [one, votes] : count.votes) most = std::max(most, votes);
  RC_ASSERT((found.outcome == ElectionOutcome::elected) == (most >= 7));
}

RC_GTEST_PROP(ElectionProperty, TheNextRoundHasNobodyWithFewerVotesThanWhoLeft, ()) {
  ElectionCount count = thirteen({});
  for (auto const& one : {kA, kB, kC, kD, kE})
    count.votes[one] = *rc::gen::inRange<std::int64_t>(0, 3);

  auto const found = verdict(karaj(), 2, count);

  RC_PRE(found.outcome == ElectionOutcome::next_round);
  RC_ASSERT(found.who.size() >= 2U);
  for (auto const& [one, votes] : count.votes) {
    if (std::ranges::count(found.who, one) > 0) continue;
    for (auto const& stays : found.who) RC_ASSERT(count.votes.at(stays) > votes);
  }
}

}  // namespace
}  // namespace gozin::ballot
