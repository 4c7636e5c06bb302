#include "tests/workflows/appointment/ballots_begun.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

using judge::find;
using judge::hidden;
using judge::reason_of;
using judge::types_of;
using testing::ElementsAre;
using testing::IsEmpty;

struct CouncilRow {
  std::string_view name;
  int present;
  int yes;
  int no;
  int abstain;
  // Passes by more than half of all, of those present, of those present less the recused, more yes
  // than no, two thirds of votes cast, two thirds of all.
  bool passes[6];
};

constexpr CouncilRow kE20[] = {
    {"K1", 13, 11, 2, 0, {true, true, true, true, true, true}},
    {"K2", 9, 5, 4, 0, {false, true, true, true, false, false}},
    {"K3", 10, 5, 4, 1, {false, false, false, true, false, false}},
    {"K4", 12, 6, 5, 1, {false, false, false, true, false, false}},
    {"K5", 13, 7, 4, 2, {true, true, true, true, false, false}},
    {"K11", 13, 9, 4, 0, {true, true, true, true, true, true}},
};

constexpr ballot::Majority kMajorities[] = {
    {ballot::Threshold::more_than, {1, 2}, ballot::MajorityBase::seats},
    {ballot::Threshold::more_than, {1, 2}, ballot::MajorityBase::present},
    {ballot::Threshold::more_than, {1, 2}, ballot::MajorityBase::present_less_recused},
    {ballot::Threshold::more_than, {1, 2}, ballot::MajorityBase::cast},
    {ballot::Threshold::at_least, {2, 3}, ballot::MajorityBase::cast},
    {ballot::Threshold::at_least, {2, 3}, ballot::MajorityBase::seats},
};

// E20, through the commands: a council of thirteen under six majorities. K7 is a refusal above.
TEST(Balloting, DecidesAsTheTableOfThirteenSays) {
  for (auto const& row : kE20)
    for (std::size_t rule = 0; rule < std::size(kMajorities); ++rule) {
      auto rules = council_rules();
      ballot_rule(rules).rule.majority = kMajorities[rule];
      auto council = balloting(rules, row.present);
      vote(*council, kBallot, {row.yes, row.no, row.abstain});

      auto const closed = council->act(by_secretary(), CloseBallot{.ballot = kBallot});

      ASSERT_TRUE(closed) << row.name;
      EXPECT_EQ(find<BallotClosed>(closed)->outcome,
                row.passes[rule] ? BallotOutcome::carried : BallotOutcome::failed)
          << row.name << " by majority " << rule;
      EXPECT_EQ(find<BodyApproved>(closed) != nullptr, row.passes[rule]) << row.name;
    }
}

// AC8.3: the base and the threshold stand in the event.
TEST(Balloting, SaysHowTheOutcomeCameAbout) {
  auto council = balloting();
  EXPECT_EQ(council->state().review->ballot->electorate.size(), 13U);
  vote(*council, kBallot, {9, 4});

  auto const closed = council->act(by_secretary(), CloseBallot{.ballot = kBallot});

  auto const& event = *find<BallotClosed>(closed);
  EXPECT_EQ(event.roll, 13);
  EXPECT_EQ(event.quorum, (Threshold{9, 13, true}));
  EXPECT_EQ(event.majority, (Threshold{7, 9, true}));
  EXPECT_THAT(closed->opened_boxes, IsEmpty());
}

// What a session left undecided is voided and asked again in another one.
TEST(Balloting, IsOnlyVoidedOnceTheSessionIsOver) {
  auto council = balloting();
  vote(*council, kBallot, {9, 4});
  council->judge.view.move(council->session, {"Closed"});

  EXPECT_EQ(reason_of(council->judged(by_secretary(), CloseBallot{.ballot = kBallot})),
            "session_must_be_open");
  VoidBallot const voiding{.ballot = kBallot, .reason = hidden("why")};
  EXPECT_EQ(reason_of(council->judged(by_secretary(), voiding)),
            "void_must_come_from_the_chair_after_the_session");
  council->meeting().closed_by = by_chair().actor;
  EXPECT_EQ(reason_of(council->judged(by_chair(), voiding)),
            "void_must_come_from_the_chair_after_the_session");
  council->meeting().closed_by = by_secretary().actor;
  EXPECT_TRUE(council->judged(by_chair(), voiding));
}

