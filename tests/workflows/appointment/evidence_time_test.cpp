#include "tests/workflows/appointment/course.hpp"
#include "workflows/appointment/names.hpp"
#include "workflows/appointment/screening.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// How long somebody who is screened again has for showing what nobody knows of them, where the case
// stood still meanwhile. No clock of screening runs then.
namespace gozin::appointment {
namespace {

using testing::ElementsAre;

ExcludeNominee const kExclusion{
    .nominee = nominee("p-1"), .condition = Code{"degree"}, .reason = {}};

/// p-1 is screened again, and the register knows nothing of a degree.
void nothing_known_again(Course& course) {
  course.screen({"p-1", "p-2"});
  course.view.move(course.stream, {"Readmitting", "Clear"});
  course.state().readmitted = nominee("p-1");
  course.state().readmitted_to = Step::screening;
  course.state().nominees.at(nominee("p-1")).standing = Standing::consented;
  course.state().stage_since = course.now;
  course.state().deadlines.clear();
  course.meets("p-1", "degree", rules::Finding::unknown);
}

std::optional<Instant> evidence_end_of(Course& course) {
  auto const said = course.call(kAffairs);
  return evidence_end(
      {.call = said, .stream = course.stream, .view = course.view, .facts = course.facts});
}

/// A court has the case stand still for this long.
Result<Decision> stood_still(Course& course, int days) {
  (void)course.act(kInspector, SuspendCase{.until = {}, .reason = {}}).value();
  course.pass_days(days);
  return course.act(kInspector, ResumeCase{.reason = judge::hidden("done")});
}

// A suspension takes nobody's time for showing evidence.
TEST(ExcludeNominee, GivesTheTimeForEvidenceThatASuspensionTook) {
  Course course;
  nothing_known_again(course);
  auto const before = evidence_end_of(course).value();

  auto const resumed = stood_still(course, 4);
  auto const* extended = judge::find<DeadlineExtended>(resumed);
  course.now = Instant{before.ms + 1};
  auto const early = course.judge(kAffairs, kExclusion);

  ASSERT_NE(extended, nullptr);
  EXPECT_EQ(extended->name.text, kEvidenceEnd);
  EXPECT_EQ(extended->due.ms, before.ms + std::int64_t{4} * 24 * 3600 * 1000);
  EXPECT_EQ(evidence_end_of(course), extended->due);
  EXPECT_EQ(judge::reason_of(early), "time_for_evidence_must_have_passed");
  course.now = Instant{extended->due.ms + 1};
  EXPECT_TRUE(course.judge(kAffairs, kExclusion));
}

TEST(ExcludeNominee, GivesNoTimeBackThatWasOverBeforeTheSuspension) {
  Course course;
  nothing_known_again(course);
  course.pass_days(10);

  EXPECT_THAT(judge::types_of(stood_still(course, 4)), ElementsAre("CaseResumed"));
  EXPECT_TRUE(course.judge(kAffairs, kExclusion));
}

// Another step has its whole time by itself.
TEST(ExcludeNominee, CountsTheTimeForEvidenceAnewInEachReadmission) {
  Course course;
  nothing_known_again(course);
  (void)stood_still(course, 4).value();
  ASSERT_TRUE(course.state().evidence_until);

  ReadmissionConcluded concluded;
  concluded.nominee = nominee("p-1");
  course.view.record(course.stream, concluded, course.call(kAffairs));

  EXPECT_FALSE(course.state().evidence_until);
}

}  // namespace
}  // namespace gozin::appointment
