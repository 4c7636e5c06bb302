#include "engine/scoring/lot.hpp"
#include "tests/workflows/appointment/ballots_begun.hpp"
#include "workflows/appointment/ballots.hpp"
#include "workflows/appointment/tasks.hpp"
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
  auto council = being_counted(13);
  EXPECT_THAT(types_of(council->act(by_member(2), count_of(8, 5))),
              ElementsAre("PaperCountEntered"));
  EXPECT_EQ(reason_of(council->judged(by_chair(), confirmed())), "tellers_must_be_two");
  council->act(by_clerk(), count_of(8, 5)).value();

  auto const closed = council->act(by_chair(), confirmed());

  EXPECT_THAT(types_of(closed), ElementsAre("PaperBallotCounted", "BodyApproved", "GatesPassed"));
  EXPECT_EQ(find<PaperBallotCounted>(closed)->majority, (Threshold{7, 8, true}));
  EXPECT_THAT(find<PaperBallotCounted>(closed)->tellers, ElementsAre(member(2), PersonId{"t-1"}));
  EXPECT_THAT(closed->opened_boxes, IsEmpty());
}

TEST(PaperBallot, ConcernsItsTellers) {
  auto council = being_counted(13);
  EXPECT_TRUE(people_concerned(council->state()).contains(PersonId{"t-1"}));

  council->act(by_member(2), count_of(8, 5)).value();
  council->act(by_clerk(), count_of(8, 5)).value();
  council->act(by_chair(), confirmed()).value();

  EXPECT_TRUE(people_concerned(council->state()).contains(PersonId{"t-1"}));
}

TEST(PaperBallot, IsVoidWhenThePapersAreNotTheRoll) {
  auto council = being_counted(12);
  count_twice(*council, 8, 5);

  auto const closed = council->act(by_chair(), confirmed());

  EXPECT_THAT(types_of(closed), ElementsAre("BallotVoided"));
  EXPECT_THAT(council->judge.facts.kept.back().value, HasSubstr("13"));
}

TEST(PaperBallot, IsCountedAgainWhereTheTellersDiffer) {
  auto council = being_counted(13);
  council->act(by_member(2), count_of(8, 5)).value();
  council->act(by_clerk(), count_of(7, 6)).value();
  EXPECT_EQ(reason_of(council->judged(by_chair(), confirmed())), "tellers_must_agree");

  council->act(by_clerk(), count_of(8, 5)).value();

  EXPECT_TRUE(council->act(by_chair(), confirmed()));
}

// Nobody who keeps the ballot, was kept from it or has left the room counts it.
TEST(PaperBallot, RefusesTellersWhoServeOrAreNotNeutral) {
  auto council = on_paper(12);
  council->state().review->recused.push_back({.member = member(13), .nominee = nominee("arash")});
  council->meeting().present.erase(member(11));

  for (auto const& teller : {PersonId{"s-01"}, member(1), member(13), member(11), person("dorsa")})
    EXPECT_EQ(reason_of(council->judged(
                  by_chair(), CloseRoll{.ballot = kBallot, .tellers = {member(2), teller}})),
              "teller_must_be_neutral")
        << teller.text;
  EXPECT_EQ(reason_of(council->judged(
                by_chair(), CloseRoll{.ballot = kBallot, .tellers = {member(2), member(2)}})),
            "tellers_must_be_two");
  EXPECT_EQ(
      reason_of(council->judged(
          by_chair(), CloseRoll{.ballot = kBallot, .tellers = {member(2), PersonId{"nobody"}}})),
      "person_must_be_registered");
}

// No papers are put in the urn, and nobody is named to count, once the counting has begun.
TEST(PaperBallot, KeepsItsRollOnceItIsClosed) {
  auto council = being_counted(12);

  EXPECT_EQ(reason_of(council->judged(by_secretary(),
                                      RecordPaperRoll{.ballot = kBallot, .voters = {member(13)}})),
            "roll_must_be_open");
  EXPECT_EQ(reason_of(council->judged(by_chair(), tellers())), "roll_must_be_open");
  EXPECT_EQ(reason_of(council->judged(by_member(3), count_of(9, 3))), "teller_must_be_named");
}

std::vector<std::string> tasks(Council& council) {
  std::vector<std::string> lines;
  for (auto const& task : tasks_of(council.state(), {"Case", "Running", "Reviewing", "Balloting"}))
    if (task.role != "administrative_affairs")
      lines.push_back(std::string{task.command} + " " + std::string{task.role} + " " +
                      task.person.text);
  return lines;
}

TEST(PaperBallot, WaitsForWhomItIsTheTurnOf) {
  auto council = on_paper(12);
  EXPECT_THAT(tasks(*council), ElementsAre("record_paper_roll body_secretary "));
  council->act(by_chair(), tellers()).value();
  EXPECT_THAT(tasks(*council),
              ElementsAre("enter_paper_count body_member m-02", "enter_paper_count clerk t-1"));
  council->act(by_member(2), count_of(7, 5)).value();
  EXPECT_THAT(tasks(*council), ElementsAre("enter_paper_count clerk t-1"));
  council->act(by_clerk(), count_of(8, 4)).value();
  EXPECT_THAT(tasks(*council),
              ElementsAre("enter_paper_count body_member m-02", "enter_paper_count clerk t-1"));
  council->act(by_clerk(), count_of(7, 5)).value();
  EXPECT_THAT(tasks(*council), ElementsAre("confirm_paper_count body_chair "));
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

// T24: a casting vote is a vote, for which the chair must not have done what excludes it.
TEST(Tie, IsNotSettledByAChairWhoDidWhatExcludesAVote) {
  auto council = tied(ballot::TieRule::chair);
  auto& stream = council->judge.view.state<ruleset::RuleSetStream>(StreamId{"ruleset/r-1"});
  auto changed = *stream.rules;
  changed.exclusive_duties = {{Code{"assessor"}, Code{"body_member"}}};
  stream.rules = std::make_shared<rules::RuleSet const>(changed);
  council->state().duties[member(1)] = {Code{"assessor"}};

  EXPECT_EQ(reason_of(council->judged(
                by_chair(),
                SettleTie{.ballot = kBallot, .choice = Choice::yes, .announced = std::nullopt})),
            "actor_must_hold_one_duty");
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
