#include "workflows/appointment/commands/reminding.hpp"

#include "tests/workflows/appointment/course.hpp"
#include "workflows/appointment/commands/recounting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

Code const kAuthorised{"stage.authorised"};
Code const kAccount{"account.a-1"};
By constexpr kMayor{"mayor", "mayor"};
By constexpr kChair{"m-1", "body_chair"};

/// Five working days and a reminder two before their end; missed, the mayor may step in.
rules::RuleSet watchful_rules() {
  auto rules = course_rules();
  rules.clocks[rules::Stage::authorised] = {.length = {.days = 5},
                                            .reminder = rules::Period{2},
                                            .at_deadline = rules::AtDeadline::escalate,
                                            .escalate_to = Code{"mayor"}};
  rules.clocks[rules::Stage::account] = {
      .length = {10, rules::DayCount::calendar_days},
      .reminder = rules::Period{3, rules::DayCount::calendar_days},
      .at_deadline = rules::AtDeadline::escalate,
      .escalate_to = Code{"mayor"}};
  rules.inquiries[0].silence = rules::Silence::escalate;
  return rules;
}

std::vector<std::string> names(Course& course, std::string_view table, std::size_t column) {
  std::vector<std::string> found;
  for (auto const& row : course.rows(table))
    found.push_back(std::get<std::string>(row.row.at(column)));
  return found;
}
std::vector<std::string> timers(Course& course) { return names(course, "timer", 1); }
std::vector<std::string> tasks(Course& course) { return names(course, "task", 1); }

RemindDeadline remind(Code const& name) { return {.name = name}; }

// The window is open for ten days; who may still put somebody forward hears of its end two before.
TEST(RemindDeadline, ComesBeforeTheEndOfTheWindow) {
  auto rules = course_rules();
  rules.clocks[rules::Stage::nominating] = {
      .length = {10, rules::DayCount::calendar_days},
      .reminder = rules::Period{2, rules::DayCount::calendar_days},
      .at_deadline = rules::AtDeadline::close,
      .escalate_to = std::nullopt};
  Course course{rules};
  course.publish();
  EXPECT_EQ(to_rfc3339(course.state().window_closes), "2026-11-28T20:29:59.999Z");
  EXPECT_THAT(timers(course), Contains("remind.window"));
  Code const window{"window"};
  EXPECT_EQ(judge::reason_of(course.judge(kClock, remind(window))), "reminder_must_be_due");

  course.now = *course.state().window_remind;
  auto const decided = course.act(kClock, remind(window));

  EXPECT_EQ(judge::find<DeadlineReminded>(decided)->due, course.state().window_closes);
  EXPECT_THAT(timers(course), Not(Contains("remind.window")));
  EXPECT_EQ(judge::reason_of(course.judge(kClock, remind(window))), "reminder_must_be_due");
}

// Wednesday to Tuesday; two working days before// Wednesday to Tuesday; two working days before it
// is Sunday, whose first moment is 20:30 UTC.
TEST(RemindDeadline, ComesOnceAtTheStartOfTheDayThatTheRulesName) {
  Course course{watchful_rules()};
  course.authorise_vacancy();
  auto const at = judge::at("2026-11-21T20:30:00Z");
  EXPECT_EQ(course.state().deadlines.at(kAuthorised).remind, at);
  EXPECT_THAT(timers(course), ElementsAre("stage.authorised", "remind.stage.authorised"));

  course.now = Instant{at.ms - 1};
  EXPECT_EQ(judge::reason_of(course.judge(kClock, remind(kAuthorised))), "reminder_must_be_due");
  course.now = at;
  auto const decided = course.act(kClock, remind(kAuthorised));

  ASSERT_THAT(judge::types_of(decided), ElementsAre("DeadlineReminded"));
  EXPECT_EQ(judge::find<DeadlineReminded>(decided)->due, judge::at("2026-11-24T20:29:59.999Z"));
  EXPECT_THAT(timers(course), ElementsAre("stage.authorised"));
  EXPECT_EQ(judge::reason_of(course.judge(kClock, remind(kAuthorised))), "reminder_must_be_due");
}

