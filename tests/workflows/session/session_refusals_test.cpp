#include "tests/workflows/session/council.hpp"
#include "workflows/ruleset/events.hpp"
#include "workflows/session/reasons.hpp"

#include <functional>
#include <set>

#include <gtest/gtest.h>

namespace gozin::session {
namespace {

using judge::Judge;
using judge::reason_of;

struct Row {
  Reason reason;
  std::function<Result<Decision>(Judge&)> act;
};

/// Calls the session after a change to what is asked.
std::function<Result<Decision>(Judge&)> calling(std::function<void(CallSession&)> change) {
  return [=](Judge& city) {
    auto command = call_session();
    change(command);
    return city.judge(kSecretary, StreamId{"session/council-12"}, command);
  };
}

/// Calls the session after a change to the rules.
std::function<Result<Decision>(Judge&)> under(std::function<void(rules::RuleSet&)> change) {
  return [=](Judge& city) {
    auto rules = judge::council_rules();
    change(rules);
    judge::put_rules(city, rules);
    return city.judge(kSecretary, kMeeting, call_session());
  };
}

std::vector<Row> rows_of_calling() {
  return {{Reason::body_must_be_formed,
           calling([](CallSession& command) { command.body = StreamId{"body/senate"}; })},
          {Reason::session_must_bear_its_name,
           calling([](CallSession& command) { command.number = 13; })},
          {Reason::session_must_bear_its_name,
           [](Judge& city) {
             auto command = call_session();
             command.number = 0;
             return city.judge(kSecretary, StreamId{"session/council-0"}, command);
           }},
          {Reason::session_must_be_called_by_its_secretary,
           [](Judge& city) {
             return city.judge(judge::call("m1", "body_secretary"), kMeeting, call_session());
           }},
          {Reason::session_ruleset_must_be_in_force,
           calling([](CallSession& command) { command.ruleset = StreamId{"ruleset/none-1"}; })},
          {Reason::session_ruleset_must_be_in_force,
           [](Judge& city) {
             city.view.record(kRules, ruleset::RuleSetSuperseded{.by = kRules});
             return city.judge(kSecretary, kMeeting, call_session());
           }},
          {Reason::body_must_have_ballot_rule,
           under([](rules::RuleSet& rules) { rules.ballots.clear(); })},
          {Reason::seats_must_agree_with_the_rules,
           under([](rules::RuleSet& rules) { rules.ballots.at(Code{"council"}).seats = 9; })},
          {Reason::session_must_start_later,
           calling([](CallSession& command) { command.starts = kSecretary.now; })},
          {Reason::calendar_must_be_adopted, under([](rules::RuleSet& rules) {
             rules.calendar = Code{"other"};
             rules.ballots.at(Code{"council"}).notice.days = 1;
           })},
          {Reason::notice_must_be_long_enough, under([](rules::RuleSet& rules) {
             rules.ballots.at(Code{"council"}).notice.days = 1;
           })}};
}

std::vector<Row> rows_of_meeting() {
  return {
      {Reason::agenda_item_must_be_about_a_record,
       [](Judge& city) {
         return city.judge(kSecretary, kMeeting,
                           AddAgendaItem{.title = {"A"}, .about = StreamId{"ruleset/none-1"}});
       }},
      {Reason::attendee_must_sit_on_body,
       [](Judge& city) {
         return city.judge(kSecretary, kMeeting, RecordAttendance{.member = PersonId{"stranger"}});
       }},
      {Reason::attendee_must_sit_on_body,
       [](Judge& city) {
         return city.judge(kSecretary, kMeeting, RecordAttendance{.member = PersonId{"secretary"}});
       }},
      {Reason::attendance_must_be_ones_own,
       [](Judge& city) {
         return city.judge(as_member("m1"), kMeeting, RecordAttendance{.member = member(2)});
       }},
      {Reason::attendance_must_change,
       [](Judge& city) {
         return city.judge(kSecretary, kMeeting, RecordAttendance{.member = member(1)});
       }},
      {Reason::attendance_must_change,
       [](Judge& city) {
         return city.judge(as_member("m3"), kMeeting,
                           RecordAttendance{.member = member(3), .presence = Presence::left});
       }},
      {Reason::session_must_not_open_early,
       [](Judge& city) { return city.judge(kSecretary, kMeeting, OpenSession{}); }},
      {Reason::body_must_have_ballot_rule, [](Judge& city) {
         auto rules = judge::council_rules();
         rules.ballots.clear();
         judge::put_rules(city, rules);
         return city.judge(at_its_time(), kMeeting, OpenSession{});
       }}};
}

TEST(SessionRefusals, NameTheRuleWhenItIsCalled) {
  for (auto const& row : rows_of_calling()) {
    auto city = council();
    EXPECT_EQ(reason_of(row.act(city)), name_of(row.reason));
  }
}

TEST(SessionRefusals, NameTheRuleWhenItMeets) {
  for (auto const& row : rows_of_meeting()) {
    auto city = called(2);
    EXPECT_EQ(reason_of(row.act(city)), name_of(row.reason));
  }
}

TEST(SessionRefusals, HaveARowEach) {
  std::set<std::string, std::less<>> rows;
  for (auto const& row : rows_of_calling()) rows.emplace(name_of(row.reason));
  for (auto const& row : rows_of_meeting()) rows.emplace(name_of(row.reason));

  EXPECT_EQ(judge::without_row(names_of(std::type_identity<Reason>{}), rows),
            std::vector<std::string>{});
}

}  // namespace
}  // namespace gozin::session
