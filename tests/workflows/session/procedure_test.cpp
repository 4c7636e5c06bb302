#include "workflows/session/procedure.hpp"

#include "tests/workflows/session/council.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/session/reasons.hpp"

#include <functional>
#include <set>

#include <gtest/gtest.h>

namespace gozin::session {
namespace {

using judge::find;
using judge::Judge;
using judge::reason_of;
using judge::types_of;
using Types = std::vector<std::string>;

/// A post stands for whatever a body can have on its agenda.
StreamId const kItem{"post/p-1"};
StreamId const kLate{"post/p-2"};

/// An open session, this many of seven present, with one item on its agenda.
Judge in_session(int present = 6) {
  auto city = called(present);
  for (auto const& stream : {kItem, kLate}) city.view.put(stream, registry::Post{}, {"Vacant"});
  static_cast<void>(
      city.act(at_its_time(), kMeeting, AddAgendaItem{.title = {"item"}, .about = kItem}));
  static_cast<void>(city.act(at_its_time(), kMeeting, OpenSession{}));
  return city;
}

/// Six are there: four for it, two against.
EnterMotion sent_back() {
  return {.procedure = Procedure::return_to_assessing,
          .about = kItem,
          .mover = member(2),
          .yes = 4,
          .no = 2};
}

EnterMotion challenge() {
  return {.procedure = Procedure::recuse,
          .about = kItem,
          .member = member(1),
          .mover = member(2),
          .yes = 3,
          .no = 2};
}

Judge entered(EnterMotion const& motion = sent_back()) {
  auto city = in_session();
  static_cast<void>(city.act(at_its_time(), kMeeting, motion));
  return city;
}

Session const& session_in(Judge& city) { return *city.view.find<Session>(kMeeting); }

// T16, T17: no officer says alone what the body decided.
TEST(Procedure, CountsOnceAnotherMemberHasConfirmedIt) {
  auto city = in_session();

  auto const written = city.act(at_its_time(), kMeeting, sent_back());
  EXPECT_TRUE(find<MotionEntered>(written)->carried);
  EXPECT_EQ(find_confirmed(session_in(city), Procedure::return_to_assessing, kItem), nullptr);
  auto const confirmed = city.act(as_member("m3"), kMeeting, ConfirmMotion{.motion = 1});

  EXPECT_EQ(types_of(confirmed), Types{"MotionConfirmed"});
  auto const* motion = find_confirmed(session_in(city), Procedure::return_to_assessing, kItem);
  ASSERT_NE(motion, nullptr);
  EXPECT_EQ(motion->entered.mover, member(2));
  EXPECT_EQ(find_confirmed(session_in(city), Procedure::return_to_screening, kItem), nullptr);
  EXPECT_EQ(find_confirmed(session_in(city), Procedure::return_to_assessing, kLate), nullptr);
}

TEST(Procedure, IsLostWithoutMoreYesThanNo) {
  auto motion = sent_back();
  motion.yes = motion.no = 3;
  auto city = in_session();

  EXPECT_FALSE(find<MotionEntered>(city.act(at_its_time(), kMeeting, motion))->carried);
}

/// The council is owed a day of notice.
void owe_notice(Judge& city) {
  auto rules = judge::council_rules();
  rules.ballots.at(Code{"council"}).notice.days = 1;
  judge::put_rules(city, rules);
}

// What is not on the agenda comes onto it by the members' own decision, once they are owed notice.
TEST(Procedure, TakesOnWhatWasNotCalled) {
  auto city = in_session();
  AddAgendaItem const late{.title = {"late"}, .about = kLate};
  EXPECT_TRUE(city.judge(at_its_time(), kMeeting, late));
  owe_notice(city);
  EXPECT_EQ(reason_of(city.judge(at_its_time(), kMeeting, late)), "late_item_must_be_taken_on");
  EXPECT_TRUE(city.judge(at_its_time(), kMeeting, AddAgendaItem{.title = {"news"}, .about = {}}));

  static_cast<void>(city.act(
      at_its_time(), kMeeting,
      EnterMotion{
          .procedure = Procedure::take_on, .about = kLate, .mover = member(2), .yes = 6, .no = 0}));
  EXPECT_EQ(reason_of(city.judge(at_its_time(), kMeeting, late)), "late_item_must_be_taken_on");
  static_cast<void>(city.act(as_member("m3"), kMeeting, ConfirmMotion{.motion = 1}));

  EXPECT_TRUE(city.judge(at_its_time(), kMeeting, late));
}

/// A session that is called for this moment; its body is owed a day of notice.
Judge called_for(std::string_view starts) {
  auto city = called(6);
  city.view.put(kItem, registry::Post{}, {"Vacant"});
  owe_notice(city);
  city.view.state<Session>(kMeeting).starts = judge::at(starts);
  return city;
}

// Each item has the notice of the call: on the 18th in Tehran for whatever begins on the 20th.
TEST(Procedure, LeavesTheAgendaOfACalledSessionToItsSecretaryUntilTheNoticeBegins) {
  AddAgendaItem const item{.title = {"item"}, .about = kItem};
  auto in_time = called_for("2026-11-19T20:30:00.000Z");
  auto late = called_for("2026-11-19T20:29:59.000Z");

  EXPECT_TRUE(in_time.judge(kSecretary, kMeeting, item));
  EXPECT_EQ(reason_of(late.judge(kSecretary, kMeeting, item)), "late_item_must_be_taken_on");
  EXPECT_TRUE(late.judge(kSecretary, kMeeting, AddAgendaItem{.title = {"news"}, .about = {}}));
}

// What was too late before the opening comes on by what the members carry after it.
TEST(Procedure, TakesOnAfterTheOpeningWhatWasTooLateBeforeIt) {
  AddAgendaItem const item{.title = {"item"}, .about = kItem};
  auto city = called_for("2026-11-18T11:00:00.000Z");
  EXPECT_EQ(reason_of(city.judge(kSecretary, kMeeting, item)), "late_item_must_be_taken_on");

  static_cast<void>(city.act(at_its_time(), kMeeting, OpenSession{}));
  static_cast<void>(city.act(
      at_its_time(), kMeeting,
      EnterMotion{
          .procedure = Procedure::take_on, .about = kItem, .mover = member(2), .yes = 6, .no = 0}));
  static_cast<void>(city.act(as_member("m3"), kMeeting, ConfirmMotion{.motion = 1}));

  EXPECT_TRUE(city.judge(at_its_time(), kMeeting, item));
}

struct MotionRow {
  MotionReason reason;
  std::function<Result<Decision>()> act;
};

Result<Decision> after(std::function<void(EnterMotion&)> change, EnterMotion motion = sent_back(),
                       int present = 6) {
  auto city = in_session(present);
  change(motion);
  return city.judge(at_its_time(), kMeeting, motion);
}

Result<Decision> confirmed_by(Call const& by, EnterMotion const& motion = sent_back()) {
  auto city = entered(motion);
  return city.judge(by, kMeeting, ConfirmMotion{.motion = 1});
}

std::vector<MotionRow> rows_of_entering() {
  return {
      {MotionReason::motion_must_concern_an_item,
       [] { return after([](EnterMotion& motion) { motion.about = kLate; }); }},
      {MotionReason::motion_must_concern_an_item,
       [] { return after([](EnterMotion& motion) { motion.procedure = Procedure::take_on; }); }},
      {MotionReason::motion_must_challenge_a_member,
       [] {
         return after([](EnterMotion& motion) { motion.member = std::nullopt; }, challenge());
       }},
      {MotionReason::motion_must_challenge_a_member,
       [] {
         return after([](EnterMotion& motion) { motion.member = PersonId{"secretary"}; },
                      challenge());
       }},
      {MotionReason::motion_must_challenge_a_member,
       [] { return after([](EnterMotion& motion) { motion.member = member(3); }); }},
      {MotionReason::mover_must_be_another_member_in_the_room,
       [] { return after([](EnterMotion& motion) { motion.mover = member(1); }, challenge()); }},
      {MotionReason::mover_must_be_another_member_in_the_room,
       [] { return after([](EnterMotion& motion) { motion.mover = member(7); }); }},
      {MotionReason::mover_must_be_another_member_in_the_room,
       [] { return after([](EnterMotion& motion) { motion.mover = PersonId{"secretary"}; }); }},
      {MotionReason::motion_must_count_members_in_the_room,
       [] { return after([](EnterMotion& motion) { motion.yes = 5; }); }},
      // Whoever is challenged does not vote on it.
      {MotionReason::motion_must_count_members_in_the_room,
       [] { return after([](EnterMotion& motion) { motion.yes = 4; }, challenge()); }},
      {MotionReason::motion_must_have_its_quorum,
       [] {
         auto city = in_session();
         city.view.state<Session>(kMeeting).present = {member(2), member(3), member(4), member(5)};
         auto motion = sent_back();
         motion.no = 0;
         auto const refused = city.judge(at_its_time(), kMeeting, motion);
         EXPECT_EQ(refused.error().detail, "4 < 5");
         return refused;
       }},
  };
}

std::vector<MotionRow> rows_of_confirming() {
  return {
      {MotionReason::motion_must_await_confirmation,
       [] {
         auto city = in_session();
         return city.judge(as_member("m3"), kMeeting, ConfirmMotion{.motion = 1});
       }},
      {MotionReason::motion_must_await_confirmation,
       [] {
         auto city = entered();
         static_cast<void>(city.act(as_member("m3"), kMeeting, ConfirmMotion{.motion = 1}));
         return city.judge(as_member("m4"), kMeeting, ConfirmMotion{.motion = 1});
       }},
      // Who moved it, who is challenged, who is not there, who holds no seat, who wrote it down.
      {MotionReason::motion_must_be_confirmed_by_another_member,
       [] { return confirmed_by(as_member("m2")); }},
      {MotionReason::motion_must_be_confirmed_by_another_member,
       [] { return confirmed_by(as_member("m1"), challenge()); }},
      {MotionReason::motion_must_be_confirmed_by_another_member,
       [] { return confirmed_by(as_member("m7")); }},
      {MotionReason::motion_must_be_confirmed_by_another_member,
       [] { return confirmed_by(as_member("secretary")); }},
      {MotionReason::motion_must_be_confirmed_by_another_member,
       [] {
         auto city = in_session();
         auto chair = judge::call("m1", "body_chair", at_its_time().now);
         static_cast<void>(city.act(chair, kMeeting, sent_back()));
         return city.judge(chair, kMeeting, ConfirmMotion{.motion = 1});
       }},
      // Nor is it written down for somebody.
      {MotionReason::motion_must_be_confirmed_by_another_member,
       [] {
         auto clerk = as_member("clerk");
         clerk.behalf = member(3);
         clerk.channel = Code{"clerk"};
         return confirmed_by(clerk);
       }},
      {MotionReason::late_item_must_be_taken_on,
       [] {
         auto city = in_session();
         owe_notice(city);
         return city.judge(at_its_time(), kMeeting,
                           AddAgendaItem{.title = {"late"}, .about = kLate});
       }},
  };
}

TEST(Procedure, RefusesByName) {
  std::set<std::string, std::less<>> rows;
  for (auto const& table : {rows_of_entering(), rows_of_confirming()})
    for (auto const& row : table) {
      rows.emplace(name_of(row.reason));
      EXPECT_EQ(reason_of(row.act()), name_of(row.reason));
    }
  EXPECT_EQ(judge::without_row(names_of(std::type_identity<MotionReason>{}), rows),
            std::vector<std::string>{});
}

}  // namespace
}  // namespace gozin::session