TEST(RemindDeadline, IsNotWhatIsDueNext) {
  Course course{watchful_rules()};
  course.authorise_vacancy();

  auto const rows = course.rows("case_list");

  EXPECT_THAT(rows.front().row, Contains(Value{course.state().deadlines.at(kAuthorised).due.ms}));
  EXPECT_THAT(rows.front().row,
              Not(Contains(Value{course.state().deadlines.at(kAuthorised).remind->ms})));
}

TEST(RemindDeadline, ComesAgainForANewDay) {
  Course extended{watchful_rules()};
  extended.authorise_vacancy();
  extended.now = *extended.state().deadlines.at(kAuthorised).remind;
  (void)extended.act(kClock, remind(kAuthorised)).value();
  (void)extended
      .act(kAffairs,
           ExtendDeadline{
               .name = kAuthorised, .due = judge::at("2026-12-08T20:29:59.999Z"), .reason = {}})
      .value();
  EXPECT_EQ(extended.state().deadlines.at(kAuthorised).remind, judge::at("2026-12-05T20:30:00Z"));

  Course recounted{watchful_rules()};
  recounted.authorise_vacancy();
  auto& log = recounted.view.state<registry::Log>(registry::log_stream());
  auto calendar = *log.calendars.at(Code{"iran"});
  calendar.holidays[judge::day("2026-11-22")] = {.fa = "تعطیل", .en = "Holiday"};
  log.calendars[Code{"iran"}] = std::make_shared<rules::Calendar const>(calendar);
  (void)recounted.act(kClock, RecountDeadlines{}).value();
  EXPECT_EQ(recounted.state().deadlines.at(kAuthorised).remind, judge::at("2026-11-22T20:30:00Z"));
}

TEST(RemindDeadline, MovesWithASuspension) {
  Course course{watchful_rules()};
  course.authorise_vacancy();
  auto const before = course.state().deadlines.at(kAuthorised).remind->ms;
  (void)course.act(kInspector, SuspendCase{.until = {}, .reason = {}}).value();
  EXPECT_THAT(timers(course), ElementsAre("end.suspension"));
  course.pass_days(2);

  (void)course.act(kInspector, ResumeCase{.reason = judge::hidden("done")}).value();

  EXPECT_EQ(course.state().deadlines.at(kAuthorised).remind->ms,
            before + 2 * std::int64_t{24} * 3600 * 1000);
}

// A day that lies behind when the clock starts reminds nobody.
TEST(RemindDeadline, IsLeftOutWhereItsDayHasPassed) {
  auto rules = watchful_rules();
  rules.clocks[rules::Stage::authorised].reminder = rules::Period{5};
  Course course{rules};
  course.authorise_vacancy();

  EXPECT_EQ(course.state().deadlines.at(kAuthorised).remind, std::nullopt);
  EXPECT_THAT(timers(course), ElementsAre("stage.authorised"));
}

// Requests for account run on, whatever becomes of the case.
TEST(RemindDeadline, IsForAccountsAfterTheEndAndDuringASuspensionToo) {
  Course ended{watchful_rules()};
  ended.publish();
  (void)ended.act(kAffairs, CancelCase{}).value();
  Course suspended{watchful_rules()};
  suspended.publish();
  (void)suspended.act(kInspector, SuspendCase{.until = {}, .reason = {}}).value();
  for (auto* course : {&ended, &suspended}) {
    (void)course->act(kChair, RequestAccount{.request = Code{"a-1"}, .question = {}}).value();
    EXPECT_THAT(timers(*course), Contains("remind.account.a-1"));
    course->now = *course->state().deadlines.at(kAccount).remind;
    EXPECT_THAT(judge::types_of(course->act(kClock, remind(kAccount))),
                ElementsAre("DeadlineReminded"));
  }
}

