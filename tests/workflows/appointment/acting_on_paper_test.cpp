#include "tests/workflows/appointment/acting_story.hpp"
#include "workflows/registry/acting.hpp"

#include <gmock/gmock.h>

namespace gozin::appointment {
namespace {

using judge::find;
using judge::types_of;
using testing::Contains;
using testing::ElementsAre;

/// Whoever acts in the post by the papers: no case of this log put them there.
void acts_on_paper(ActingStory& story, std::string_view who, std::string_view from,
                   std::string_view until) {
  auto const last = judge::day(until);
  registry::HolderProposed const proposed{
      .person = person(who), .acting = true, .from = last, .reference = {}, .source = {}};
  story.view().record(story.post(), proposed);
  story.view().record(story.post(),
                      registry::ActingHeadRecorded{.person = person(who),
                                                   .from = judge::day(from),
                                                   .until = last,
                                                   .ends = start_of(last, std::chrono::minutes{0}),
                                                   .reference = {},
                                                   .source = {}});
}

// T26: it does not matter where the decrees of acting heads were recorded.
TEST(ActingOnPaper, CountsTheDaysWithThoseOfThisLog) {
  ActingStory story;
  acts_on_paper(story, "p-2", "2026-10-19", "2026-11-17");
  story.end_acting().value();
  story.prepared(kActing, "p-1");

  auto const published = story.publish(kActing);

  auto const* head = find<registry::ActingAppointed>(published);
  ASSERT_TRUE(head);
  EXPECT_EQ(head->days, 120);
  EXPECT_EQ(to_iso_date(head->since), "2026-10-19");
  EXPECT_EQ(to_iso_date(head->until), "2027-02-15");
}

// There is no case that could owe it.
TEST(ActingOnPaper, OwesNoCall) {
  ActingStory story;
  acts_on_paper(story, "p-2", "2026-11-01", "2026-12-17");

  EXPECT_THAT(types_of(story.open(kCall)), ElementsAre("CaseOpened", "PostClaimed"));
  EXPECT_THAT(types_of(story.cancel(kCall)), ElementsAre("CaseCancelled", "PostReleased"));
  EXPECT_FALSE(story.post_state().call_owed_by);
  EXPECT_THAT(types_of(story.open(kAgain)), ElementsAre("CaseOpened", "PostClaimed"));
}

// The one who owes the call is the last whom a case put there.
TEST(ActingOnPaper, LeavesTheCallToTheCaseThatOwesIt) {
  ActingStory story;
  story.acting("p-1");
  story.course.pass_days(121);
  story.end_acting().value();
  acts_on_paper(story, "p-2", "2027-03-19", "2027-04-19");
  story.open(kCall).value();

  auto const cancelled = story.cancel(kCall);

  EXPECT_EQ(find<DeadlineSet>(cancelled)->name, Code{"stage.acting_call"});
  EXPECT_EQ(story.post_state().call_owed_by, kActing);
  EXPECT_THAT(types_of(story.open(kAgain)), Contains("CallOpened"));
}

// T2: who acted in the post and stands for it is pointed out, whoever put them there.
TEST(ActingOnPaper, IsPointedOutWhenTheyStandForThePost) {
  ActingStory story;
  acts_on_paper(story, "p-2", "2026-11-01", "2026-12-17");
  story.published_call(kCall);
  story.nominated(kCall, "p-2");

  EXPECT_THAT(types_of(story.screened(kCall, {"p-2"})), Contains("HintRaised"));
}

TEST(ActingOnPaper, CountsAnewAfterAHolderOfBeforeThisLog) {
  ActingStory story;
  story.acting("p-1");
  story.course.pass_days(121);
  story.end_acting().value();
  story.view().record(
      story.post(),
      registry::HolderProposed{.person = person("p-2"), .from = {}, .reference = {}, .source = {}});
  story.view().record(
      story.post(),
      registry::HolderRecorded{.person = person("p-2"), .from = {}, .reference = {}, .source = {}});

  auto const& post = story.post_state();

  EXPECT_EQ(post.acting.back().won, false);
  EXPECT_EQ(registry::acting_run(post, judge::day("2027-03-20"), 30).days, 0);
}

}  // namespace
}  // namespace gozin::appointment
