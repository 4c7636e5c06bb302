#include "tests/workflows/appointment/reviews_begun.hpp"
#include "workflows/appointment/commands/recounting.hpp"
#include "workflows/appointment/gates.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

using judge::find;
using judge::hidden;
using judge::reason_of;
using judge::types_of;
using rules::GateKind;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Reviewing, PutsTheCaseOnBothAgendas) {
  auto council = awaiting();

  ASSERT_EQ(council->meeting().agenda.size(), 1U);
  EXPECT_EQ(council->meeting().agenda[0].about, council->stream);
  EXPECT_EQ(council->state().review->item, 1);
}

TEST(Reviewing, FollowsGatesInTheirOrder) {
  auto council =
      awaiting(with_gates({gate("nothing", GateKind::none), gate("told", GateKind::notified),
                           gate("asked", GateKind::advisory)}));

  EXPECT_EQ(council->state().review->gate, Code{"asked"});
  EXPECT_THAT(council->state().gates_passed, ElementsAre(Code{"told"}));
  EXPECT_TRUE(council->stands("AwaitingSession"));
}

TEST(Reviewing, GoesOnWithoutABodyWhereNoneIsAsked) {
  auto council = awaiting(with_gates({gate("told", GateKind::notified)}));

  EXPECT_TRUE(council->stands("DecreePending"));
}

TEST(Reviewing, PassesTwoGatesForOneCandidate) {
  auto council = deliberating(
      with_gates({gate("first", GateKind::consent), gate("second", GateKind::consent)}));

  auto const first = decide_on(*council, "arash", "b-1", {9, 4});
  EXPECT_THAT(types_of(first), ElementsAre("BallotClosed", "BodyApproved", "CaseReferred"));
  EXPECT_EQ(council->state().review->gate, Code{"second"});
  council->act(by_secretary(), OpenItem{.session = council->session}).value();
  declare_none(*council, 13);
  auto const second = decide_on(*council, "arash", "b-2", {8, 5});

  EXPECT_THAT(types_of(second), ElementsAre("BallotClosed", "BodyApproved", "GatesPassed"));
  EXPECT_THAT(council->state().gates_passed, ElementsAre(Code{"first"}, Code{"second"}));
}

// T6: what a member once declared, and what the body ruled, stands at its later gates.
TEST(Reviewing, RemembersInterestsAndRulingsAtLaterGates) {
  auto council = deliberating(
      with_gates({gate("first", GateKind::consent), gate("second", GateKind::consent)}));
  auto declaration = none_declared(*council);
  declaration.interests[nominee("arash")] = Interest::business;
  council->act(by_member(13), declaration).value();
  record_motion(*council, motion_of(ruling(8, 3)));
  council->act(by_secretary(), ruling(8, 3)).value();
  decide_on(*council, "arash", "b-1", {9, 2}).value();
  council->act(by_secretary(), OpenItem{.session = council->session}).value();
  declare_none(*council, 13);
  council->act(by_chair(), ProposeCandidate{.nominee = nominee("arash")}).value();

  auto const opened = council->act(by_secretary(), OpenBallot{.ballot = Code{"b-2"}});

  EXPECT_THAT(find<BallotOpened>(opened)->recused, ElementsAre(member(3), member(13)));
}

TEST(Reviewing, LeavesTheRulingOfAnotherBodyToIt) {
  auto council = proposed();
  council->state().kept_aside.rulings.push_back(
      {.body = StreamId{"body/province"}, .member = member(3), .nominee = std::nullopt});

  auto const opened = council->judged(by_secretary(), OpenBallot{.ballot = Code{"b-1"}});

  EXPECT_THAT(find<BallotOpened>(opened)->recused, IsEmpty());
}

// A candidate whom the second gate turns down makes room for one whom the first has not heard yet.
TEST(Reviewing, SendsTheNextCandidateThroughTheEarlierGatesFirst) {
  auto council = deliberating(
      with_gates({gate("first", GateKind::consent), gate("second", GateKind::consent)}));
  decide_on(*council, "arash", "b-1", {9, 4}).value();
  council->act(by_secretary(), OpenItem{.session = council->session}).value();
  declare_none(*council, 13);

  auto const rejected = decide_on(*council, "arash", "b-2", {2, 11});

  EXPECT_THAT(types_of(rejected), ElementsAre("BallotClosed", "BodyRejected", "CaseReferred"));
  EXPECT_EQ(council->state().review->gate, Code{"first"});
  EXPECT_THAT(council->state().gates_passed, IsEmpty());
}

TEST(Reviewing, TakesTheNextCandidateAfterARejectionUntilNobodyIsLeft) {
  auto council = deliberating();

  EXPECT_THAT(types_of(decide_on(*council, "arash", "b-1", {5, 8})),
              ElementsAre("BallotClosed", "BodyRejected", "CandidateProposed"));
  EXPECT_EQ(council->state().review->candidate, nominee("bahar"));
  EXPECT_THAT(types_of(decide_on(*council, "bahar", "b-2", {6, 7})),
              ElementsAre("BallotClosed", "BodyRejected", "CandidateProposed"));
  auto const last = decide_on(*council, "kaveh", "b-3", {0, 13});

  EXPECT_THAT(types_of(last), ElementsAre("BallotClosed", "BodyRejected", "CaseUnfilled",
                                          "PostReleased", "CreditReleased"));
  EXPECT_TRUE(council->stands("Unfilled"));
}