TEST(Escalation, TellsTheOfficeThatTheRulesName) {
  Course course{watchful_rules()};
  course.authorise_vacancy().pass_days(20);

  auto const decided = course.act(kClock, MissDeadline{.name = kAuthorised});

  EXPECT_EQ(judge::find<DeadlineMissed>(decided)->escalated_to, Code{"mayor"});
  EXPECT_THAT(tasks(course), ElementsAre("appoint_panel", "extend_deadline.stage.authorised",
                                         "extend_deadline.stage.authorised.mayor"));
}

TEST(Escalation, LetsThatOfficeStepInAndNoOther) {
  Course course{watchful_rules()};
  course.authorise_vacancy().pass_days(20);
  (void)course.act(kClock, MissDeadline{.name = kAuthorised}).value();
  ExtendDeadline const extend{
      .name = kAuthorised, .due = judge::at("2026-12-20T20:29:59.999Z"), .reason = {}};

  EXPECT_EQ(judge::reason_of(course.authorise(kMayor, "ExtendDeadline")), "");
  EXPECT_EQ(judge::reason_of(course.judge(kInspector, extend)),
            "deadline_must_be_escalated_to_office");
  ASSERT_TRUE(course.act(kMayor, extend));

  EXPECT_THAT(tasks(course), ElementsAre("appoint_panel"));
  // The new day is nobody's but those who are waited for.
  EXPECT_EQ(judge::reason_of(
                course.judge(kMayor, ExtendDeadline{.name = kAuthorised,
                                                    .due = judge::at("2026-12-27T20:29:59.999Z"),
                                                    .reason = {}})),
            "deadline_must_be_escalated_to_office");
}

TEST(Escalation, IsNotWhereTheRulesOnlyNote) {
  Course course;
  course.authorise_vacancy().pass_days(20);

  auto const decided = course.act(kClock, MissDeadline{.name = kAuthorised});

  EXPECT_EQ(judge::find<DeadlineMissed>(decided)->escalated_to, std::nullopt);
}

// The council asked, and nobody answered in ten days.
TEST(Escalation, OfAnAccountLetsTheOfficeAnswer) {
  Course course{watchful_rules()};
  course.publish();
  (void)course.act(kChair, RequestAccount{.request = Code{"a-1"}, .question = {}}).value();
  GiveAccount const give{.request = Code{"a-1"}, .answer = {}};
  EXPECT_EQ(judge::reason_of(course.judge(kMayor, give)), "deadline_must_be_escalated_to_office");
  course.pass_days(11);
  (void)course.act(kClock, MissDeadline{.name = kAccount}).value();

  EXPECT_THAT(tasks(course), Contains("give_account.a-1.mayor"));
  EXPECT_TRUE(course.act(kMayor, give));
  EXPECT_THAT(tasks(course), Not(Contains("give_account.a-1.mayor")));
}

// Silence is never favourable; where it may not last, the deciding office hears of it.
TEST(Escalation, OfASilentAuthorityGoesToTheDecidingOffice) {
  Course course{watchful_rules()};
  course.publish().nominate("p-1");
  (void)course
      .act(kAffairs,
           SendInquiry{.inquiry = Code{"court"}, .nominee = nominee("p-1"), .reference = {"12"}})
      .value();
  course.pass_days(30);

  auto const decided = course.act(kClock, MissDeadline{.name = Code{"inquiry.court.n-p-1"}});

  EXPECT_EQ(judge::find<DeadlineMissed>(decided)->escalated_to, Code{"mayor"});
}

TEST(RemindDeadline, IsTheClocksAlone) {
  Course course;
  course.authorise_vacancy();

  EXPECT_EQ(judge::reason_of(course.authorise(kClock, "RemindDeadline")), "");
  EXPECT_EQ(judge::reason_of(course.authorise(kAffairs, "RemindDeadline")),
            "role_must_permit_command");
}

}  // namespace
}  // namespace gozin::appointment
