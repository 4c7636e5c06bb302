#include "tests/support/preparing.hpp"
#include "tests/workflows/session/council.hpp"
#include "workflows/session/workflow.hpp"

#include <gtest/gtest.h>

namespace gozin::session {
namespace {

using judge::Judge;
using judge::reason_of;
using judge::types_of;
using Types = std::vector<std::string>;

Session const& meeting(Judge& city) { return *city.view.find<Session>(kMeeting); }

TEST(Session, GoesFromTheCallToTheMinutes) {
  auto city = council();

  EXPECT_EQ(types_of(city.act(kSecretary, kMeeting, call_session())), Types{"SessionCalled"});
  EXPECT_EQ(meeting(city).called, kSecretary.now);
  EXPECT_EQ(meeting(city).ruleset, kRules);
  city.act(kSecretary, kMeeting, AddAgendaItem{.title = {"Minutes"}, .about = {}});
  city.act(kSecretary, kMeeting, AddAgendaItem{.title = {"Rules"}, .about = kRules});
  for (int number = 1; number <= 5; ++number)
    city.act(kSecretary, kMeeting, RecordAttendance{.member = member(number)});

  auto const opened = city.act(at_its_time(), kMeeting, OpenSession{});
  ASSERT_EQ(types_of(opened), Types{"SessionOpened"});
  EXPECT_EQ(judge::find<SessionOpened>(opened)->needed, 5);
  EXPECT_EQ(judge::find<SessionOpened>(opened)->present, 5);
  EXPECT_TRUE(city.view.in(kMeeting, "Open"));

  city.act(at_its_time(), kMeeting, CloseSession{});
  EXPECT_TRUE(city.view.in(kMeeting, "Closed"));
  auto const approved = city.act(judge::call("m1", "body_chair"), kMeeting,
                                 ApproveMinutes{.minutes = sha256("minutes")});
  EXPECT_EQ(judge::find<MinutesApproved>(approved)->minutes, sha256("minutes"));
  EXPECT_TRUE(city.view.in(kMeeting, "Recorded"));
  ASSERT_EQ(meeting(city).agenda.size(), 2U);
  EXPECT_EQ(meeting(city).agenda[1].number, 2);
  EXPECT_EQ(meeting(city).agenda[1].about, kRules);
}

// AC8.1, E20: two thirds of seven seats are five.
TEST(Session, FailsBelowItsQuorumWithTheNumbers) {
  auto city = called(4);

  auto const failed = city.act(at_its_time(), kMeeting, OpenSession{});

  ASSERT_EQ(types_of(failed), Types{"SessionFailed"});
  EXPECT_EQ(judge::find<SessionFailed>(failed)->needed, 5);
  EXPECT_EQ(judge::find<SessionFailed>(failed)->present, 4);
  EXPECT_TRUE(city.view.in(kMeeting, "Inquorate"));
  EXPECT_THROW(city.view.record(kMeeting, SessionOpened{}), std::logic_error);
}

TEST(Session, CountsTheQuorumOfFilledSeatsWhereTheRulesSaySo) {
  auto rules = judge::council_rules();
  rules.ballots.at(Code{"council"}).rule.quorum.of = ballot::QuorumBase::filled;
  auto city = called(4);
  judge::put_rules(city, rules);
  city.view.record(kCouncil, registry::MemberLeft{.person = member(7)});

  auto const opened = city.act(at_its_time(), kMeeting, OpenSession{});

  ASSERT_EQ(types_of(opened), Types{"SessionOpened"});
  EXPECT_EQ(judge::find<SessionOpened>(opened)->needed, 4);
}

TEST(Session, DoesNotCountSomebodyWhoLeftTheBody) {
  auto city = called(5);
  city.view.record(kCouncil, registry::MemberLeft{.person = member(5)});

  EXPECT_EQ(types_of(city.act(at_its_time(), kMeeting, OpenSession{})), Types{"SessionFailed"});
}

// T16: the secretary's entry counts, the member's own word confirms it, and either ends it.
TEST(Session, KnowsPresenceByTwoSignals) {
  auto city = called(1);

  city.act(as_member("m1"), kMeeting, RecordAttendance{.member = member(1)});
  city.act(as_member("m2"), kMeeting, RecordAttendance{.member = member(2)});
  EXPECT_EQ(meeting(city).present, std::set{member(1)});
  EXPECT_EQ(meeting(city).confirmed, (std::set{member(1), member(2)}));

  city.act(as_member("m1"), kMeeting,
           RecordAttendance{.member = member(1), .presence = Presence::left});
  EXPECT_TRUE(meeting(city).present.empty());
  EXPECT_EQ(meeting(city).confirmed, std::set{member(2)});

  city.act(kSecretary, kMeeting, RecordAttendance{.member = member(2)});
  city.act(kSecretary, kMeeting, RecordAttendance{.member = member(2), .presence = Presence::left});
  EXPECT_TRUE(meeting(city).present.empty());
  EXPECT_TRUE(meeting(city).confirmed.empty());
}

TEST(Session, WantsTheNoticeOfTheRulesBeforeItStarts) {
  auto rules = judge::council_rules();
  rules.ballots.at(Code{"council"}).notice = {.days = 2, .counted = rules::DayCount::working_days};
  auto city = council();
  judge::put_rules(city, rules);
  // Called on Wednesday: the two days are Thursday and Saturday, since Friday is the weekend.
  auto const starts = [&](std::string_view instant) {
    auto command = call_session();
    command.starts = judge::at(instant);
    return reason_of(city.judge(kSecretary, kMeeting, command));
  };

  EXPECT_EQ(starts("2026-11-21T20:29:59.000Z"), "notice_must_be_long_enough");
  EXPECT_EQ(starts("2026-11-21T20:30:00.000Z"), "");
}

TEST(Session, NamesItsStreamByBodyAndNumber) {
  auto city = council();
  auto const workflow = session_workflow();
  judge::Preparing preparing{city.view};
  auto const prepare = [&](json::object input) {
    return preparing.prepare(judge::command_of(workflow, "CallSession"), kSecretary,
                             std::move(input));
  };
  json::object const input{{"body", "body/council"},
                           {"number", 12},
                           {"starts", "2026-11-18T11:00:00Z"},
                           {"ruleset", kRules.text}};

  auto const submission = prepare(input);
  auto wrong = input;
  wrong["body"] = "council";

  ASSERT_TRUE(submission);
  EXPECT_EQ(submission->stream, kMeeting);
  EXPECT_EQ(reason_of(prepare(wrong)), "field_must_have_its_type");
}

TEST(Session, AsksForTheOfficesOfItsOwnBody) {
  auto city = called(5);
  judge::form_body(city, "board", 3, {{"stranger", registry::Office::secretary}});
  auto const workflow = session_workflow();
  auto const asked = [&](std::string_view command, std::string_view who, std::string_view role) {
    return reason_of(city.authorise(workflow, judge::command_of(workflow, command),
                                    judge::call(who, role), kMeeting));
  };

  EXPECT_EQ(asked("OpenSession", "secretary", "body_secretary"), "");
  EXPECT_EQ(asked("OpenSession", "m1", "body_chair"), "");
  EXPECT_EQ(asked("OpenSession", "m2", "body_chair"), "actor_must_hold_role");
  EXPECT_EQ(asked("OpenSession", "stranger", "body_secretary"), "actor_must_hold_role");
  EXPECT_EQ(asked("RecordAttendance", "m7", "body_member"), "");
  // Who writes the minutes does not approve them.
  EXPECT_EQ(asked("ApproveMinutes", "secretary", "body_secretary"), "role_must_permit_command");
}

TEST(Session, IsListedWithItsAgenda) {
  auto city = called(5);
  city.act(kSecretary, kMeeting, AddAgendaItem{.title = {"Rules"}, .about = kRules});

  auto const rows = city.view.rows(kMeeting);

  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].row, (Row{kMeeting.text, kCouncil.text, std::int64_t{12},
                              judge::at("2026-11-18T11:00:00.000Z").ms, "Called", kRules.text,
                              std::int64_t{5}}));
  EXPECT_EQ(rows[1].row, (Row{kMeeting.text, std::int64_t{1}, "Rules", kRules.text}));
}

}  // namespace
}  // namespace gozin::session
