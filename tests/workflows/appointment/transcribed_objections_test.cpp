#include "tests/workflows/appointment/at_the_counter.hpp"
#include "workflows/appointment/commands/objecting.hpp"
#include "workflows/appointment/objections.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// What people object to by letter.
namespace gozin::appointment {
namespace {

using namespace at_the_counter;
using judge::hidden;
using judge::reason_of;
using judge::types_of;
using testing::ElementsAre;

By const kHearing{"shahla", "objections_officer"};

/// A citizen objects to the conditions by letter.
void object(Course& course) {
  course.publish();
  (void)course
      .act(kWalkIn, RaiseObjection{.against = Against::conditions,
                                   .nominee = std::nullopt,
                                   .grounds = hidden("tailored")})
      .value();
}

TEST(TranscribedObjection, IsHeardOnceItIsConfirmed) {
  auto rules = course_rules();
  rules.objections.heard_by = Code{"objections_officer"};
  Course course{std::move(rules)};
  object(course);
  auto const code = course.state().objections.front().code;
  DismissObjection const dismiss{.objection = code, .objector = person("c-2"), .reason = {}};
  EXPECT_EQ(reason_of(course.judge(kHearing, dismiss)), "transcription_must_be_confirmed_first");
  EXPECT_EQ(reason_of(course.judge(kAffairs, letters(course))),
            "transcription_must_be_confirmed_by_its_office");

  (void)course.act({"cyrus", "clerk"}, letters(course)).value();

  EXPECT_THAT(types_of(course.judge(kHearing, dismiss)), ElementsAre("ObjectionDismissed"));
}

// Whoever published the conditions does not call the objection against them a false one, whatever
// other office they hold.
TEST(TranscribedObjection, IsNotDisputedByWhomItIsAgainst) {
  Course course;
  object(course);
  By const publisher{kAffairs.actor, "clerk"};
  DisputeTranscription const denial{.act = awaited(course).front(), .reason = hidden("false")};

  EXPECT_EQ(reason_of(course.judge(publisher, denial)),
            "transcription_must_be_confirmed_by_somebody_neutral");
  EXPECT_EQ(reason_of(course.judge(publisher, letters(course))),
            "transcription_must_be_confirmed_by_somebody_neutral");
  EXPECT_THAT(types_of(course.judge({"cyrus", "clerk"}, denial)),
              ElementsAre("TranscriptionDisputed"));
}

TEST(TranscribedObjection, ThatNobodyRaisedIsNone) {
  Course course;
  object(course);
  auto const code = course.state().objections.front().code;

  (void)course
      .act({"cyrus", "clerk"},
           DisputeTranscription{.act = awaited(course).front(), .reason = hidden("no letter")})
      .value();

  EXPECT_FALSE(course.state().objections.front().open);
  EXPECT_FALSE(course.state().deadlines.contains(objection_deadline(code)));
}

// Nobody but the inspectorate reads what is reported, so no second person looks at it.

}  // namespace
}  // namespace gozin::appointment
