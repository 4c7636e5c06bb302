// Who takes up again a case that was struck down, and what stands in the way.

#include "tests/workflows/appointment/reason_rows.hpp"
#include "tests/workflows/appointment/remands_begun.hpp"
#include "workflows/appointment/commands/authorised.hpp"

#include <gmock/gmock.h>

namespace gozin::appointment {
namespace {

using testing::IsEmpty;

TEST(RemandCase, IsGivenByTheOffice) {
  auto const course = annulled(Phase::reviewing);
  auto const refused = [&](By by) {
    return std::string{judge::reason_of(course->authorise(by, "RemandCase"))};
  };
  EXPECT_EQ(refused(kAffairs), "");
  EXPECT_EQ(refused(kOfficer), "role_must_permit_command");
  EXPECT_EQ(refused({"iman", "inspectorate"}), "role_must_permit_command");
  EXPECT_EQ(refused({"farhad", "administrative_affairs"}), "actor_must_hold_role");
}

void grant(Course& course, std::string_view name) {
  auto& entry = course.view.state<registry::Person>(stream_of("person", name));
  entry.grants.emplace_back().role = Code{"administrative_affairs"};
}

// T24, over the whole matter: what was struck down was done all the same.
TEST(RemandCase, KeepsDutiesApartAsInTheAnnulledCase) {
  auto const course = annulled(Phase::assessing);
  for (auto const name : {"arash", "elham", "p-1"}) grant(*course, name);
  auto const refused = [&](StreamId const& stream, std::string_view who, std::string_view command) {
    auto const said = course->call({who, "administrative_affairs"});
    Context const context{said, stream, course->view, course->facts};
    return std::string{judge::reason_of(
        course->workflow.authorise(judge::command_of(course->workflow, command), context))};
  };
  EXPECT_EQ(refused(course->stream, "arash", "RemandCase"), "actor_must_hold_one_duty");
  EXPECT_EQ(refused(course->stream, "p-1", "RemandCase"), "judge_must_not_be_nominee");
  EXPECT_EQ(refused(course->stream, "elham", "RemandCase"), "");

  (void)remand(*course).value();

  EXPECT_FALSE(second(*course).duties.contains(person("arash")));
  EXPECT_EQ(refused(kSecond, "arash", "CompleteScreening"), "actor_must_hold_one_duty");
  EXPECT_EQ(refused(kSecond, "elham", "CompleteScreening"), "");
}

TEST(RemandCase, SeatsNobodyOnThePanelWhoDidAnotherDutyInTheAnnulledCase) {
  auto const course = annulled(Phase::authorised);
  (void)remand(*course).value();
  auto const refused = [&] {
    return std::string{judge::reason_of(judge_on(*course, kSecond, kAffairs, usual_panel()))};
  };
  EXPECT_EQ(refused(), "");

  course->view.state<Case>(course->stream).duties[person("arash")].insert(Code{"nominator"});

  EXPECT_EQ(refused(), "panel_must_be_free_of_other_duties");
}

/// A row: the annulled case, what has happened since, and why it cannot be taken up again.
struct Hindered {
  std::string reason;
  std::optional<Phase> from = Phase::reviewing;
  void (*since)(Course& course) = nullptr;
};

std::vector<Hindered> hindrances() {
  return {
      {"annulment_must_name_a_defect", std::nullopt},
      {"defect_must_follow_a_stage", Phase::drafting},
      {"case_must_be_remanded_once", Phase::reviewing,
       [](Course& course) { (void)remand(course, kThird).value(); }},
      {"stream_must_be_new", Phase::reviewing,
       [](Course& course) { course.view.record(kSecond, CaseOpened{}, course.call(kOfficer)); }},
      {"post_must_be_vacant", Phase::reviewing,
       [](Course& course) {
         course.view.state<registry::Post>(course.post).holder = person("p-5");
       }},
      {"post_must_have_no_other_case", Phase::reviewing,
       [](Course& course) {
         course.view.record(course.post, registry::PostClaimed{.by = kThird});
       }},
      {"budget_must_cover_cost", Phase::reviewing, [](Course& course) {
         course.view.record(course.line, registry::CreditReserved{.by = kThird, .amount = 601});
       }}};
}

TEST(RemandCase, IsRefusedByNameForWhatStandsInItsWay) {
  for (auto const& [reason, from, since] : hindrances()) {
    auto const course = annulled(from);
    if (since) since(*course);
    EXPECT_EQ(judge::reason_of(course->judge(kAffairs, RemandCase{.to = kSecond})), reason);
  }
  auto const course = appointed();
  EXPECT_EQ(judge::reason_of(course->judge(kAffairs, RemandCase{.to = kSecond})),
            "case_must_be_annulled");
}

TEST(RemandCase, HasARowForEachOfItsReasons) {
  std::set<std::string, std::less<>> rows{"case_must_be_annulled"};
  for (auto const& row : hindrances()) rows.insert(row.reason);
  EXPECT_THAT(judge::without_row(std::vector{GOZIN_REASONS_OF_REMANDING(GOZIN_REASON_TEXT)}, rows),
              IsEmpty());
}

TEST(RemandCase, IsNoTaskWhereNothingCanBeGoneBackTo) {
  EXPECT_THAT(tasks_of_case(*annulled(std::nullopt), StreamId{"case/c-1"}), IsEmpty());
  EXPECT_THAT(tasks_of_case(*annulled(Phase::drafting), StreamId{"case/c-1"}), IsEmpty());
}

}  // namespace
}  // namespace gozin::appointment
