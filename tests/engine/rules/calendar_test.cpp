#include "engine/rules/calendar.hpp"

#include "tests/engine/rules/yaml_document.hpp"

#include <string>

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gozin::rules {
namespace {

Day day(char const* text) { return parse_iso_date(text).value(); }

Calendar with_weekend(std::string const& days) {
  return parse_calendar(boost::json::parse(R"({"code":"test","utc_offset":"+03:30","holidays":[],
      "weekends":[{"from":"2000-01-01","days":[)" +
                                           days + "]}]}"))
      .value();
}

Calendar iran() { return parse_calendar(yaml_document("calendars/iran.yaml")).value(); }

// Three working days after Wednesday 1405/09/04, as in the calculators' examples.
TEST(WorkingDays, DependOnTheWeekend) {
  auto const wednesday = day("2026-11-25");

  EXPECT_EQ(add_working_days(with_weekend(R"("thursday","friday")"), wednesday, 3),
            day("2026-11-30"));
  EXPECT_EQ(add_working_days(with_weekend(R"("friday")"), wednesday, 3), day("2026-11-29"));
}

TEST(WorkingDays, StepOverHolidays) {
  // 1401/07/12 is a Tuesday; 13 is a holiday, 15 a Friday.
  EXPECT_EQ(add_working_days(iran(), day("2022-10-04"), 1), day("2022-10-06"));
  EXPECT_EQ(add_working_days(iran(), day("2022-10-04"), 2), day("2022-10-08"));
  // 29 Esfand 1401 to 5 Farvardin 1402.
  EXPECT_EQ(add_working_days(iran(), day("2023-03-19"), 1), day("2023-03-25"));
}

TEST(WorkingDays, NoneIsTheDayItself) {
  EXPECT_EQ(add_working_days(iran(), day("2022-10-05"), 0), day("2022-10-05"));
}

TEST(WorkingDays, FollowTheWeekendInForceThatDay) {
  auto const thursday_before = day("2025-03-13");
  auto const thursday_after = day("2025-04-10");

  EXPECT_TRUE(is_working_day(iran(), thursday_before));
  EXPECT_FALSE(is_working_day(iran(), thursday_after));
  EXPECT_FALSE(is_working_day(iran(), day("2021-08-13"))) << "the first weekend holds before too";
}

TEST(WorkingDays, TakeANewWeekendFromItsFirstDayOn) {
  auto calendar = with_weekend(R"("friday")");
  auto const thursday = day("2022-10-06");
  auto longer = calendar.weekends.front();
  longer.from = thursday;
  longer.off[4] = true;

  calendar.weekends.push_back(longer);

  EXPECT_TRUE(is_working_day(calendar, thursday - std::chrono::weeks{1}));
  EXPECT_FALSE(is_working_day(calendar, thursday));
}

TEST(Deadline, EndsWithTheCivilDay) {
  auto const calendar = with_weekend(R"("friday")");
  auto const published = parse_rfc3339("2022-10-24T20:45:00.000Z").value();  // Tuesday 00:15

  EXPECT_EQ(to_rfc3339(deadline(calendar, published, {3, DayCount::working_days})),
            "2022-10-29T20:29:59.999Z");
  EXPECT_EQ(to_rfc3339(deadline(calendar, published, {14, DayCount::calendar_days})),
            "2022-11-08T20:29:59.999Z");
}

TEST(Deadline, IsRemindedOfAtTheStartOfAnEarlierDay) {
  auto const calendar = with_weekend(R"("friday")");
  auto const end = end_of(calendar, day("2022-10-29"));  // a Saturday

  EXPECT_EQ(to_rfc3339(reminder(calendar, end, {1, DayCount::working_days})),
            "2022-10-26T20:30:00.000Z");
  EXPECT_EQ(to_rfc3339(reminder(calendar, end, {1, DayCount::calendar_days})),
            "2022-10-27T20:30:00.000Z");
}

RC_GTEST_PROP(CalendarProperty, ThereAreExactlyNWorkingDaysInBetween, ()) {
  auto const calendar = iran();
  auto const from = day("2022-03-01") + std::chrono::days{*rc::gen::inRange(0, 2000)};
  auto const n = *rc::gen::inRange(1, 60);

  auto const last = add_working_days(calendar, from, n);

  int counted = 0;
  for (auto at = from + std::chrono::days{1}; at <= last; at += std::chrono::days{1})
    counted += is_working_day(calendar, at) ? 1 : 0;
  RC_ASSERT(counted == n);
  RC_ASSERT(is_working_day(calendar, last));
  RC_ASSERT(add_working_days(calendar, subtract_working_days(calendar, last, n), n) == last);
}

Reason refused(std::string const& text) {
  auto const problems = check_calendar(boost::json::parse(text));
  EXPECT_EQ(problems.size(), 1U) << text;
  return problems.empty() ? Reason::member_must_be_known : problems.front().reason;
}

TEST(Calendar, RefusesWhatIsNoCalendar) {
  auto const calendar = [](std::string const& offset, std::string const& days,
                           std::string const& holidays) {
    return R"({"code":"x","utc_offset":")" + offset +
           R"(","weekends":[{"from":"2000-01-01","days":[)" + days + R"(]}],"holidays":[)" +
           holidays + "]}";
  };
  std::string const feast = R"({"date":"2022-10-05","name":{"fa":"ش","en":"x"}})";
  std::string const no_day = R"({"date":"2022-02-30","name":{"fa":"ش","en":"x"}})";
  std::string const week =
      R"("sunday","monday","tuesday","wednesday","thursday","friday","saturday")";

  EXPECT_EQ(refused(calendar("3:30", "", "")), Reason::number_must_lie_in_range);
  EXPECT_EQ(refused(calendar("+03:30", R"("freitag")", "")), Reason::value_must_be_listed);
  EXPECT_EQ(refused(calendar("+03:30", week, "")), Reason::weekend_must_leave_a_working_day);
  EXPECT_EQ(refused(calendar("+03:30", "", no_day)), Reason::date_must_exist);
  EXPECT_EQ(refused(calendar("+03:30", "", feast + "," + feast)), Reason::code_must_be_unique);
}

}  // namespace
}  // namespace gozin::rules
