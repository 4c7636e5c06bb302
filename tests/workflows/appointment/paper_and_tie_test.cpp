#include "engine/scoring/lot.hpp"
#include "tests/workflows/appointment/ballots_begun.hpp"
#include "workflows/appointment/ballots.hpp"

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

TEST(PaperBallot, IsCountedByTwoTellers) {
  auto council = on_paper(13);

  auto const closed = council->act(by_chair(), counted(8, 5));

  EXPECT_THAT(types_of(closed), ElementsAre("PaperBallotCounted", "BodyApproved", "GatesPassed"));
  EXPECT_EQ(find<PaperBallotCounted>(closed)->majority, (Threshold{7, 8, true}));
  EXPECT_THAT(closed->opened_boxes, IsEmpty());
}

TEST(PaperBallot, IsVoidWhenThePapersAreNotTheRoll) {
  auto council = on_paper(12);

  auto const closed = council->act(by_chair(), counted(8, 5));

  EXPECT_THAT(types_of(closed), ElementsAre("BallotVoided"));
  EXPECT_THAT(council->judge.facts.kept.back().value, HasSubstr("13"));
}

TEST(PaperBallot, RefusesTellersWhoServeOrAreUnknown) {
  auto command = counted(9, 4);
  for (auto const* teller : {"s-01", "m-01", "t-1"}) {
    command.tellers[1] = PersonId{teller};
    EXPECT_EQ(reason_of(on_paper(13)->judged(by_chair(), command)),
              "tellers_must_be_two_neutral_persons")
        << teller;
  }
  command.tellers[1] = PersonId{"nobody"};
  EXPECT_EQ(reason_of(on_paper(13)->judged(by_chair(), command)), "person_must_be_registered");
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