TEST(Reviewing, ReturnsTheCaseWhereTheRulesSaySo) {
  auto rules = council_rules();
  rules.gates[0].on_refusal = rules::OnRefusal::return_to_screening;
  auto screening = deliberating(rules);
  EXPECT_THAT(types_of(decide_on(*screening, "arash", "b-1", {5, 8})),
              ElementsAre("BallotClosed", "BodyRejected", "ReturnedToScreening"));
  EXPECT_TRUE(screening->stands("Screening"));
  EXPECT_FALSE(is_rejected(screening->state(), nominee("arash")));

  rules.gates[0].on_refusal = rules::OnRefusal::return_to_assessing;
  auto assessing = deliberating(rules);
  decide_on(*assessing, "arash", "b-1", {5, 8}).value();
  EXPECT_TRUE(assessing->stands("Declaring"));

  rules.gates[0].on_refusal = rules::OnRefusal::unfilled;
  auto unfilled = deliberating(rules);
  decide_on(*unfilled, "arash", "b-1", {5, 8}).value();
  EXPECT_TRUE(unfilled->stands("Unfilled"));
}

TEST(Reviewing, LetsABindingBodyReturnTheCase) {
  auto council = deliberating();
  record_motion(*council, {.procedure = session::Procedure::return_to_screening,
                           .mover = member(4),
                           .yes = 9,
                           .no = 4,
                           .carried = true});

  auto const returned = council->act(by_secretary(), ReturnToScreening{.reason = hidden("why")});

  EXPECT_EQ(find<ReturnedToScreening>(returned)->motion,
            (MotionCited{.session = council->session, .rev = 21, .yes = 9, .no = 4}));
  EXPECT_TRUE(council->stands("Screening"));
  EXPECT_FALSE(council->state().review);
}

TEST(Reviewing, HearsAdviceOnEveryCandidateAndGoesOnWhateverItIs) {
  auto council = deliberating(with_gates({gate("advice", GateKind::advisory)}));

  decide_on(*council, "arash", "b-1", {0, 13}).value();
  EXPECT_EQ(council->state().review->candidate, nominee("bahar"));
  decide_on(*council, "bahar", "b-2", {13, 0}).value();
  auto const last = decide_on(*council, "kaveh", "b-3", {0, 13});

  EXPECT_THAT(types_of(last), ElementsAre("BallotClosed", "BodyAdvised", "GatesPassed"));
  EXPECT_FALSE(gate_lacking(council->state(), with_gates({gate("advice", GateKind::advisory)}),
                            nominee("arash")));
}

TEST(Reviewing, HearsAdviceOnTheWholeShortlist) {
  auto council = deliberating(with_gates({gate("advice", GateKind::advisory)}));
  council->act(by_secretary(), OpenBallot{.ballot = Code{"b-1"}, .question = Question::shortlist})
      .value();
  vote(*council, Code{"b-1"}, {10, 3});

  auto const closed = council->act(by_secretary(), CloseBallot{.ballot = Code{"b-1"}});

  EXPECT_THAT(types_of(closed), ElementsAre("BallotClosed", "BodyAdvised", "GatesPassed"));
  EXPECT_FALSE(find<BodyAdvised>(closed)->nominee);
}

TEST(Reviewing, ElectsWhereTheRulesSayElection) {
  auto council = deliberating(with_gates({gate("election", GateKind::election)}));

  auto const elected = decide_on(*council, "bahar", "b-1", {11, 2});

  EXPECT_THAT(types_of(elected), ElementsAre("BallotClosed", "BodyElected", "GatesPassed"));
  EXPECT_EQ(find<BodyElected>(elected)->nominee, nominee("bahar"));
}

TEST(Reviewing, WaitsUntilTheResolutionBinds) {
  auto council = deliberating(binding_after_a_fortnight());
  auto const approved = decide_on(*council, "arash", "b-1", {9, 4});
  EXPECT_THAT(types_of(approved), ElementsAre("BallotClosed", "BodyApproved", "ResolutionSent"));
  EXPECT_TRUE(council->stands("AwaitingEffect"));
  // Fourteen calendar days after Wednesday 2026-11-18, to the end of the day in Tehran.
  EXPECT_EQ(to_rfc3339(*council->state().review->binds), "2026-12-02T20:29:59.999Z");
  // A decree before the resolution it rests on is effective: never.
  EXPECT_EQ(gate_lacking(council->state(), council_rules(), nominee("arash")), Code{"consent"});

  auto const effective = council->act(
      judge::call("clock", "clock", *council->state().review->binds), ConfirmResolution{});

  EXPECT_THAT(types_of(effective), ElementsAre("ResolutionEffective", "GatesPassed"));
  EXPECT_FALSE(gate_lacking(council->state(), council_rules(), nominee("arash")));
}

