#include "tests/workflows/appointment/at_the_counter.hpp"
#include "workflows/appointment/clocks.hpp"
#include "workflows/appointment/commands/progress.hpp"
#include "workflows/appointment/judging.hpp"
#include "workflows/appointment/names.hpp"
#include "workflows/appointment/tasks_at_any_time.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// How long a second person has for what a clerk wrote down, and who looks at it when they have said
// nothing.
namespace gozin::appointment {
namespace {

using namespace at_the_counter;
using judge::reason_of;
using judge::types_of;
using testing::ElementsAre;
using testing::IsEmpty;

/// What follows from a nomination of p-2 beside what was decided, as the 17th event of the log.
Decision followed(Course& course, By const& by) {
  course.facts.head = 17;
  auto decision = course.judge(by, naming("p-2", "p-2")).value();
  auto const said = course.call(by);
  await_second_person(
      decision,
      {.call = said, .stream = course.stream, .view = course.view, .facts = course.facts});
  return decision;
}

TEST(SecondPerson, HasTimeAndIsRemindedBeforeItsEnd) {
  Course course;
  course.publish();

  auto const decision = followed(course, kWalkIn);

  auto const* set = decision.events.back().event.as<DeadlineSet>();
  ASSERT_NE(set, nullptr);
  EXPECT_EQ(set->name, transcription_deadline(17));
  EXPECT_EQ(set->due, judge::at("2026-11-22T20:29:59.999Z"));
  EXPECT_EQ(set->remind, judge::at("2026-11-20T20:30:00.000Z"));
}

TEST(SecondPerson, HasTheTimeThatTheRulesSay) {
  auto rules = course_rules();
  rules.clocks[rules::Stage::second_person] = {.length = {1, rules::DayCount::calendar_days},
                                               .reminder = std::nullopt,
                                               .at_deadline = rules::AtDeadline::escalate,
                                               .escalate_to = Code{"mayor"}};
  Course course{std::move(rules)};
  course.publish();

  auto const decision = followed(course, kWalkIn);

  auto const* set = decision.events.back().event.as<DeadlineSet>();
  ASSERT_NE(set, nullptr);
  EXPECT_EQ(set->due, judge::at("2026-11-19T20:29:59.999Z"));
  EXPECT_EQ(set->remind, std::nullopt);
}

TEST(SecondPerson, IsNotWantedForWhatSomebodyDoesThemselves) {
  Course course;
  course.publish();
  auto const before = course
                          .judge({"c-1", "citizen"}, Nominate{.nominee = nominee("p-2"),
                                                              .channel = rules::Channel::citizen,
                                                              .person = person("p-2")})
                          .value();
  auto decision = before;
  auto const said = course.call({"c-1", "citizen"});
  await_second_person(
      decision,
      {.call = said, .stream = course.stream, .view = course.view, .facts = course.facts});

  EXPECT_EQ(decision.events.size(), before.events.size());
}

/// A walk-in's act has waited until its end.
Code waiting_to_the_end(Course& course) {
  course.publish();
  (void)course.act(kWalkIn, naming("p-1", "p-1")).value();
  auto const name = transcription_deadline(awaited(course).front());
  course.view.record(
      course.stream,
      DeadlineSet{.name = name, .due = Instant{course.now.ms + 3'600'000}, .remind = std::nullopt},
      course.call(kWalkIn));
  course.now.ms += 3'600'000;
  return name;
}

TEST(SecondPerson, WhoSaysNothingConfirmsNothingAndAnotherOfficeLooks) {
  Course course;
  auto const name = waiting_to_the_end(course);
  EXPECT_EQ(reason_of(course.judge(kInspector, letters(course))),
            "transcription_must_be_confirmed_by_its_office");
  EXPECT_EQ(second_persons(course.state()).size(), 1U);

  (void)course.act(kClock, MissDeadline{.name = name}).value();

  EXPECT_EQ(course.state().deadlines.at(name).escalated_to, Code{"inspectorate"});
  ASSERT_EQ(awaited(course).size(), 1U);
  auto const tasks = second_persons(course.state());
  ASSERT_EQ(tasks.size(), 2U);
  EXPECT_EQ(tasks.back().role, "inspectorate");
  EXPECT_TRUE(tasks.back().escalated);
  EXPECT_EQ(tasks.back().due, course.state().deadlines.at(name).due);
  EXPECT_THAT(types_of(course.act(kInspector, letters(course))),
              ElementsAre("TranscriptionConfirmed"));
  EXPECT_FALSE(course.state().deadlines.contains(name));
  EXPECT_THAT(second_persons(course.state()), IsEmpty());
}

TEST(SecondPerson, GivesThemselvesNoMoreTime) {
  Course course;
  auto const name = waiting_to_the_end(course);
  ExtendDeadline const more{
      .name = name, .due = Instant{course.now.ms + 9'000'000}, .reason = judge::hidden("busy")};

  EXPECT_EQ(reason_of(course.judge(kAffairs, more)), "deadline_must_be_escalated_to_office");
}

TEST(SecondPerson, IsWaitedForNoMoreOnceTheyHaveDisputedIt) {
  Course course;
  auto const name = waiting_to_the_end(course);

  (void)dispute(course).value();

  EXPECT_FALSE(course.state().deadlines.contains(name));
}

// A case that stands still takes nobody's time, and gives them no more than it took.
TEST(SecondPerson, HasTheirWholeTimeAfterASuspensionInWhichItWasWrittenDown) {
  constexpr std::int64_t kDayLong = 24 * 3600 * 1000;
  Course course;
  course.publish();
  (void)course.act(kInspector, SuspendCase{.until = {}, .reason = {}}).value();
  course.pass_days(1);
  auto const name = transcription_deadline(17);
  auto const due = Instant{course.now.ms + 3 * kDayLong};
  course.view.record(course.stream, DeadlineSet{.name = name, .due = due, .remind = std::nullopt},
                     course.call(kWalkIn));
  course.pass_days(2);

  (void)course.act(kInspector, ResumeCase{.reason = judge::hidden("done")}).value();

  EXPECT_EQ(course.state().deadlines.at(name).due.ms, due.ms + 2 * kDayLong);
}

// Whatever the command, and through the door by which all of them come.
TEST(SecondPerson, IsWantedForEveryCommandOfTheWorkflow) {
  Course course;
  for (auto const& command : course.workflow.commands)
    EXPECT_EQ(command.follow, &await_second_person) << command.name;
}

}  // namespace
}  // namespace gozin::appointment
