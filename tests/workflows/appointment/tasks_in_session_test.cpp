#include "workflows/appointment/tasks_in_session.hpp"

#include "tests/workflows/appointment/ballots_begun.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// Whom a case before a body waits for, as its session stands; and that they may do it.
namespace gozin::appointment {
namespace {

using judge::hidden;
using testing::Contains;
using testing::IsEmpty;
using testing::Not;
using Lines = std::vector<std::string>;

Active active_in(Council& council) {
  return {"Case", "Running", "Reviewing",
          council.stands("Balloting") ? "Balloting" : "Deliberating"};
}

std::string line_of(Task const& task) {
  return std::string{task.command} + " " + std::string{task.role};
}

/// Whoever looks for a task by a row of the case finds it among those that wait.
Lines waiting(Council& council) {
  auto const active = active_in(council);
  auto const said = by_chair();
  Context const context{.call = said,
                        .stream = council.stream,
                        .view = council.judge.view,
                        .facts = council.judge.facts};
  Lines rows;
  for (auto const& task : tasks_of(council.state(), active)) rows.push_back(line_of(task));
  for (auto const& task : tasks_by_session(council.state(), active)) rows.push_back(line_of(task));
  Lines lines;
  for (auto const& task : tasks_in_session(context, active)) lines.push_back(line_of(task));
  for (auto const& line : lines) EXPECT_THAT(rows, Contains(line));
  return lines;
}

void end(Council& council) { council.judge.view.move(council.session, {"Closed"}); }

VoidBallot voiding() { return {.ballot = kBallot, .reason = hidden("why")}; }

session::MotionEntered carried(session::Procedure procedure) {
  session::MotionEntered motion;
  motion.procedure = procedure;
  motion.mover = member(2);
  motion.yes = 9;
  motion.carried = true;
  return motion;
}

// Nobody closes over the heads of so many that those who voted are no quorum: nine of thirteen.
TEST(ChairOfASession, ClosesOverTheSilentOnceTheVotesCastAreAQuorum) {
  auto few = balloting();
  auto enough = balloting();
  auto all = balloting();
  vote(*few, kBallot, {8, 0});
  vote(*enough, kBallot, {9, 0});
  vote(*all, kBallot, {9, 4});

  EXPECT_THAT(waiting(*few), Not(Contains("close_ballot body_chair")));
  EXPECT_THAT(waiting(*enough), Contains("close_ballot body_chair"));
  EXPECT_THAT(waiting(*enough), Contains("cast_ballot body_member"));
  EXPECT_TRUE(
      enough->judged(by_chair(), CloseBallot{.ballot = kBallot, .reason = hidden("silent")}));
  EXPECT_THAT(waiting(*all), Contains("close_ballot body_secretary"));
  EXPECT_THAT(waiting(*all), Not(Contains("close_ballot body_chair")));
}

TEST(ChairOfASession, ClosesNothingThatTheyWroteDown) {
  auto council = balloting();
  vote(*council, kBallot, {9, 0});
  council->state().review->ballot->writers.insert(by_chair().actor);

  EXPECT_THAT(waiting(*council), Not(Contains("close_ballot body_chair")));
}

// T16, T17: what the body has carried is not left lying.
TEST(CarriedMotion, WaitsForWhoeverCarriesItOut) {
  auto council = proposed();
  auto challenge = carried(session::Procedure::recuse);
  challenge.member = member(3);
  record_motion(*council, carried(session::Procedure::return_to_screening));
  record_motion(*council, challenge);

  EXPECT_THAT(waiting(*council), Contains("return_to_screening body_secretary"));
  EXPECT_THAT(waiting(*council), Contains("rule_on_recusal body_chair"));
  EXPECT_TRUE(council->judged(by_secretary(), ReturnToScreening{.reason = hidden("why")}));
  EXPECT_TRUE(council->judged(by_chair(), RuleOnRecusal{.member = member(3),
                                                        .nominee = {},
                                                        .challenger = member(2),
                                                        .yes = 9,
                                                        .no = 0,
                                                        .reason = hidden("why")}));
}

TEST(CarriedMotion, WaitsForNobodyBeforeItIsConfirmedNorOnceItIsCarriedOut) {
  auto unconfirmed = proposed();
  record_motion(*unconfirmed, carried(session::Procedure::return_to_assessing), false);
  auto lost = proposed();
  auto motion = carried(session::Procedure::return_to_assessing);
  motion.carried = false;
  record_motion(*lost, motion);
  auto spent = proposed();
  record_motion(*spent, carried(session::Procedure::return_to_assessing));
  spent->state().motions_spent.insert({spent->session, *spent->meeting().motions.back().rev});

  for (auto* council : {unconfirmed.get(), lost.get(), spent.get()})
    EXPECT_THAT(waiting(*council), Not(Contains("return_to_assessing body_secretary")));
}

TEST(CarriedMotion, VoidsTheBallotThatIsOpen) {
  auto council = balloting();
  vote(*council, kBallot, {1, 0});
  EXPECT_THAT(waiting(*council), Not(Contains("void_ballot body_chair")));
  record_motion(*council, motion_to_void(true));

  EXPECT_THAT(waiting(*council), Contains("void_ballot body_chair"));
  EXPECT_TRUE(council->judged(by_chair(), voiding()));
}

// Nobody votes or counts once the session is over: the task names what can be done instead.
TEST(BallotOfASessionThatIsOver, IsVoidedByTheChair) {
  auto council = balloting();
  vote(*council, kBallot, {9, 0});
  end(*council);

  EXPECT_THAT(waiting(*council), testing::ElementsAre("void_ballot body_chair"));
  EXPECT_TRUE(council->judged(by_chair(), voiding()));
}

TEST(BallotOfASessionThatIsOver, IsNotVoidedByAChairWhoEndedTheSession) {
  auto council = balloting();
  vote(*council, kBallot, {9, 0});
  end(*council);
  council->meeting().closed_by = by_chair().actor;

  EXPECT_THAT(waiting(*council), IsEmpty());
  EXPECT_FALSE(council->judged(by_chair(), voiding()));
}

TEST(BallotOfASessionThatIsOver, IsVoidedByTheSecretaryWhereNobodyHasVoted) {
  auto council = balloting();
  end(*council);

  EXPECT_THAT(waiting(*council), testing::ElementsAre("void_ballot body_secretary"));
  EXPECT_TRUE(council->judged(by_secretary(), voiding()));
}

TEST(ItemOfASessionThatIsOver, IsDeferredToAnother) {
  auto council = proposed();
  EXPECT_THAT(waiting(*council), Contains("open_ballot body_secretary"));
  end(*council);

  EXPECT_THAT(waiting(*council), Contains("defer_review body_secretary"));
  EXPECT_THAT(waiting(*council), Not(Contains("open_ballot body_secretary")));
  EXPECT_TRUE(council->judged(by_secretary(), DeferReview{.reason = hidden("over")}));
}

TEST(TasksBySession, AreNobodysWhileTheCaseIsSuspended) {
  auto council = balloting();

  EXPECT_THAT(tasks_by_session(council->state(), {"Running", "Balloting", "Suspended"}), IsEmpty());
}

}  // namespace
}  // namespace gozin::appointment
