#include "workflows/appointment/acting.hpp"

#include "tests/workflows/appointment/acting_story.hpp"
#include "workflows/appointment/commands/assessing.hpp"
#include "workflows/appointment/names.hpp"
#include "workflows/registry/commands/posts.hpp"

#include <gmock/gmock.h>

namespace gozin::appointment {
namespace {

using judge::find;
using judge::reason_of;
using judge::types_of;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

Code const kOwed{std::string{kActingCall}};

// T26: a hard end, counted over all acting heads.
TEST(Acting, BeginsWithADecreeThatCountsItsDays) {
  ActingStory story;
  story.prepared(kActing, "p-1");

  auto const published = story.publish(kActing);

  EXPECT_THAT(types_of(published), ElementsAre("DecreePublished", "ActingAppointed", "PostTaken",
                                               "CreditUsed", "DeadlineSet"));
  auto const& head = *find<registry::ActingAppointed>(published);
  EXPECT_EQ(to_iso_date(head.from), "2026-11-18");
  EXPECT_EQ(to_iso_date(head.until), "2027-03-17");
  EXPECT_EQ(to_rfc3339(head.ends), "2027-03-17T20:30:00.000Z");
  EXPECT_EQ(head.days, 120);
  EXPECT_EQ(head.since, head.from);
  EXPECT_TRUE(story.view().in(story.post(), "ActingHeld"));
}

// T26: the vacancy that must be opened has a day.
TEST(Acting, OwesTheCallByADayOfTheRules) {
  ActingStory story;
  story.acting("p-1");

  auto const& state = story.state(kActing);

  ASSERT_TRUE(state.deadlines.contains(kOwed));
  EXPECT_EQ(to_rfc3339(state.deadlines.at(kOwed).due), "2026-11-30T20:29:59.999Z");
  EXPECT_TRUE(state.deadlines.at(kOwed).remind);
  EXPECT_THAT(story.tasks(kActing), Contains("open_case department_officer"));
}

TEST(Acting, IsWatchedAfterTheEndOfItsCase) {
  ActingStory story;
  story.acting("p-1");
  story.course.pass_days(13);

  auto const missed = story.act(kActing, kClock, MissDeadline{.name = kOwed});

  EXPECT_EQ(find<DeadlineMissed>(missed)->escalated_to, Code{"inspectorate"});
  EXPECT_THAT(story.tasks(kActing), Contains("extend_deadline inspectorate"));
  EXPECT_THAT(story.tasks(kActing), Contains("open_case department_officer"));
}

TEST(Acting, IsFollowedByTheCaseOfTheCall) {
  ActingStory story;
  story.acting("p-1");

  auto const opened = story.open(kCall);

  EXPECT_THAT(types_of(opened), ElementsAre("CaseOpened", "PostClaimed", "CallOpened"));
  EXPECT_EQ(story.state(kActing).call, kCall);
  EXPECT_FALSE(story.state(kActing).deadlines.contains(kOwed));
  EXPECT_THAT(story.tasks(kActing), IsEmpty());
  EXPECT_TRUE(story.view().in(story.post(), "ActingHeldClaimed"));
}

TEST(Acting, NamesTheCallThatIsOpenAlready) {
  ActingStory story;
  story.open(kCall).value();
  story.proposed(kActing, "p-1");
  EXPECT_EQ(story.state(kActing).call, kCall);
  story.decreed(kActing);

  auto const published = story.publish(kActing);

  EXPECT_EQ(find<registry::ActingAppointed>(published)->call, kCall);
  EXPECT_EQ(find<DeadlineSet>(published), nullptr);
}

TEST(Acting, OwesTheCallAnewWhenItComesToNothing) {
  ActingStory story;
  story.acting("p-1");
  story.open(kCall).value();

  auto const cancelled = story.act(kCall, kOfficer, CancelCase{.reason = judge::hidden("why")});

  EXPECT_THAT(types_of(cancelled), ElementsAre("CaseCancelled", "PostReleased", "DeadlineSet"));
  EXPECT_FALSE(story.state(kActing).call);
  EXPECT_TRUE(story.state(kActing).deadlines.contains(kOwed));
}

// T26: that nobody acts any more excuses nobody.
TEST(Acting, OwesTheCallAnewAfterTheActingHeadHasGone) {
  ActingStory story;
  story.acting("p-1");
  story.open(kCall).value();
  story.course.pass_days(120);
  story.end_acting().value();

  auto const cancelled = story.cancel(kCall);

  EXPECT_THAT(types_of(cancelled), ElementsAre("CaseCancelled", "PostReleased", "DeadlineSet"));
  EXPECT_TRUE(story.state(kActing).deadlines.contains(kOwed));
  EXPECT_THAT(types_of(story.open(kAgain)), Contains("CallOpened"));
}

// T26: a case that is opened and given up again wins no time.
TEST(Acting, KeepsTheDayOfACallThatWasNeverPublished) {
  ActingStory story;
  story.acting("p-1");
  auto const due = story.state(kActing).deadlines.at(kOwed).due;
  story.open(kCall).value();
  story.course.pass_days(9);

  story.cancel(kCall).value();

  EXPECT_EQ(story.state(kActing).deadlines.at(kOwed).due, due);
}

TEST(Acting, GivesAnotherPeriodAfterACallThatWasPublished) {
  ActingStory story;
  story.acting("p-1");
  auto const due = story.state(kActing).deadlines.at(kOwed).due;
  story.open(kCall).value();
  story.published_call(kCall);
  story.course.pass_days(9);

  story.cancel(kCall, kAffairs).value();

  EXPECT_GT(story.state(kActing).deadlines.at(kOwed).due, due);
}

TEST(Acting, IsExtendedByTheOfficeThatWasTold) {
  ActingStory story;
  story.acting("p-1");
  story.course.pass_days(13);
  story.act(kActing, kClock, MissDeadline{.name = kOwed}).value();
  EXPECT_THAT(story.tasks(kActing), Not(Contains("extend_deadline administrative_affairs")));

  auto const extended = story.act(kActing, kInspector,
                                  ExtendDeadline{.name = kOwed,
                                                 .due = Instant{story.course.now.ms + 86'400'000},
                                                 .reason = judge::hidden("why")});

  EXPECT_THAT(types_of(extended), ElementsAre("DeadlineExtended"));
}

// T26: a letter that puts the end of an acting head back takes no days off the count.
TEST(Acting, CountsTheDaysUntilTheEndIsOnRecord) {
  ActingStory story;
  story.acting("p-1");
  story.course.pass_days(100);
  story.vacate(90).value();
  story.prepared(kAgain, "p-2");

  EXPECT_EQ(find<registry::ActingAppointed>(story.publish(kAgain))->days, 120);
  EXPECT_EQ(to_iso_date(story.post_state().acting.back().until), "2027-03-17");
}

TEST(Acting, TakesThePostOnTheFirstDayOfTheTerm) {
  ActingStory story;
  story.proposed(kActing, "p-1");
  story.decreed(kActing, 2);
  ASSERT_EQ(reason_of(story.publish(kActing)), "acting_term_must_have_begun");
  story.course.pass_days(2);

  auto const published = story.publish(kActing);

  auto const& head = *find<registry::ActingAppointed>(published);
  EXPECT_EQ(to_iso_date(head.from), "2026-11-20");
  EXPECT_EQ(to_iso_date(head.until), "2027-03-19");
}

// T26: another decree is no more time to open the call.
TEST(Acting, LeavesTheDebtWithTheFirstDecree) {
  auto rules = acting_rules();
  rules.limits.acting_days_max = 200;
  ActingStory story{rules};
  story.acting("p-1");
  story.course.pass_days(60);

  story.prepared(kAgain, "p-2");
  auto const published = story.publish(kAgain);

  EXPECT_EQ(find<DeadlineSet>(published), nullptr);
  EXPECT_TRUE(story.state(kActing).deadlines.contains(kOwed));
  EXPECT_THAT(types_of(story.open(kCall)), Contains("CallOpened"));
  EXPECT_EQ(story.state(kActing).call, kCall);
}

// T26: acting heads follow each other within one limit.
TEST(Acting, CountsAllActingHeadsTogether) {
  ActingStory story;
  story.acting("p-1");
  story.course.pass_days(30);
  story.prepared(kAgain, "p-2");

  auto const published = story.publish(kAgain);

  EXPECT_THAT(types_of(published), Contains("PostVacated"));
  auto const& head = *find<registry::ActingAppointed>(published);
  EXPECT_EQ(to_iso_date(head.until), "2027-03-17");
  EXPECT_EQ(to_iso_date(head.since), "2026-11-18");
  EXPECT_EQ(head.days, 120);
  EXPECT_EQ(story.post_state().holder, person("p-2"));
  EXPECT_THAT(story.view().state<registry::Person>(StreamId{"person/p-1"}).posts, IsEmpty());
}

TEST(Acting, TakesTheCouncilsNoticeForMoreDaysWhereTheRulesDo) {
  auto rules = acting_rules();
  rules.limits.acting_notice_days = 60;
  ActingStory story{rules};
  story.acting("p-1");
  story.course.pass_days(120);
  story.end_acting().value();
  story.authorised(kAgain);
  story.council_sits(kAgain);
  ASSERT_EQ(reason_of(story.propose(kAgain, "p-1")), "acting_days_must_be_left");

  ASSERT_TRUE(story.propose(kAgain, "p-1", kSession));
  story.decreed(kAgain);

  EXPECT_EQ(find<registry::ActingAppointed>(story.publish(kAgain))->days, 180);
}

TEST(Acting, EndsByTheClock) {
  ActingStory story;
  story.acting("p-1");
  EXPECT_EQ(reason_of(story.end_acting()), "acting_period_must_have_ended");
  story.course.pass_days(120);

  auto const ended = story.end_acting();

  EXPECT_THAT(types_of(ended), ElementsAre("PostVacated", "CreditReleased", "PostLeft"));
  EXPECT_EQ(to_iso_date(*find<registry::PostVacated>(ended)->from), "2027-03-18");
  EXPECT_TRUE(story.view().in(story.post(), "Vacant"));
  // Nobody is excused from the call by the end.
  EXPECT_TRUE(story.state(kActing).deadlines.contains(kOwed));
}

// Two decrees for one post at a time: whoever is appointed for good ends the acting head.
TEST(Acting, GivesWayToWhomeverIsAppointed) {
  ActingStory story;
  story.acting("p-1");
  story.course.pass_days(3);
  story.appointed_by_transfer(kCall, "p-2");

  auto const published = story.publish(kCall);

  EXPECT_THAT(types_of(published),
              ElementsAre("DecreePublished", "PostVacated", "CreditReleased", "PostLeft",
                          "PostFilled", "PostTaken", "CreditUsed"));
  EXPECT_EQ(story.post_state().holder, person("p-2"));
  EXPECT_FALSE(story.post_state().is_acting);
  EXPECT_EQ(story.post_state().acting.front().won, false);
}

TEST(Acting, TellsThatTheActingHeadWon) {
  ActingStory story;
  story.acting("p-1");
  story.appointed_by_transfer(kCall, "p-1");
  story.publish(kCall).value();

  EXPECT_EQ(story.post_state().acting.front().won, true);
}

TEST(Acting, ComesTooLateOnceSomebodyIsAppointed) {
  ActingStory story;
  story.proposed(kActing, "p-1");
  story.appointed_by_transfer(kCall, "p-2");
  story.publish(kCall).value();

  EXPECT_EQ(reason_of(story.draft(kActing)), "post_must_be_vacant");
  auto const cancelled = story.act(kActing, kAffairs, CancelCase{.reason = judge::hidden("late")});
  EXPECT_THAT(types_of(cancelled),
              ElementsAre("CaseCancelled", "ActingReleased", "CreditReleased"));
}

// T2: the incumbent's advantage is looked at before anybody chooses.
TEST(Acting, RaisesAHintWhenTheActingHeadIsANominee) {
  ActingStory story;
  story.acting("p-1");
  story.open(kCall).value();
  story.published_call(kCall);
  for (auto const name : {"p-1", "p-2"}) story.nominated(kCall, name);

  auto const completed = story.screened(kCall, {"p-1", "p-2"});

  auto const* hint = find<HintRaised>(completed);
  ASSERT_NE(hint, nullptr);
  EXPECT_EQ(hint->kind, HintKind::acting_head);
  EXPECT_EQ(hint->nominee, nominee("p-1"));
  EXPECT_EQ(hint->person, person("mayor"));
  EXPECT_THAT(story.tasks(kCall), Contains("dispose_hint inspectorate"));
  EXPECT_THAT(story.state(kCall).hints_raised, testing::SizeIs(1));
}

// Between declaration and choice somebody begins to act: another declaration raises the hint.
TEST(Acting, AsksForAnotherDeclarationAboutWhoActsSince) {
  ActingStory story;
  story.open(kCall).value();
  story.published_call(kCall);
  story.nominated(kCall, "p-1");
  story.screened(kCall, {"p-1"}).value();
  auto const& nominee = story.state(kCall).nominees.at(appointment::nominee("p-1"));
  Context const context{story.course.call(kAffairs), kCall, story.view(), story.course.facts};
  EXPECT_FALSE(lacks_acting_hint(context, nominee));

  story.acting("p-1");

  EXPECT_TRUE(lacks_acting_hint(context, nominee));
  story.state(kCall).hints_raised.insert(
      {HintKind::earlier_interest, person("mayor"), appointment::nominee("p-1")});
  EXPECT_TRUE(lacks_acting_hint(context, nominee));
  story.state(kCall).hints_raised.insert(
      {HintKind::acting_head, person("mayor"), appointment::nominee("p-1")});
  EXPECT_FALSE(lacks_acting_hint(context, nominee));
}

TEST(Acting, KeepsNoHintOfWhoNeverActed) {
  ActingStory story;
  story.open(kCall).value();
  story.published_call(kCall);
  story.nominated(kCall, "p-2");

  EXPECT_THAT(types_of(story.screened(kCall, {"p-2"})), Not(Contains("HintRaised")));
}

// What is struck down has ended no acting: the days count on.
TEST(Acting, CountsOnAfterAnAppointmentThatIsStruckDown) {
  ActingStory story;
  story.acting("p-1");
  story.course.pass_days(100);
  story.appointed_by_transfer(kCall, "p-2");
  story.publish(kCall).value();
  (void)story.annul(kCall).value();
  story.prepared(kAgain, "p-1");

  EXPECT_EQ(find<registry::ActingAppointed>(story.publish(kAgain))->days, 120);
  EXPECT_EQ(to_iso_date(story.post_state().acting.back().since), "2026-11-18");
}

// Whoever won the call is struck down: the post needs another call.
TEST(Acting, OwesTheCallAnewWhenWhoeverWonItIsStruckDown) {
  ActingStory story;
  story.acting("p-1");
  story.appointed_by_transfer(kCall, "p-2");
  story.publish(kCall).value();
  ASSERT_FALSE(story.state(kActing).deadlines.contains(kOwed));

  auto const annulled = story.annul(kCall);

  EXPECT_THAT(types_of(annulled), Contains("DeadlineSet"));
  EXPECT_TRUE(story.state(kActing).deadlines.contains(kOwed));
  EXPECT_THAT(types_of(story.open(kAgain)), Contains("CallOpened"));
  EXPECT_EQ(story.state(kActing).call, kAgain);
}

TEST(Acting, OwesNothingAfterAnAppointmentWithoutActingHeads) {
  ActingStory story;
  story.appointed_by_transfer(kCall, "p-2");
  story.publish(kCall).value();

  auto const annulled = story.annul(kCall);

  EXPECT_THAT(types_of(annulled), Not(Contains("DeadlineSet")));
}

TEST(Acting, CountsAnewAfterSomebodyWasAppointed) {
  ActingStory story;
  story.acting("p-1");
  story.course.pass_days(100);
  story.appointed_by_transfer(kCall, "p-2");
  story.publish(kCall).value();
  story.course.pass_days(1);
  story.vacate().value();
  story.prepared(kAgain, "p-1");

  EXPECT_EQ(find<registry::ActingAppointed>(story.publish(kAgain))->days, 120);
  EXPECT_EQ(to_iso_date(story.post_state().acting.back().since), "2027-02-27");
}

}  // namespace
}  // namespace gozin::appointment
