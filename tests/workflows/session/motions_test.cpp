#include "workflows/session/motions.hpp"

#include "tests/workflows/session/rules_vote.hpp"
#include "workflows/ruleset/events.hpp"
#include "workflows/ruleset/state.hpp"
#include "workflows/ruleset/workflow.hpp"
#include "workflows/session/reasons.hpp"
#include "workflows/session/workflow.hpp"

#include <gtest/gtest.h>

namespace gozin::session {
namespace {

using balloting::BallotClosed;
using balloting::BallotOpened;
using balloting::BallotOutcome;
using balloting::Choice;
using judge::Judge;
using judge::reason_of;
using judge::types_of;
using Types = std::vector<std::string>;

TEST(RuleSetVote, ApprovesByTheMajorityOfThosePresent) {
  auto city = meeting(6);

  auto const opened = city.act(at_its_time(), kProposed, put());
  ASSERT_EQ(types_of(opened), Types{"BallotOpened"});
  auto const& frozen = *judge::find<BallotOpened>(opened);
  EXPECT_EQ(frozen.electorate.size(), 7U);
  EXPECT_EQ(frozen.present.size(), 6U);
  EXPECT_EQ(frozen.quorum, (balloting::Threshold{.needed = 5, .have = 6, .met = true}));
  EXPECT_EQ(frozen.question, std::nullopt);
  EXPECT_TRUE(city.view.in(kProposed, "Voting"));

  vote(city, 1, 4, Choice::yes);
  vote(city, 5, 6, Choice::no);
  auto const closed = close(city);

  ASSERT_EQ(types_of(closed), (Types{"BallotClosed", "RuleSetApproved"}));
  EXPECT_EQ(judge::find<BallotClosed>(closed)->majority,
            (balloting::Threshold{.needed = 4, .have = 4, .met = true}));
  EXPECT_EQ(judge::find<ruleset::RuleSetApproved>(closed)->body, kCouncil);
  EXPECT_TRUE(city.view.in(kProposed, "Approved"));
}

struct Lost {
  std::string_view name;
  int present;
  int yes;
  int no;
  BallotOutcome outcome;
};

class LostVote : public testing::TestWithParam<Lost> {};

// T18: by the rules in force, not by those proposed, which one vote of seven would carry.
TEST_P(LostVote, LeavesTheRulesProposedForAnotherVote) {
  auto const& row = GetParam();
  auto city = voting(row.present);
  vote(city, 1, row.yes, Choice::yes);
  vote(city, row.yes + 1, row.yes + row.no, Choice::no);
  vote(city, row.yes + row.no + 1, row.present, Choice::abstain);

  auto const closed = close(city);

  ASSERT_EQ(types_of(closed), Types{"BallotClosed"});
  EXPECT_EQ(judge::find<BallotClosed>(closed)->outcome, row.outcome);
  EXPECT_TRUE(city.view.in(kProposed, "Proposed"));
  EXPECT_EQ(types_of(city.act(at_its_time(), kProposed, put())), Types{"BallotOpened"});
}

INSTANTIATE_TEST_SUITE_P(Rows, LostVote,
                         testing::Values(Lost{"OneVote", 6, 1, 0, BallotOutcome::failed},
                                         Lost{"HalfOfThePresent", 6, 3, 2, BallotOutcome::failed},
                                         Lost{"EqualVotes", 6, 3, 3, BallotOutcome::failed}),
                         [](auto const& row) { return std::string{row.param.name}; });

// T18: the version in force says who approves its successor, and by which majority, even in a
// session that was called under other rules.
TEST(RuleSetVote, IsByTheVersionThatItWouldChange) {
  auto city = called(6);
  auto proposed = next_rules();
  proposed.approved_by = Code{"board"};
  judge::put_rules(city, proposed, "Proposed");
  auto lax = judge::council_rules();
  lax.id = Code{"lax-rules"};
  lax.ballots.at(Code{"council"}).rule = next_rules().ballots.at(Code{"council"}).rule;
  city.view.state<Session>(kMeeting).ruleset = judge::put_rules(city, lax);
  static_cast<void>(
      city.act(at_its_time(), kMeeting, AddAgendaItem{.title = {"rules"}, .about = kProposed}));
  static_cast<void>(city.act(at_its_time(), kMeeting, OpenSession{}));

  ASSERT_EQ(types_of(city.act(at_its_time(), kProposed, put())), Types{"BallotOpened"});
  vote(city, 1, 1, Choice::yes);
  vote(city, 2, 6, Choice::abstain);
  auto const closed = close(city);

  ASSERT_EQ(types_of(closed), Types{"BallotClosed"});
  EXPECT_EQ(judge::find<BallotClosed>(closed)->outcome, BallotOutcome::failed);
}

// T18: rules under another id are voted on by the rules in force, not by their own word.
TEST(RuleSetVote, IsByTheRulesInForceUnderWhateverId) {
  auto city = meeting(6);
  auto proposed = next_rules();
  proposed.id = Code{"soft-rules"};
  proposed.approved_by = Code{"board"};
  auto const soft = judge::put_rules(city, proposed, "Proposed");
  judge::list_rules(city, {kRules});
  static_cast<void>(
      city.act(at_its_time(), kMeeting, AddAgendaItem{.title = {"rules"}, .about = soft}));

  auto const opened = city.act(at_its_time(), soft, put());

  ASSERT_EQ(types_of(opened), Types{"BallotOpened"});
  EXPECT_EQ(judge::find<BallotOpened>(opened)->rules, kRules);
  for (int number = 1; number <= 6; ++number)
    static_cast<void>(city.act(as_member(member(number).text), soft,
                               VoteOnRuleSet{number <= 3 ? Choice::yes : Choice::no}));
  auto const closed = city.act(chair(), soft, CloseRuleSetVote{.resolution = {"1405/12/1"}});
  EXPECT_EQ(types_of(closed), Types{"BallotClosed"});
}

// T16: a walk-out before the close is seen.
TEST(RuleSetVote, IsInquorateWhereMembersLeftOrTheSessionEnded) {
  auto left = voting(5);
  vote(left, 1, 4, Choice::yes);
  for (auto const* who : {"m4", "m5"})
    static_cast<void>(
        left.act(as_member(who), kMeeting,
                 RecordAttendance{.member = PersonId{who}, .presence = Presence::left}));
  auto ended = voting(6);
  vote(ended, 1, 6, Choice::yes);
  static_cast<void>(ended.act(at_its_time(), kMeeting, CloseSession{}));

  for (auto* city : {&left, &ended}) {
    auto const closed = close(*city);
    EXPECT_EQ(types_of(closed), Types{"BallotClosed"});
    EXPECT_EQ(judge::find<BallotClosed>(closed)->outcome, BallotOutcome::inquorate);
  }
}

// T16: nobody is written out of the room after their vote.
TEST(RuleSetVote, KeepsWhoeverVotedInTheRoomUntilTheyLeaveThemselves) {
  auto city = voting(6);
  vote(city, 1, 6, Choice::yes);
  for (int number = 2; number <= 6; ++number)
    static_cast<void>(
        city.act(at_its_time(), kMeeting,
                 RecordAttendance{.member = member(number), .presence = Presence::left}));

  EXPECT_EQ(judge::find<BallotClosed>(close(city))->outcome, BallotOutcome::carried);
}

// T16: by the chair, for a reason, and only where those who voted are a quorum.
TEST(RuleSetVote, IsClosedOverSilentMembersByTheChairForAReason) {
  auto city = voting(6);
  vote(city, 1, 5, Choice::yes);
  CloseRuleSetVote const unfounded{.resolution = {"1405/12/1"}, .reason = std::nullopt};
  EXPECT_EQ(reason_of(city.judge(chair(), kProposed, unfounded)), "field_must_be_given");

  auto const closed = city.act(
      chair(), kProposed,
      CloseRuleSetVote{.resolution = {"1405/12/1"}, .reason = judge::hidden("called upon twice")});

  ASSERT_EQ(types_of(closed), (Types{"BallotClosed", "RuleSetApproved"}));
  EXPECT_EQ(judge::find<BallotClosed>(closed)->silent, 1);
  EXPECT_EQ(judge::find<BallotClosed>(closed)->reason, judge::hidden("called upon twice"));
}

// T16: the secretary's entry alone takes nobody's vote away.
TEST(RuleSetVote, TakesTheVoteOfAMemberWhoSaysThatTheyAreThere) {
  auto city = voting(6);
  static_cast<void>(city.act(at_its_time(), kMeeting,
                             RecordAttendance{.member = member(6), .presence = Presence::left}));
  ASSERT_FALSE(city.judge(as_member("m6"), kProposed, VoteOnRuleSet{Choice::no}));

  static_cast<void>(city.act(as_member("m6"), kMeeting, RecordAttendance{.member = member(6)}));

  EXPECT_TRUE(city.judge(as_member("m6"), kProposed, VoteOnRuleSet{Choice::no}));
}

TEST(RuleSetVote, IsWrittenDownByAClerkForAShowOfHands) {
  auto city = voting(6);
  auto call = as_member("clerk");
  call.behalf = member(3);
  call.channel = Code{"clerk"};

  auto const cast = city.act(call, kProposed, VoteOnRuleSet{Choice::yes});

  EXPECT_EQ(judge::find<balloting::BallotCast>(cast)->voter, member(3));
}

/// Five vote themselves, the clerk writes down the sixth.
judge::Judge with_a_hand() {
  auto city = voting(6);
  vote(city, 1, 5, Choice::yes);
  auto call = as_member("clerk");
  call.behalf = member(6);
  call.channel = Code{"clerk"};
  static_cast<void>(city.act(call, kProposed, VoteOnRuleSet{Choice::yes}).value());
  return city;
}

std::int64_t written_down(judge::Judge& city) {
  return city.view.find<ruleset::RuleSetStream>(kProposed)->vote->transcribed.begin()->first;
}

ConfirmRuleSetVotes confirming(judge::Judge& city) {
  return {.acts = {written_down(city)}, .scan = sha256("sheet of hands")};
}

TEST(RuleSetVote, WaitsForASecondPersonForWhatAClerkWroteDown) {
  auto city = with_a_hand();
  EXPECT_EQ(reason_of(close(city)), "transcription_must_be_confirmed_first");
  auto own = as_member("m6");
  EXPECT_EQ(reason_of(city.judge(own, kProposed, confirming(city))),
            "transcription_must_be_confirmed_by_another_person");

  auto const confirmed = city.act(as_member("m1"), kProposed, confirming(city));

  EXPECT_EQ(types_of(confirmed), Types{"TranscriptionConfirmed"});
  EXPECT_EQ(judge::find<BallotClosed>(close(city))->yes, 6);
}

TEST(RuleSetVote, IsHeldAgainAfterAHandThatWasNeverRaised) {
  auto city = with_a_hand();

  auto const disputed = city.act(
      as_member("m1"), kProposed,
      DisputeRuleSetVote{.act = written_down(city), .reason = judge::hidden("he was out")});

  EXPECT_EQ(types_of(disputed), Types{"TranscriptionDisputed"});
  EXPECT_TRUE(city.view.in(kProposed, "Proposed"));
  EXPECT_EQ(reason_of(close(city)), "ruleset_must_be_put_to_vote");
}

// T18: what comes into force while a vote is open changes nothing in it.
TEST(RuleSetVote, IsJudgedByTheRulesOfItsOpening) {
  auto city = voting(6);
  auto const lax = city.view.find<ruleset::RuleSetStream>(kProposed)->vote->rules;
  EXPECT_EQ(lax, kRules);
  auto overtaking = next_rules();
  overtaking.version = 3;
  city.view.move(kRules, {"Superseded"});
  judge::put_rules(city, overtaking);
  vote(city, 1, 1, Choice::yes);
  vote(city, 2, 6, Choice::abstain);

  EXPECT_EQ(judge::find<BallotClosed>(close(city))->outcome, BallotOutcome::failed);
}

// T18: the proposal names the board as its judge; the council's officers and members stay it.
TEST(RuleSetVote, IsNotLedByTheBodyThatTheProposalNames) {
  auto city = meeting(6);
  auto proposed = next_rules();
  proposed.approved_by = Code{"board"};
  judge::put_rules(city, proposed, "Proposed");
  judge::form_body(city, "board", 3, {{"shirin", registry::Office::secretary}});
  auto const workflow = session_workflow();
  auto const asked = [&](std::string_view who, std::string_view role, std::string_view command) {
    return reason_of(city.authorise(workflow, judge::command_of(workflow, command),
                                    judge::call(who, role), kProposed));
  };

  EXPECT_EQ(asked("secretary", "body_secretary", "PutRuleSetToVote"), "");
  EXPECT_EQ(asked("m2", "body_member", "VoteOnRuleSet"), "");
  EXPECT_EQ(asked("shirin", "body_secretary", "PutRuleSetToVote"), "actor_must_hold_role");
}

TEST(RuleSetVote, IsLedByTheOfficersOfTheApprovingBody) {
  auto city = meeting(6);
  judge::form_body(city, "board", 3, {{"shirin", registry::Office::secretary}});
  auto const workflow = session_workflow();
  auto const asked = [&](std::string_view who, std::string_view role, std::string_view command) {
    return reason_of(city.authorise(workflow, judge::command_of(workflow, command),
                                    judge::call(who, role), kProposed));
  };

  EXPECT_EQ(asked("secretary", "body_secretary", "PutRuleSetToVote"), "");
  EXPECT_EQ(asked("m1", "body_chair", "CloseRuleSetVote"), "");
  EXPECT_EQ(asked("shirin", "body_secretary", "PutRuleSetToVote"), "actor_must_hold_role");
  EXPECT_EQ(asked("m2", "body_member", "VoteOnRuleSet"), "");
  EXPECT_EQ(asked("shirin", "body_member", "VoteOnRuleSet"), "actor_must_hold_role");
  EXPECT_EQ(asked("m2", "body_member", "CloseRuleSetVote"), "role_must_permit_command");
}

}  // namespace
}  // namespace gozin::session