// Nine of thirteen are the quorum: four may keep silent, and the chair says why they are not
// waited for.
TEST(Balloting, IsClosedOverSilentMembersByTheChairForAReason) {
  auto council = balloting();
  vote(*council, kBallot, {7, 1, 1});
  CloseBallot close{.ballot = kBallot, .reason = std::nullopt};
  EXPECT_EQ(reason_of(council->judged(by_chair(), close)), "field_must_be_given");
  close.reason = hidden("called upon three times");
  EXPECT_EQ(reason_of(council->judged(by_secretary(), close)), "chair_must_close_unfinished_vote");

  auto const closed = council->act(by_chair(), close);

  auto const& event = *find<BallotClosed>(closed);
  EXPECT_EQ(event.silent, 4);
  EXPECT_EQ(event.reason, close.reason);
  EXPECT_EQ(event.outcome, BallotOutcome::carried);
}

// Those who count for the quorum and may not vote are not held to be silent.
TEST(Balloting, IsClosedOverSilentMembersWithTheRecusedWhereTheyCount) {
  auto council = with_five_recused(council_rules());
  council->act(by_secretary(), OpenBallot{.ballot = kBallot}).value();
  vote(*council, kBallot, {4, 0});
  auto const closed = council->judged(
      by_chair(), CloseBallot{.ballot = kBallot, .reason = hidden("called upon three times")});

  EXPECT_EQ(find<BallotClosed>(closed)->silent, 4);
}

TEST(Balloting, TellsNothingOfSilenceWhereAllHaveVoted) {
  auto council = balloting();
  vote(*council, kBallot, {9, 4});

  EXPECT_EQ(find<BallotClosed>(council->judged(by_chair(), CloseBallot{.ballot = kBallot}))->silent,
            std::nullopt);
}

// T16: the secretary's entry alone takes nobody's vote away.
TEST(Balloting, TakesTheVoteOfAMemberWhoSaysThatTheyAreThere) {
  auto council = balloting();
  vote(*council, kBallot, {9, 0});
  for (int number = 9; number <= 13; ++number) council->leave(member(number));
  ASSERT_EQ(reason_of(council->judged(by_member(13), yes())), "voter_must_be_in_the_room");

  council->meeting().confirmed = {member(9), member(13)};

  EXPECT_TRUE(council->act(by_member(13), yes()));
  auto const closed = council->act(by_secretary(), CloseBallot{.ballot = kBallot});
  EXPECT_EQ(find<BallotClosed>(closed)->quorum, (Threshold{9, 10, true}));
}

// T16: whoever was not there at the opening stays out of the ballot.
TEST(Balloting, TakesNoVoteOnTheWordOfAMemberWhoCameLater) {
  auto council = balloting(council_rules(), 12);
  council->meeting().confirmed = {member(13)};

  EXPECT_EQ(reason_of(council->judged(by_member(13), yes())), "voter_must_be_present_at_opening");
}

// T16
TEST(Balloting, TakesTheVoteOfAMemberWhoIsBack) {
  auto council = balloting();
  council->meeting().present.erase(member(2));
  ASSERT_FALSE(council->judged(by_member(2), yes()));

  council->meeting().present.insert(member(2));

  EXPECT_TRUE(council->judged(by_member(2), yes()));
}

// T16: whoever leaves changes no majority, but the quorum is asked again.
TEST(Balloting, DecidesNothingWhenTheQuorumIsLost) {
  auto council = balloting();
  vote(*council, kBallot, {9, 0});
  for (int number = 9; number <= 13; ++number) council->leave(member(number));

  auto const closed = council->act(by_secretary(), CloseBallot{.ballot = kBallot});

  EXPECT_THAT(types_of(closed), ElementsAre("BallotClosed"));
  EXPECT_EQ(find<BallotClosed>(closed)->outcome, BallotOutcome::inquorate);
  EXPECT_EQ(find<BallotClosed>(closed)->quorum, (Threshold{9, 8, false}));
  EXPECT_TRUE(council->stands("Deliberating"));
}

TEST(Balloting, CountsTheRecusedForTheQuorumWhereTheFallbackSaysSo) {
  auto council = with_five_recused(fallback_rules(rules::Fallback::count_recused_for_quorum));

  auto const opened = council->act(by_secretary(), OpenBallot{.ballot = kBallot});

  EXPECT_TRUE(find<BallotOpened>(opened)->fallback);
  EXPECT_EQ(find<BallotOpened>(opened)->recused.size(), 5U);
  EXPECT_EQ(find<BallotOpened>(opened)->quorum, (Threshold{9, 13, true}));
  vote(*council, kBallot, {8, 0});
  auto const closed = council->act(by_secretary(), CloseBallot{.ballot = kBallot});
  EXPECT_EQ(find<BallotClosed>(closed)->outcome, BallotOutcome::carried);
}

