#include "engine/scoring/lot.hpp"
#include "tests/workflows/appointment/ballots_begun.hpp"
#include "workflows/appointment/ballots.hpp"
#include "workflows/ruleset/state.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

using judge::find;
using judge::reason_of;
using judge::types_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// --- paper ---

// T24: a paper in the urn is the member's act, whoever writes the roll.
TEST(PaperBallot, TakesNoPaperOfWhoDidWhatExcludesIt) {
  auto council = on_paper(9);
  auto& stream = council->judge.view.state<ruleset::RuleSetStream>(StreamId{"ruleset/r-1"});
  auto changed = *stream.rules;
  changed.exclusive_duties = {{Code{"assessor"}, Code{"body_member"}}};
  stream.rules = std::make_shared<rules::RuleSet const>(changed);
  council->state().duties[member(10)] = {Code{"assessor"}};

  auto const entered =
      council->judged(by_secretary(), RecordPaperRoll{.ballot = kBallot, .voters = {member(10)}});

  EXPECT_EQ(reason_of(entered), "actor_must_hold_one_duty");
}

TEST(PaperBallot, IsCountedByTwoTellersAndConfirmedByTheChair) {
  auto council = on_paper(13);
  EXPECT_THAT(types_of(council->act(by_member(2), count_of(8, 5))),
              ElementsAre("PaperCountEntered"));
  EXPECT_EQ(reason_of(council->judged(by_chair(), confirmed())), "tellers_must_be_two");
  council->act(by_member(3), count_of(8, 5)).value();

  auto const closed = council->act(by_chair(), confirmed());

  EXPECT_THAT(types_of(closed), ElementsAre("PaperBallotCounted", "BodyApproved", "GatesPassed"));
  EXPECT_EQ(find<PaperBallotCounted>(closed)->majority, (Threshold{7, 8, true}));
  EXPECT_THAT(find<PaperBallotCounted>(closed)->tellers, ElementsAre(member(2), member(3)));
  EXPECT_THAT(closed->opened_boxes, IsEmpty());
}

TEST(PaperBallot, IsVoidWhenThePapersAreNotTheRoll) {
  auto council = on_paper(12);
  count_twice(*council, 8, 5);

  auto const closed = council->act(by_chair(), confirmed());

  EXPECT_THAT(types_of(closed), ElementsAre("BallotVoided"));
  EXPECT_THAT(council->judge.facts.kept.back().value, HasSubstr("13"));
}

TEST(PaperBallot, IsCountedAgainWhereTheTellersDiffer) {
  auto council = on_paper(13);
  council->act(by_member(2), count_of(8, 5)).value();
  council->act(by_member(3), count_of(7, 6)).value();
  EXPECT_EQ(reason_of(council->judged(by_chair(), confirmed())), "tellers_must_agree");

  council->act(by_member(3), count_of(8, 5)).value();

  EXPECT_TRUE(council->act(by_chair(), confirmed()));
}

// Nobody who keeps the ballot or was kept from it counts it, and no third count outvotes two.
TEST(PaperBallot, RefusesTellersWhoServeOrAreNotNeutral) {
  auto council = on_paper(12);
  auto secretary = by_secretary();
  secretary.role = Code{"clerk"};
  EXPECT_EQ(reason_of(council->judged(secretary, count_of(9, 3))), "teller_must_be_neutral");
  auto chair = by_chair();
  chair.role = Code{"body_member"};
  EXPECT_EQ(reason_of(council->judged(chair, count_of(9, 3))), "teller_must_be_neutral");
  auto recused = RecuseMember{.nominee = nominee("arash"), .reason = judge::hidden("why")};
  council->state().review->recused.push_back({.member = member(13), .nominee = recused.nominee});
  EXPECT_EQ(reason_of(council->judged(by_member(13), count_of(9, 3))), "teller_must_be_neutral");

  count_twice(*council, 9, 3);
  EXPECT_EQ(reason_of(council->judged(by_member(4), count_of(9, 3))), "tellers_must_be_two");
}

TEST(PaperBallot, EntersNobodyInTheRollOnceItIsBeingCounted) {
  auto council = on_paper(12);
  council->act(by_member(2), count_of(9, 4)).value();

  EXPECT_EQ(reason_of(council->judged(by_secretary(),
                                      RecordPaperRoll{.ballot = kBallot, .voters = {member(13)}})),
            "roll_must_stand_before_the_count");
}

TEST(PaperBallot, EntersNobodyTwiceIntoTheRoll) {
  auto council = on_paper(9);

  EXPECT_EQ(
      reason_of(council->judged(
          by_secretary(), RecordPaperRoll{.ballot = kBallot, .voters = {member(10), member(10)}})),
      "voter_must_not_have_voted");
}

