#include "workflows/appointment/commands/paper.hpp"

#include "tests/workflows/appointment/course.hpp"
#include "workflows/appointment/tables.hpp"

#include <gmock/gmock.h>

namespace gozin::appointment {
namespace {

using testing::ElementsAre;

/// A case that is described here and was run on paper until post and credit were confirmed.
ProposePaperFile file() {
  return {.file = {"1405/7"},
          .establishment = {"a/12"},
          .budget = {"m/30"},
          .document = sha256("a scan")};
}

/// The call, too, was published on paper.
ProposePaperFile called(std::string_view day) {
  auto paper = file();
  paper.stage = PaperStage::called;
  paper.called = judge::day(day);
  paper.call = Label{"city board"};
  return paper;
}

/// Cases of this class are run here from the sixteenth of November on.
void describe(Course& course) {
  auto& log = course.view.state<registry::Log>(registry::log_stream());
  log.go_live[Code{"manager"}] = judge::day("2026-11-16");
  course.open();
  (void)course.act(kOfficer, DescribeVacancy{.budget_line = course.line, .yearly_cost = 400})
      .value();
}

void take_over(Course& course, ProposePaperFile const& paper) {
  describe(course);
  (void)course.act(kAffairs, paper).value();
  (void)course.act(kFinance, ConfirmPaperFile{}).value();
}

TEST(PaperFile, GoesOnWhereItStandsByTwoPeople) {
  Course course;
  describe(course);

  EXPECT_THAT(judge::types_of(course.act(kAffairs, file())), ElementsAre("PaperFileProposed"));
  EXPECT_FALSE(course.state().paper);
  auto const confirmed = course.act(kFinance, ConfirmPaperFile{});

  EXPECT_THAT(judge::types_of(confirmed),
              ElementsAre("PaperFileTakenOver", "VacancySubmitted", "EstablishmentConfirmed",
                          "BudgetConfirmed", "CreditReserved", "VacancyAuthorised", "DeadlineSet"));
  auto const* paper = judge::find<PaperFileTakenOver>(confirmed);
  ASSERT_TRUE(paper);
  EXPECT_EQ(paper->proposed_by, person("azar"));
  EXPECT_EQ(paper->file, Label{"1405/7"});
  EXPECT_EQ(paper->establishment, Label{"a/12"});
  EXPECT_EQ(paper->budget, Label{"m/30"});
  EXPECT_EQ(paper->document, sha256("a scan"));
  EXPECT_TRUE(course.stands_in("Authorised"));
  EXPECT_TRUE(course.state().budget_confirmed);
  EXPECT_EQ(course.view.find<registry::BudgetLine>(course.line)->reserved.at(course.stream), 400);
}

TEST(PaperFile, BearsItsMarkInTheListOfCases) {
  Course course;
  describe(course);
  auto const mark = [&] { return course.rows("case_list").front().row.back(); };
  EXPECT_EQ(mark(), Value{});

  (void)course.act(kAffairs, file()).value();
  EXPECT_EQ(mark(), Value{});
  (void)course.act(kFinance, ConfirmPaperFile{}).value();

  EXPECT_EQ(mark(), Value{"authorised"});
}

TEST(PaperFile, WaitsForTheFinanceOffice) {
  Course course;
  describe(course);
  (void)course.act(kAffairs, file()).value();

  auto const tasks = course.rows("task");
  EXPECT_TRUE(std::ranges::any_of(tasks, [](TableRow const& task) {
    return task.row.at(1) == Value{"confirm_paper_file"} && task.row.at(2) == Value{"finance"};
  }));
}

TEST(PaperFile, IsDroppedWhenTheVacancyIsSubmittedHere) {
  Course course;
  describe(course);
  (void)course.act(kAffairs, file()).value();

  (void)course.act(kOfficer, SubmitVacancy{}).value();

  EXPECT_FALSE(course.state().paper_proposal);
  EXPECT_FALSE(course.state().paper);
}

// The days that the call was open on paper count; seven calendar days are the least.
TEST(PaperFile, CountsTheWindowFromTheCallOnPaper) {
  Course course;
  take_over(course, called("2026-11-15"));
  course.appoint();
  auto const published = [&](std::string_view closes) {
    return course.judge(kAffairs, PublishVacancy{.closes = judge::at(closes)});
  };

  EXPECT_EQ(judge::reason_of(published("2026-11-22T20:29:59Z")), "window_must_be_open_long_enough");
  auto const accepted = published("2026-11-22T20:30:00Z");

  ASSERT_TRUE(accepted);
  EXPECT_EQ(judge::find<VacancyPublished>(accepted)->called, judge::day("2026-11-15"));
}

// Who was named on paper is entered here: the window is open for a working day at least.
TEST(PaperFile, LeavesADayForTheNamesOnPaper) {
  Course course;
  take_over(course, called("2026-10-01"));
  course.appoint();

  EXPECT_EQ(judge::reason_of(course.judge(
                kAffairs, PublishVacancy{.closes = judge::at("2026-11-19T20:29:59Z")})),
            "window_must_be_open_long_enough");
  EXPECT_TRUE(course.judge(kAffairs, PublishVacancy{.closes = judge::at("2026-11-19T20:30:00Z")}));
}

TEST(PaperFile, CountsTheWholeWindowWhereNothingWasCalledOnPaper) {
  Course course;
  take_over(course, file());
  course.appoint();

  auto const published = course.judge(kAffairs, PublishVacancy{});

  ASSERT_TRUE(published);
  EXPECT_FALSE(judge::find<VacancyPublished>(published)->called);
  EXPECT_GE(judge::find<VacancyPublished>(published)->closes, judge::at("2026-11-25T00:00:00Z"));
}

}  // namespace
}  // namespace gozin::appointment