TEST(Balloting, GoesToTheBodyNamedBeforehandWhenRecusalsLeaveTooFew) {
  auto council = with_five_recused(fallback_rules(rules::Fallback::refer_to));

  auto const referred = council->act(by_secretary(), ReferToFallbackBody{});

  EXPECT_EQ(find<CaseReferred>(referred)->body, StreamId{"body/province"});
  EXPECT_EQ(find<CaseReferred>(referred)->gate, Code{"consent"});
}

TEST(Balloting, RecusesByInterestNominationAndIdentity) {
  auto rules = council_rules();
  ballot_rule(rules).nominator_is_recused = true;  // m-02 nominated everybody
  auto council = proposed(rules);
  council->state().nominees[nominee("arash")].person = member(3);
  for (auto const& [number, interest] :
       {std::pair{4, Interest::kinship}, std::pair{5, Interest::friendship}}) {
    auto declaration = none_declared(*council);
    declaration.interests[nominee("arash")] = interest;
    council->act(by_member(number), declaration).value();
  }

  auto const opened = council->judged(by_secretary(), OpenBallot{.ballot = kBallot});

  EXPECT_THAT(find<BallotOpened>(opened)->recused, ElementsAre(member(2), member(3), member(4)));
}

TEST(Balloting, WritesDownAShowOfHands) {
  auto council = balloting();
  auto call = by_secretary();
  call.behalf = member(2);

  auto const cast = council->act(call, yes());

  EXPECT_EQ(find<BallotCast>(cast)->voter, member(2));
  EXPECT_EQ(find<BallotCast>(cast)->choice, Choice::yes);
}

TEST(Balloting, IsVoidedByTheBodyOnceItsMembersHaveVoted) {
  auto council = balloting(secret_rules());
  vote(*council, kBallot, {3, 0});
  record_motion(*council, motion_to_void(true));

  auto const voided =
      council->act(by_secretary(), VoidBallot{.ballot = kBallot, .reason = hidden("why")});

  EXPECT_THAT(voided->opened_boxes, ElementsAre("b-1"));
  EXPECT_EQ(judge::find<BallotVoided>(voided)->motion->yes, 9);
  EXPECT_TRUE(council->state().ballots.back().voided);
  EXPECT_TRUE(council->act(by_secretary(), OpenBallot{.ballot = Code{"b-2"}}));
  // What the body has carried once voids no second ballot.
  vote(*council, Code{"b-2"}, {3, 0});
  EXPECT_EQ(reason_of(council->judged(by_secretary(),
                                      VoidBallot{.ballot = Code{"b-2"}, .reason = hidden("why")})),
            "void_must_be_carried_by_the_body");
}

TEST(Balloting, IsLedByWhoeverStandsInForTheSecretary) {
  auto council = proposed();
  auto deputy = by_secretary();
  deputy.behalf = deputy.actor;
  deputy.actor = PersonId{"s-02"};

  EXPECT_TRUE(council->judged(deputy, OpenBallot{.ballot = kBallot}));
  deputy.channel = Code{"clerk"};
  EXPECT_EQ(reason_of(council->judged(deputy, OpenBallot{.ballot = kBallot})),
            "officer_must_serve_the_body");
}

// T16: nobody is written out of the room after their vote.
TEST(Balloting, KeepsWhoeverVotedInTheRoomUntilTheyLeaveThemselves) {
  auto council = balloting();
  vote(*council, kBallot, {9, 4});
  for (int number = 1; number <= 13; ++number) council->meeting().present.erase(member(number));
  EXPECT_EQ(
      judge::find<BallotClosed>(council->judged(by_secretary(), CloseBallot{.ballot = kBallot}))
          ->outcome,
      BallotOutcome::carried);

  for (int number = 1; number <= 13; ++number) council->meeting().departed.insert(member(number));
  EXPECT_EQ(
      judge::find<BallotClosed>(council->judged(by_secretary(), CloseBallot{.ballot = kBallot}))
          ->outcome,
      BallotOutcome::inquorate);
}

// T17: what the body has carried is done before it is asked again.
TEST(Balloting, WaitsForWhatTheBodyHasCarried) {
  auto council = proposed();
  session::MotionEntered returning{.procedure = session::Procedure::return_to_assessing,
                                   .mover = member(2),
                                   .yes = 9,
                                   .no = 2,
                                   .carried = true};
  record_motion(*council, returning);

  EXPECT_EQ(reason_of(council->judged(by_secretary(), OpenBallot{.ballot = kBallot})),
            "carried_motion_must_be_carried_out");
}

TEST(Balloting, IsVoidedByAnOfficerWhereNobodyHasVoted) {
  auto council = balloting();

  EXPECT_TRUE(council->act(by_chair(), VoidBallot{.ballot = kBallot, .reason = hidden("why")}));
  EXPECT_TRUE(council->state().ballots.back().voided);
}

}  // namespace
}  // namespace gozin::appointment
