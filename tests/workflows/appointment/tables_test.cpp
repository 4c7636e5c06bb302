#include "workflows/appointment/tables.hpp"

#include "tests/workflows/appointment/course.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

/// A column of every row of a table, NULL as an empty text.
std::vector<std::string> column(std::vector<TableRow> const& rows, std::string_view name) {
  std::vector<std::string> values;
  for (auto const& row : rows) {
    auto const& columns = row.table->columns;
    auto const at = std::find_if(columns.begin(), columns.end(),
                                 [&](Column const& one) { return one.name == name; });
    auto const& value = row.row.at(static_cast<std::size_t>(at - columns.begin()));
    if (auto const* text = std::get_if<std::string>(&value))
      values.push_back(*text);
    else if (auto const* number = std::get_if<std::int64_t>(&value))
      values.push_back(std::to_string(*number));
    else
      values.emplace_back();
  }
  return values;
}

std::vector<std::string> tasks(Course& course) { return column(course.rows("task"), "command"); }
std::vector<std::string> timers(Course& course) { return column(course.rows("timer"), "command"); }

// T28: every case is in the list, wherever it stands.
TEST(CaseList, SaysWhereACaseStands) {
  Course course;
  course.authorise_vacancy();

  auto const rows = course.rows("case_list");

  EXPECT_THAT(column(rows, "state"), ElementsAre("Authorised"));
  EXPECT_THAT(column(rows, "position"), ElementsAre("Authorised,Clear"));
  EXPECT_THAT(column(rows, "post_title"), ElementsAre("Head of parks"));
  EXPECT_THAT(column(rows, "suspended"), ElementsAre("0"));
  EXPECT_THAT(column(rows, "route"), ElementsAre("full"));
  EXPECT_THAT(column(rows, "decider"), ElementsAre(""));
  EXPECT_THAT(column(rows, "holder"), ElementsAre(""));
}

TEST(CaseList, NamesTheHolderOnceAppointed) {
  Course course;
  course.screen({"p-1"});
  course.state().selected_person = person("p-1");
  course.view.move(course.stream, {"Appointed", "Clear"});

  EXPECT_THAT(column(course.rows("case_list"), "holder"), ElementsAre("p-1"));
  EXPECT_THAT(column(course.rows("case_list"), "state"), ElementsAre("Appointed"));
  EXPECT_THAT(tasks(course), IsEmpty());
  EXPECT_THAT(timers(course), IsEmpty());
}

TEST(CaseList, HasARowOfEveryColumn) {
  Course course;
  course.publish().nominate("p-1");

  for (auto const& row : course.view.rows(course.stream))
    EXPECT_EQ(row.row.size(), row.table->columns.size()) << row.table->name;
}

TEST(Tasks, GoToBothChecksAtOnce) {
  Course course;
  course.open();
  EXPECT_THAT(tasks(course), ElementsAre("describe_vacancy"));
  (void)course.act(kOfficer, DescribeVacancy{.budget_line = course.line, .yearly_cost = 400})
      .value();
  EXPECT_THAT(tasks(course), ElementsAre("submit_vacancy"));
  (void)course.act(kOfficer, SubmitVacancy{}).value();

  EXPECT_THAT(tasks(course), ElementsAre("confirm_establishment", "confirm_budget"));
  EXPECT_THAT(column(course.rows("task"), "scope"), ElementsAre("parks", "parks"));
}

TEST(Tasks, AskEachNomineeAndMatchEachName) {
  Course course;
  course.publish();
  (void)course
      .act({"c-1", "citizen"}, Nominate{.nominee = nominee("1"),
                                        .channel = rules::Channel::citizen,
                                        .person = person("p-1")})
      .value();
  (void)course
      .act({"c-1", "citizen"}, Nominate{.nominee = nominee("2"),
                                        .channel = rules::Channel::citizen,
                                        .name = judge::hidden("a name")})
      .value();

  EXPECT_THAT(tasks(course), UnorderedElementsAre("consent_to_nomination", "match_nominee"));
  EXPECT_THAT(column(course.rows("task"), "person"), UnorderedElementsAre("p-1", ""));
}

TEST(Tasks, AskEachAssessorAboutEachNominee) {
  Course course;
  course.screen({"p-1", "p-2"});

  auto const rows = course.rows("task");

  EXPECT_EQ(rows.size(), 8u) << "three members and a reserve, each about two";
  EXPECT_THAT(column(rows, "task"), Contains("declare_interest.bahar.n-p-2"));
}

// T7, AC6.1: while names are hidden no row of an assessor names a nominee.
TEST(Tasks, NameAliasesWhileNamesAreHidden) {
  Course course;
  course.screen({"p-1"});
  course.state().aliases[person("bahar")] = {Code{"a-7"}};
  course.view.move(course.stream, {"Sealing", "Clear"});

  EXPECT_THAT(column(course.rows("task"), "subject"), ElementsAre("a-7"));
}

