#include "tests/workflows/appointment/course.hpp"
#include "workflows/appointment/commands/transcribing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsSupersetOf;
using testing::Not;

constexpr std::int64_t kDayLong = 24 * 3600 * 1000;

WithdrawNomination withdrawal_of(std::string_view name) { return {.nominee = nominee(name)}; }

/// The decree for p-1 is signed, and the case suspended before it is registered.
void suspend_before_registration(Course& course) {
  course.screen({"p-1", "p-2"});
  course.state().selected = nominee("p-1");
  auto& decree = course.state().decrees.emplace_back();
  decree.number = {"1405/1"};
  decree.person = person("p-1");
  decree.signed_ = true;
  course.view.move(course.stream, {"AwaitingRegistration", "Clear"});
  (void)course.act(kInspector, SuspendCase{.until = {}, .reason = {}}).value();
}

// AC9.4: during a suspension nothing is voided, so the number waits for its end.
TEST(ResumeCase, GivesTheNumberBackOfWhoeverWithdrewMeanwhile) {
  Course course;
  suspend_before_registration(course);
  EXPECT_THAT(judge::types_of(course.act({"p-1", "nominee"}, withdrawal_of("p-1"))),
              ElementsAre("NominationWithdrawn"));

  auto const decided = course.act(kInspector, ResumeCase{.reason = judge::hidden("done")});

  auto const types = judge::types_of(decided);
  EXPECT_EQ(types.front(), "CaseResumed");
  EXPECT_THAT(types, IsSupersetOf({"DecreeReturnedToDraft", "DecreeNumberVoided"}));
  EXPECT_TRUE(course.stands_in("DecreePending"));
}

/// p-1 withdraws by a letter that a clerk writes down.
std::int64_t write_letter(Course& course) {
  By const by_letter{"clara", "nominee", "p-1", "clerk"};
  (void)course.act(by_letter, withdrawal_of("p-1")).value();
  return course.state().transcribed.begin()->first;
}

ConfirmTranscription confirmation(std::int64_t act) {
  return {.acts = {act}, .scan = sha256("letter")};
}

// What a clerk wrote down voids no number at the end either, before it is found to be theirs.
TEST(ResumeCase, KeepsTheNumberOfWhoeverIsOnlyWrittenDownAsHavingWithdrawn) {
  Course course;
  suspend_before_registration(course);
  auto const letter = write_letter(course);

  auto const resumed = course.act(kInspector, ResumeCase{.reason = judge::hidden("done")});

  EXPECT_THAT(judge::types_of(resumed), Not(Contains("DecreeNumberVoided")));
  EXPECT_THAT(judge::types_of(course.act(kAffairs, confirmation(letter))),
              ElementsAre("TranscriptionConfirmed", "DecreeReturnedToDraft", "DecreeNumberVoided"));
}

TEST(ResumeCase, GivesTheNumberBackOnceALetterWasConfirmedMeanwhile) {
  Course course;
  suspend_before_registration(course);
  auto const letter = write_letter(course);
  EXPECT_THAT(judge::types_of(course.act(kAffairs, confirmation(letter))),
              ElementsAre("TranscriptionConfirmed"));

  auto const resumed = course.act(kInspector, ResumeCase{.reason = judge::hidden("done")});

  EXPECT_THAT(judge::types_of(resumed), Contains("DecreeNumberVoided"));
}

// "Clocks stop while suspended": every open end moves by the time that passed, accounts excepted.
TEST(ResumeCase, MovesEveryOpenDeadlineButAccounts) {
  Course course;
  course.publish();
  (void)course
      .act({"c-1", "citizen"}, Nominate{.nominee = nominee("1"),
                                        .channel = rules::Channel::citizen,
                                        .person = person("p-1")})
      .value();
  (void)course.act({"m-1", "body_chair"}, RequestAccount{.request = Code{"a-1"}, .question = {}})
      .value();
  auto const window = course.state().window_closes;
  auto const consent = course.state().deadlines.at(Code{"consent.n-1"}).due;
  auto const account = course.state().deadlines.at(Code{"account.a-1"}).due;
  (void)course.act(kInspector, SuspendCase{.until = {}, .reason = {}}).value();
  course.pass_days(3);

  auto const decided = course.act(kInspector, ResumeCase{.reason = judge::hidden("done")});

  EXPECT_THAT(judge::types_of(decided),
              ElementsAre("CaseResumed", "DeadlineExtended", "DeadlineExtended"));
  EXPECT_EQ(course.state().window_closes.ms, window.ms + 3 * kDayLong);
  EXPECT_EQ(course.state().deadlines.at(Code{"consent.n-1"}).due.ms, consent.ms + 3 * kDayLong);
  EXPECT_EQ(course.state().deadlines.at(Code{"account.a-1"}).due, account);
  EXPECT_FALSE(course.state().suspended_until);
}

// Where the ranking is not published yet, no time for objecting to it runs.
TEST(ResumeCase, MovesNoPeriodThatHasNotBegun) {
  Course course;
  course.screen({"p-1"});
  course.view.move(course.stream, {"Hearing", "Clear"});
  (void)course.act(kInspector, SuspendCase{.until = {}, .reason = {}}).value();
  course.pass_days(3);

  (void)course.act(kInspector, ResumeCase{.reason = judge::hidden("done")}).value();

  EXPECT_EQ(course.state().objections_close, Instant{});
}

// A case cannot be kept standing by one suspension after the other: the maximum is for all of them.
TEST(SuspendCase, TakesWhatEarlierSuspensionsLeave) {
  Course course;
  course.open();
  (void)course.act(kInspector, SuspendCase{.until = {}, .reason = {}}).value();
  (void)course.pass_days(20).act(kInspector, ResumeCase{.reason = judge::hidden("seen")}).value();
  auto const tenth = course.now.ms + 10 * kDayLong;

  auto const longer =
      course.judge(kInspector, SuspendCase{.until = Instant{tenth + 1}, .reason = {}});
  (void)course.act(kInspector, SuspendCase{.until = {}, .reason = {}}).value();

  EXPECT_EQ(judge::reason_of(longer), "suspension_must_not_exceed_maximum");
  EXPECT_EQ(course.state().suspended_until, Instant{tenth});
  (void)course.pass_days(10).act(kClock, ResumeCase{}).value();
  EXPECT_EQ(judge::reason_of(course.judge(kInspector, SuspendCase{.until = {}, .reason = {}})),
            "suspension_must_not_exceed_maximum");
}

TEST(ResumeCase, ComesByItselfWhenTheMaximumIsReached) {
  Course course;
  course.open();
  (void)course.act(kInspector, SuspendCase{.until = {}, .reason = {}}).value();
  course.now = *course.state().suspended_until;

  EXPECT_TRUE(course.act(kClock, ResumeCase{}));
  EXPECT_TRUE(course.stands_in("Clear"));
}

}  // namespace
}  // namespace gozin::appointment
