#include "tests/workflows/appointment/reviews_begun.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// T18: the rules that the secretary calls a session under are not those of the cases it deals with.
namespace gozin::appointment {
namespace {

using judge::find;
using judge::types_of;
using testing::ElementsAre;

TEST(SessionUnderOtherRules, DealsWithACaseWhoseRulesItSatisfies) {
  auto council = under_other_rules(council_rules(), 3);
  auto& meeting = council->meeting();
  meeting.agenda.clear();
  meeting.called = by_secretary().now;
  meeting.starts = judge::at("2026-11-22T09:00:00.000Z");
  council->judge.view.move(council->session, {"Called"});

  EXPECT_THAT(types_of(council->act(by_secretary(), PutCaseOnAgenda{.session = council->session})),
              ElementsAre("PutOnAgenda", "AgendaItemAdded"));
  council->judge.view.move(council->session, {"Open"});
  EXPECT_THAT(types_of(council->act(by_secretary(), OpenItem{.session = council->session})),
              ElementsAre("DeliberationOpened"));
}

TEST(SessionUnderOtherRules, TakesACaseOnByAMotionWithItsQuorum) {
  auto council = under_other_rules(council_rules(), 3);
  council->meeting().agenda.clear();
  auto const put = [&] {
    return council->judged(by_secretary(), PutCaseOnAgenda{.session = council->session});
  };
  record_motion(*council, {.procedure = session::Procedure::take_on,
                           .mover = member(4),
                           .yes = 5,
                           .no = 0,
                           .carried = true});
  auto& motion = council->meeting().motions.back();
  auto const everybody = motion.present;
  for (int number = 9; number <= 13; ++number) motion.present.erase(member(number));
  EXPECT_EQ(judge::reason_of(put()), "late_item_must_be_taken_on");

  motion.present = everybody;
  EXPECT_TRUE(put());
}

// Called in time, but it did not stand on the agenda then.
TEST(SessionUnderOtherRules, OwesItsNoticeOfTheItemToo) {
  auto council = under_other_rules(council_rules(), 3);
  council->meeting().agenda.clear();
  council->meeting().starts = judge::at("2026-11-19T09:00:00.000Z");
  council->judge.view.move(council->session, {"Called"});

  EXPECT_EQ(judge::reason_of(
                council->judged(by_secretary(), PutCaseOnAgenda{.session = council->session})),
            "late_item_must_be_taken_on");
}

// Whoever was there counts, whether or not they are in the room when it is carried out.
TEST(SessionUnderOtherRules, CountsWhoWasThereForTheMotion) {
  auto council = deliberating();
  record_motion(*council, motion_of(ruling(7, 5)));
  for (int number = 5; number <= 13; ++number) council->leave(member(number));

  EXPECT_TRUE(find<RecusalRuled>(council->judged(by_secretary(), ruling(7, 5)))->upheld);
}

}  // namespace
}  // namespace gozin::appointment