// --- ties ---

TEST(Tie, WaitsForTheChair) {
  auto council = tied(ballot::TieRule::chair);
  EXPECT_TRUE(awaits_tie_break(council->state()));

  auto const settled = council->act(
      by_chair(), SettleTie{.ballot = kBallot, .choice = Choice::yes, .announced = std::nullopt});

  EXPECT_THAT(types_of(settled), ElementsAre("TieBroken", "BodyApproved", "GatesPassed"));
  EXPECT_EQ(find<TieBroken>(settled)->majority, (Threshold{7, 7, true}));
}

// The chair's vote replaces no majority of persons: seven of thirteen present were needed.
TEST(Tie, IsNotCarriedByTheChairAgainstAMajorityOfPersons) {
  auto rules = council_rules();
  ballot_rule(rules).rule.tie = ballot::TieRule::chair;
  auto council = balloting(rules);
  vote(*council, kBallot, {5, 5, 3});
  council->act(by_secretary(), CloseBallot{.ballot = kBallot}).value();

  auto const settled = council->act(
      by_chair(), SettleTie{.ballot = kBallot, .choice = Choice::yes, .announced = std::nullopt});

  EXPECT_EQ(find<TieBroken>(settled)->outcome, BallotOutcome::failed);
  EXPECT_TRUE(find<BodyRejected>(settled));
}

// T29
TEST(Tie, IsDrawnByALotThatAnybodyCanDrawAgain) {
  auto council = tied(ballot::TieRule::lot);
  auto const root = council->judge.facts.root;
  council->act(by_chair(), lot_for_tomorrow()).value();
  council->judge.facts.root = sha256("a later root, known with the value");
  auto tomorrow = by_secretary();
  tomorrow.now = lot_for_tomorrow().draws_at;

  auto const settled = council->act(
      tomorrow, SettleTie{.ballot = kBallot, .choice = std::nullopt, .announced = Label{"4711"}});

  auto const& event = *find<TieBroken>(settled);
  EXPECT_EQ(event.lot_seed, scoring::lot_seed(root, "4711"));
  auto const drawn = scoring::draw(*event.lot_seed, {"yes", "no"}).front();
  EXPECT_EQ(name_of(event.choice), drawn);
  EXPECT_EQ(find<BodyApproved>(settled) != nullptr, drawn == "yes");
}

TEST(Tie, LeadsToASecondRoundByRelativeMajority) {
  auto rules = council_rules();
  ballot_rule(rules).rule.tie = ballot::TieRule::second_round;
  auto council = balloting(rules);
  vote(*council, kBallot, {5, 5, 3});
  EXPECT_THAT(types_of(council->act(by_secretary(), CloseBallot{.ballot = kBallot})),
              ElementsAre("BallotClosed"));

  auto const opened = council->act(by_secretary(), OpenBallot{.ballot = Code{"b-2"}});
  EXPECT_EQ(find<BallotOpened>(opened)->round, 2);
  vote(*council, Code{"b-2"}, {5, 4, 4});
  auto const closed = council->act(by_secretary(), CloseBallot{.ballot = Code{"b-2"}});

  EXPECT_EQ(find<BallotClosed>(closed)->outcome, BallotOutcome::carried);
  EXPECT_TRUE(find<BodyApproved>(closed));
}

TEST(Tie, OfASecondRoundRejects) {
  auto rules = council_rules();
  ballot_rule(rules).rule.tie = ballot::TieRule::second_round;
  auto council = balloting(rules);
  vote(*council, kBallot, {5, 5, 3});
  council->act(by_secretary(), CloseBallot{.ballot = kBallot}).value();
  council->act(by_secretary(), OpenBallot{.ballot = Code{"b-2"}}).value();
  vote(*council, Code{"b-2"}, {6, 6, 1});

  auto const closed = council->act(by_secretary(), CloseBallot{.ballot = Code{"b-2"}});

  EXPECT_TRUE(find<BodyRejected>(closed));
}

TEST(Tie, EndsWithTheWithdrawalOfWhoItIsAbout) {
  auto council = tied(ballot::TieRule::chair);

  council->judge.view.record(
      council->stream, NominationWithdrawn{.nominee = nominee("arash"), .reason = std::nullopt});

  EXPECT_FALSE(awaits_tie_break(council->state()));
  EXPECT_TRUE(council->judged(by_chair(), ProposeCandidate{.nominee = nominee("bahar")}));
}

}  // namespace
}  // namespace gozin::appointment