TEST(Tasks, RestWhileACaseIsSuspended) {
  Course course;
  course.publish();
  (void)course.act(kInspector, SuspendCase{}).value();

  EXPECT_THAT(tasks(course), ElementsAre("resume_case"));
  EXPECT_THAT(timers(course), ElementsAre("resume_case"));
  EXPECT_THAT(column(course.rows("case_list"), "suspended"), ElementsAre("1"));
}

TEST(CaseList, SaysThatACourtStaysTheAppointment) {
  Course course;
  course.screen({"p-1"});
  course.view.move(course.stream, {"Appointed", "Clear"});
  EXPECT_THAT(column(course.rows("case_list"), "stayed"), ElementsAre("0"));
  course.state().orders_attached[sha256("order")] = {{person("clara"), {}}};

  (void)course
      .act({"anita", "administrative_affairs"},
           StayAppointment{.authority = {"Court"}, .order = sha256("order")})
      .value();

  EXPECT_THAT(column(course.rows("case_list"), "stayed"), ElementsAre("1"));
}

TEST(Tasks, SpeakOfDeadlinesThatWereMissed) {
  Course course;
  course.authorise_vacancy().pass_days(20);
  (void)course.act(kClock, MissDeadline{.name = Code{"stage.authorised"}}).value();

  EXPECT_THAT(tasks(course), ElementsAre("appoint_panel", "extend_deadline"));
  EXPECT_THAT(timers(course), IsEmpty());
}

TEST(Timers, CloseTheWindowAndWatchTheConsents) {
  Course course;
  course.publish();
  (void)course
      .act({"c-1", "citizen"}, Nominate{.nominee = nominee("1"),
                                        .channel = rules::Channel::citizen,
                                        .person = person("p-1")})
      .value();

  auto const rows = course.rows("timer");

  EXPECT_THAT(column(rows, "command"), UnorderedElementsAre("close_nominations", "miss_deadline"));
  EXPECT_THAT(column(rows, "input"), Contains(R"({"name":"consent.n-1"})"));
}

TEST(Timers, OpenTheSheetsAtTheDeadline) {
  Course course;
  course.screen({"p-1"});
  course.view.move(course.stream, {"Sealing", "Clear"});
  course.state().deadlines[Code{"stage.sealing"}] = {.due = course.now};
  EXPECT_THAT(timers(course), Contains("reveal_scores"));

  // A reveal that was refused is not tried for ever: the miss is a task for people.
  // Where the rules only note the end, people open the sheets.
  course.state().deadlines[Code{"stage.sealing"}].at = rules::AtDeadline::note;
  EXPECT_THAT(timers(course), Not(Contains("reveal_scores")));
  course.state().deadlines[Code{"stage.sealing"}].at = rules::AtDeadline::reveal;
  EXPECT_THAT(timers(course), Contains("reveal_scores"));
  course.state().deadlines[Code{"stage.sealing"}].missed = true;
  EXPECT_THAT(timers(course), Not(Contains("reveal_scores")));
}

TEST(Timers, RunForAccountsAfterTheEndToo) {
  Course course;
  course.publish();
  (void)course.act(kAffairs, CancelCase{}).value();
  (void)course.act({"m-1", "body_chair"}, RequestAccount{.request = Code{"a-1"}, .question = {}})
      .value();

  EXPECT_THAT(timers(course), ElementsAre("miss_deadline"));
  EXPECT_THAT(tasks(course), ElementsAre("give_account"));
}

/// Whatever a row tells somebody to do is a command that exists, in every position of the chart.
TEST(Rows, NameCommandsOfTheWorkflow) {
  Course course;
  course.screen({"p-1", "p-2"});
  auto& state = course.state();
  state.aliases[person("bahar")] = {Code{"a-7"}};
  state.pivotal = {person("bahar")};
  state.objections.emplace_back().code = Code{"o-1"};
  state.hints_open[Code{"h-1"}] = {HintKind::same_unit, person("bahar"), nominee("p-1")};
  state.inquiries_open.insert({Code{"court"}, nominee("p-1")});
  state.accounts[Code{"a-1"}] = course.now;
  state.review.emplace().binds = course.now;
  state.review->ballot.emplace().present = {person("m-2")};
  std::set<std::string, std::less<>> named;
  for (auto const* leaf :
       {"Drafting", "Authorised", "Nominating", "Screening", "Declaring", "Sealing", "Moderating",
        "Ranked", "Hearing", "Readmitting", "AwaitingSession", "Deliberating", "Balloting",
        "AwaitingEffect", "DecreePending", "AwaitingRegistration", "AwaitingPublication"}) {
    course.view.move(course.stream, {leaf, "Clear"});
    for (auto const& name : tasks(course)) named.insert(name);
    for (auto const& name : timers(course)) named.insert(name);
  }

  for (auto const& name : named)
    EXPECT_TRUE(std::any_of(course.workflow.commands.begin(), course.workflow.commands.end(),
                            [&](CommandType const& type) { return type.wire == name; }))
        << name;
  EXPECT_GT(named.size(), 20u);
}

}  // namespace
}  // namespace gozin::appointment