TEST(Reviewing, BindsAtOnceWhenTheAuthorityConfirms) {
  auto council = deliberating(binding_after_a_fortnight());
  decide_on(*council, "arash", "b-1", {9, 4}).value();

  auto const effective = council->act(by_board(), ConfirmResolution{});

  EXPECT_TRUE(find<ResolutionEffective>(effective)->confirmed);
}

TEST(Reviewing, LeavesTheAuthorityItsWholeTimeByWhateverCalendar) {
  auto rules = binding_after_a_fortnight();
  rules.gates.front().binds_after->length = {.days = 5, .counted = rules::DayCount::working_days};
  auto council = deliberating(rules);
  decide_on(*council, "arash", "b-1", {9, 4}).value();
  auto const before = *council->state().review->binds;
  auto& log = council->judge.view.state<registry::Log>(registry::log_stream());
  auto calendar = *log.calendars.at(Code{"iran"});
  calendar.holidays[judge::day("2026-11-22")] = {.fa = "تعطیل", .en = "Holiday"};
  log.calendars[Code{"iran"}] = std::make_shared<rules::Calendar const>(calendar);

  council->act(judge::call("clock", "clock"), RecountDeadlines{}).value();

  EXPECT_GT(*council->state().review->binds, before);
}

TEST(Reviewing, DeliberatesAnewAfterAnObjectionToItsResolution) {
  auto council = deliberating(binding_after_a_fortnight());
  decide_on(*council, "arash", "b-1", {9, 4}).value();

  council->act(by_board(), ObjectToResolution{.reason = hidden("why")}).value();

  EXPECT_TRUE(council->stands("AwaitingSession"));
  EXPECT_EQ(gate_lacking(council->state(), council_rules(), nominee("arash")), Code{"consent"});
  council->act(by_secretary(), OpenItem{.session = council->session}).value();
  EXPECT_THAT(types_of(decide_on(*council, "arash", "b-2", {9, 4})),
              ElementsAre("BallotClosed", "BodyApproved", "ResolutionSent"));
}

TEST(Reviewing, DefersToAnotherSession) {
  auto council = deliberating();

  council->act(by_secretary(), DeferReview{.reason = hidden("why")}).value();

  EXPECT_TRUE(council->stands("AwaitingSession"));
  EXPECT_FALSE(council->state().review->session);
}

TEST(Reviewing, WritesDownWhatAMemberSays) {
  auto council = deliberating();
  auto secretary = by_secretary();
  secretary.behalf = member(2);
  auto clerk = by_member(2);
  clerk.actor = PersonId{"s-01"};
  clerk.behalf = member(2);
  clerk.channel = Code{"clerk"};

  auto const by_the_secretary = council->judged(secretary, none_in_all());
  auto const by_a_clerk = council->judged(clerk, none_in_all());

  EXPECT_EQ(find<InterestDeclared>(by_the_secretary)->declarer, member(2));
  EXPECT_EQ(find<InterestDeclared>(by_a_clerk)->declarer, member(2));
}

TEST(Reviewing, PutsTheTextOfADeclarationWithOneInterest) {
  auto declaration = none_in_all();
  declaration.interests[nominee("bahar")] = Interest::business;
  declaration.detail = hidden("a shared company");

  auto const declared = deliberating()->judged(by_member(2), declaration);

  int with_text = 0;
  for (auto const& emitted : declared->events)
    if (auto const* event = emitted.event.as<InterestDeclared>(); event->detail) {
      ++with_text;
      EXPECT_EQ(event->nominee, nominee("bahar"));
    }
  EXPECT_EQ(with_text, 1);
}

// T17: more yes than no, without the member; a tie dismisses.
TEST(Reviewing, RulesOnAChallengeByMajority) {
  auto council = deliberating();

  record_motion(*council, motion_of(ruling(7, 5)));
  record_motion(*council, motion_of(ruling(6, 6)));

  auto const upheld = council->act(by_secretary(), ruling(7, 5));
  auto const dismissed = council->judged(by_secretary(), ruling(6, 6));

  EXPECT_TRUE(find<RecusalRuled>(upheld)->upheld);
  EXPECT_EQ(find<RecusalRuled>(upheld)->motion,
            (MotionCited{.session = council->session, .rev = 21, .yes = 7, .no = 5}));
  EXPECT_FALSE(find<RecusalRuled>(dismissed)->upheld);
  EXPECT_EQ(council->state().review->recused.size(), 1U);
}

TEST(Reviewing, RulesOnlyWithAQuorum) {
  auto council = deliberating(council_rules(), 8);

  EXPECT_EQ(reason_of(council->judged(by_secretary(), ruling(5, 2))), "quorum_must_be_present");
}

}  // namespace
}  // namespace gozin::appointment
