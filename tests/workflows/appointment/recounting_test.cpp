#include "workflows/appointment/commands/recounting.hpp"

#include "tests/workflows/appointment/course.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

using testing::ElementsAre;

Code const kAuthorised{"stage.authorised"};

/// The city adopts a calendar in which these days are holidays too.
void adopt(Course& course, std::initializer_list<std::string_view> holidays) {
  auto& log = course.view.state<registry::Log>(registry::log_stream());
  auto calendar = *log.calendars.at(Code{"iran"});
  for (auto const day : holidays)
    calendar.holidays[judge::day(day)] = {.fa = "تعطیل", .en = "Holiday"};
  log.calendars[Code{"iran"}] = std::make_shared<rules::Calendar const>(calendar);
}

Instant due(Course& course, Code const& name) { return course.state().deadlines.at(name).due; }

// Five working days from Wednesday: Thursday, Saturday to Tuesday.
TEST(RecountDeadlines, FollowsTheNewCalendar) {
  Course course;
  course.authorise_vacancy();
  ASSERT_EQ(due(course, kAuthorised), judge::at("2026-11-24T20:29:59.999Z"));
  adopt(course, {"2026-11-22", "2026-11-23"});

  auto const decided = course.act(kClock, RecountDeadlines{});

  ASSERT_THAT(judge::types_of(decided), ElementsAre("DeadlineRecounted"));
  EXPECT_EQ(judge::find<DeadlineRecounted>(decided)->name, kAuthorised);
  EXPECT_EQ(due(course, kAuthorised), judge::at("2026-11-26T20:29:59.999Z"));
  EXPECT_EQ(judge::reason_of(course.judge(kClock, RecountDeadlines{})), "deadlines_must_differ");
}

TEST(RecountDeadlines, BringsADeadlineBackWhenAHolidayIsTakenOff) {
  Course course;
  adopt(course, {"2026-11-22"});
  course.authorise_vacancy();
  auto& log = course.view.state<registry::Log>(registry::log_stream());
  auto calendar = *log.calendars.at(Code{"iran"});
  calendar.holidays.clear();
  log.calendars[Code{"iran"}] = std::make_shared<rules::Calendar const>(calendar);

  ASSERT_TRUE(course.act(kClock, RecountDeadlines{}));

  EXPECT_EQ(due(course, kAuthorised), judge::at("2026-11-24T20:29:59.999Z"));
}

TEST(RecountDeadlines, LeavesWhatSomebodyExtendedAndWhatWasMissed) {
  Course extended;
  extended.authorise_vacancy();
  static_cast<void>(extended.act(kAffairs, ExtendDeadline{.name = kAuthorised,
                                                          .due = judge::at("2026-12-01T20:00:00Z"),
                                                          .reason = judge::hidden("ill")}));
  Course missed;
  missed.authorise_vacancy().pass_days(10);
  static_cast<void>(missed.act(kClock, MissDeadline{.name = kAuthorised}));

  for (auto* course : {&extended, &missed}) {
    adopt(*course, {"2026-11-22"});
    EXPECT_EQ(judge::reason_of(course->judge(kClock, RecountDeadlines{})), "deadlines_must_differ");
  }
}

TEST(RecountDeadlines, KeepsTheWindowAtItsLegalMinimum) {
  Course course{[] {
    auto rules = course_rules();
    rules.nomination.min_open = {.days = 5, .counted = rules::DayCount::working_days};
    return rules;
  }()};
  course.publish();
  auto const before = course.state().window_closes;
  adopt(course, {"2026-11-22"});

  auto const decided = course.act(kClock, RecountDeadlines{});

  ASSERT_TRUE(decided);
  EXPECT_GT(course.state().window_closes, before);
  // Taken off again, the window that was promised stays.
  auto& log = course.view.state<registry::Log>(registry::log_stream());
  auto calendar = *log.calendars.at(Code{"iran"});
  calendar.holidays.clear();
  log.calendars[Code{"iran"}] = std::make_shared<rules::Calendar const>(calendar);
  auto const promised = course.state().window_closes;
  static_cast<void>(course.act(kClock, RecountDeadlines{}));
  EXPECT_EQ(course.state().window_closes, promised);
}

TEST(RecountDeadlines, CountsTheAnswerOfANomineeFromTheNomination) {
  Course course;
  course.publish();
  static_cast<void>(course.act({"c-1", "citizen"}, Nominate{.nominee = nominee("1"),
                                                            .channel = rules::Channel::citizen,
                                                            .person = person("p-1")}));
  auto const before = due(course, Code{"consent.n-1"});
  adopt(course, {"2026-11-22"});

  ASSERT_TRUE(course.act(kClock, RecountDeadlines{}));

  EXPECT_GT(due(course, Code{"consent.n-1"}), before);
}

// Clocks stand still meanwhile, and what is decided is decided.
TEST(RecountDeadlines, IsNotForCasesThatAreSuspendedOrOver) {
  Course suspended;
  suspended.authorise_vacancy();
  static_cast<void>(suspended.act(kInspector, SuspendCase{.until = {}, .reason = {}}));
  Course cancelled;
  cancelled.open();
  static_cast<void>(cancelled.act(kOfficer, CancelCase{}));

  for (auto* course : {&suspended, &cancelled}) {
    DeadlineRecounted const event{.name = kAuthorised, .due = course->now, .calendar_rev = 0};
    EXPECT_THROW(course->view.record(course->stream, event), std::logic_error);
  }
}

TEST(RecountDeadlines, IsTheClocksAlone) {
  Course course;
  course.authorise_vacancy();

  EXPECT_EQ(judge::reason_of(course.authorise(kClock, "RecountDeadlines")), "");
  EXPECT_EQ(judge::reason_of(course.authorise(kAffairs, "RecountDeadlines")),
            "role_must_permit_command");
}

}  // namespace
}  // namespace gozin::appointment
