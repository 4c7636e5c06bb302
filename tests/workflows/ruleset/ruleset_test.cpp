#include "engine/event/json.hpp"
#include "tests/engine/rules/yaml_document.hpp"
#include "tests/support/city.hpp"
#include "tests/support/preparing.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/ruleset/commands.hpp"
#include "workflows/ruleset/reasons.hpp"
#include "workflows/ruleset/versions.hpp"
#include "workflows/ruleset/workflow.hpp"

#include <functional>
#include <set>

#include <gtest/gtest.h>

namespace gozin::ruleset {
namespace {

using judge::at;
using judge::call;
using judge::council_rules;
using judge::day;
using judge::Judge;
using judge::put_rules;
using judge::reason_of;
using judge::types_of;
using registry::Office;
using Types = std::vector<std::string>;

StreamId const kFirst{"ruleset/city-managers-1"};
StreamId const kSecond{"ruleset/city-managers-2"};
Call const kSecretary = call("kaveh", "body_secretary");
Day const kToday = day("2026-11-18");

rules::RuleSet version(int number) {
  auto rules = council_rules();
  rules.version = number;
  return rules;
}

/// A council with a secretary; the second version of the rules is approved, the first in force.
Judge city() {
  auto city = judge::empty_city();
  judge::form_body(city, "council", 7, {{"kaveh", Office::secretary}, {"arash", Office::chair}});
  put_rules(city, version(1));
  put_rules(city, version(2), "Approved");
  return city;
}

Result<Decision> put_in_force(Judge& city, PutRuleSetInForce const& command,
                              StreamId const& stream = kSecond) {
  return city.judge(kSecretary, stream, command);
}

TEST(RuleSet, ComesIntoForceAndGoesWithItsSuccessor) {
  auto const document = rules::karaj_document();
  auto const karaj = rules::karaj();
  auto city = judge::empty_city();
  judge::form_body(city, karaj.approved_by.text, 13, {{"kaveh", Office::secretary}});
  auto& calendars = city.view.state<registry::Log>(registry::log_stream()).calendars;
  calendars[karaj.calendar] = calendars.at(Code{"plain"});
  auto const stream = stream_of("ruleset", karaj.id.text + "-" + std::to_string(karaj.version));

  auto const proposed =
      city.act(call("dorsa", "council_secretary"), stream, ProposeRuleSet{.document = {document}});
  ASSERT_EQ(types_of(proposed), Types{"RuleSetProposed"});
  auto const& state = *city.view.find<RuleSetStream>(stream);
  EXPECT_EQ(*state.rules, karaj);
  EXPECT_EQ(state.hash, sha256(to_canonical(document)));
  EXPECT_TRUE(city.view.in(stream, "Proposed"));

  auto const approved = city.act(kSecretary, stream, ApproveRuleSet{.resolution = {"1405/3"}});
  ASSERT_EQ(types_of(approved), Types{"RuleSetApproved"});
  EXPECT_EQ(judge::find<RuleSetApproved>(approved)->body,
            stream_of("body", karaj.approved_by.text));
  EXPECT_TRUE(city.view.in(stream, "Approved"));

  auto const begun = city.act(kSecretary, stream, PutRuleSetInForce{.from = kToday});
  ASSERT_EQ(types_of(begun), Types{"RuleSetInForce"});
  EXPECT_TRUE(city.view.in(stream, "InForce"));
  EXPECT_EQ(state.in_force_from, kToday);
}

TEST(RuleSet, SupersedesTheEarlierVersionByTheSameAct) {
  auto in = city();

  auto const decision =
      in.act(kSecretary, kSecond, PutRuleSetInForce{.from = kToday, .supersedes = kFirst});

  EXPECT_EQ(types_of(decision), (Types{"RuleSetInForce", "RuleSetSuperseded"}));
  EXPECT_EQ(judge::stream_of_first(decision, "RuleSetSuperseded"), kFirst);
  EXPECT_TRUE(in.view.in(kFirst, "Superseded"));
  EXPECT_TRUE(in.view.in(kSecond, "InForce"));
}

// T18: what was proposed is what is approved; nothing replaces it on the way.
TEST(RuleSet, IsNotApprovedTwiceNorBroughtBack) {
  auto in = city();
  RuleSetApproved const approved{.body = StreamId{"body/council"}, .resolution = {"1"}};

  EXPECT_THROW(in.view.record(kSecond, approved), std::logic_error);
  EXPECT_THROW(in.view.record(kFirst, RuleSetProposed{}), std::logic_error);
  in.view.record(kFirst, RuleSetSuperseded{.by = kSecond});
  EXPECT_THROW(in.view.record(kFirst, RuleSetInForce{.from = kToday}), std::logic_error);
}

/// 2026-12-01 begins in Tehran.
Instant const kDecember = at("2026-11-30T20:30:00Z");

Call at_the_clock(Instant now) { return call("clock", "clock", now); }

TEST(RuleSet, WaitsForItsDayAndBeginsByTheClock) {
  auto in = city();

  auto const set = in.act(kSecretary, kSecond,
                          PutRuleSetInForce{.from = day("2026-12-01"), .supersedes = kFirst});

  ASSERT_EQ(types_of(set), Types{"RuleSetScheduled"});
  EXPECT_TRUE(in.view.in(kSecond, "Scheduled"));
  EXPECT_TRUE(in.view.in(kFirst, "InForce"));
  auto const rows = in.view.rows(kSecond);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows.back().table, &timer_table());
  EXPECT_EQ(rows.back().row.at(2), Value{kDecember.ms});

  EXPECT_EQ(reason_of(in.judge(at_the_clock(Instant{kDecember.ms - 1}), kSecond, BeginRuleSet{})),
            "ruleset_must_wait_for_its_date");
  auto const begun = in.act(at_the_clock(kDecember), kSecond, BeginRuleSet{});

  EXPECT_EQ(types_of(begun), (Types{"RuleSetInForce", "RuleSetSuperseded"}));
  EXPECT_TRUE(in.view.in(kSecond, "InForce"));
  EXPECT_TRUE(in.view.in(kFirst, "Superseded"));
  EXPECT_EQ(in.view.find<RuleSetStream>(kSecond)->in_force_from, day("2026-12-01"));
  EXPECT_EQ(in.view.rows(kSecond).size(), 1U);
}

TEST(RuleSet, IsOvertakenByALaterVersionWhileItWaits) {
  auto in = city();
  static_cast<void>(in.act(kSecretary, kSecond,
                           PutRuleSetInForce{.from = day("2026-12-01"), .supersedes = kFirst}));
  auto const third = put_rules(in, version(3), "Approved");

  auto const decided =
      in.act(kSecretary, third, PutRuleSetInForce{.from = kToday, .supersedes = kFirst});

  EXPECT_EQ(types_of(decided), (Types{"RuleSetInForce", "RuleSetSuperseded", "RuleSetSuperseded"}));
  EXPECT_TRUE(in.view.in(kSecond, "Superseded"));
  EXPECT_TRUE(in.view.in(kFirst, "Superseded"));
  EXPECT_EQ(in.view.rows(kSecond).size(), 1U);
}

// A body may decide today about two days to come.
TEST(RuleSet, HasItsTimeBeforeALaterVersionWhoseDayIsLater) {
  auto in = city();
  auto const third = put_rules(in, version(3), "Approved");
  static_cast<void>(in.act(kSecretary, kSecond,
                           PutRuleSetInForce{.from = day("2026-12-01"), .supersedes = kFirst}));

  auto const set =
      in.act(kSecretary, third, PutRuleSetInForce{.from = day("2026-12-10"), .supersedes = kFirst});

  ASSERT_EQ(types_of(set), Types{"RuleSetScheduled"});
  static_cast<void>(in.act(at_the_clock(kDecember), kSecond, BeginRuleSet{}));
  EXPECT_TRUE(in.view.in(kSecond, "InForce"));
  auto const begun = in.act(at_the_clock(at("2026-12-09T20:30:00Z")), third, BeginRuleSet{});
  EXPECT_EQ(types_of(begun), (Types{"RuleSetInForce", "RuleSetSuperseded"}));
  EXPECT_TRUE(in.view.in(kSecond, "Superseded"));
}

TEST(RuleSet, IsOvertakenByALaterVersionOfTheSameDay) {
  auto in = city();
  auto const third = put_rules(in, version(3), "Approved");
  PutRuleSetInForce const first_of_december{.from = day("2026-12-01"), .supersedes = kFirst};
  static_cast<void>(in.act(kSecretary, kSecond, first_of_december));

  EXPECT_EQ(types_of(in.act(kSecretary, third, first_of_december)),
            (Types{"RuleSetScheduled", "RuleSetSuperseded"}));
  EXPECT_TRUE(in.view.in(kSecond, "Superseded"));
}

TEST(RuleSet, IsBegunByTheClockOnly) {
  auto in = city();
  auto const workflow = ruleset_workflow();

  EXPECT_EQ(reason_of(in.authorise(workflow, judge::command_of(workflow, "BeginRuleSet"),
                                   kSecretary, kSecond)),
            "role_must_permit_command");
}

TEST(RuleSet, CountsTodayByTheCitysCalendar) {
  auto in = city();
  // 22:00 in London is the next day in Tehran.
  auto const late = call("kaveh", "body_secretary", at("2026-11-18T22:00:00Z"));

  auto const command = PutRuleSetInForce{.from = kToday, .supersedes = kFirst};

  EXPECT_EQ(reason_of(in.judge(late, kSecond, command)),
            "ruleset_must_not_be_in_force_in_the_past");
}

TEST(RuleSet, IsApprovedByTheSecretaryOfItsOwnBodyOnly) {
  auto in = city();
  judge::form_body(in, "board", 3, {{"shirin", Office::secretary}});
  auto const workflow = ruleset_workflow();
  auto const asked = [&](std::string_view who, std::string_view role) {
    return reason_of(in.authorise(workflow, judge::command_of(workflow, "ApproveRuleSet"),
                                  call(who, role), kFirst));
  };

  EXPECT_EQ(asked("kaveh", "body_secretary"), "");
  EXPECT_EQ(asked("shirin", "body_secretary"), "actor_must_hold_role");
  EXPECT_EQ(asked("arash", "body_secretary"), "actor_must_hold_role");
  EXPECT_EQ(asked("operator/root", "operator"), "");
}

TEST(RuleSet, NamesItsStreamByIdAndVersion) {
  auto in = city();
  auto const workflow = ruleset_workflow();
  judge::Preparing preparing{in.view};
  auto const prepare = [&](json::value document) {
    return preparing.prepare(judge::command_of(workflow, "ProposeRuleSet"),
                             call("dorsa", "council_secretary"),
                             json::object{{"document", std::move(document)}});
  };

  auto const submission = prepare(rules::karaj_document());

  ASSERT_TRUE(submission);
  EXPECT_EQ(submission->stream, stream_of("ruleset", rules::karaj().id.text + "-1"));
  EXPECT_EQ(reason_of(prepare(json::object{})), "member_must_be_given");
}

TEST(RuleSet, IsListedWithHashAndState) {
  auto in = city();

  auto const rows = in.view.rows(kFirst);

  ASSERT_EQ(rows.size(), 1U);
  auto const& row = rows.front().row;
  EXPECT_EQ(row.size(), ruleset_list().columns.size());
  EXPECT_EQ(row.at(1), Value{"city-managers"});
  EXPECT_EQ(row.at(2), Value{std::int64_t{1}});
  EXPECT_EQ(row.at(4), Value{to_hex(in.view.find<RuleSetStream>(kFirst)->hash)});
  EXPECT_EQ(row.at(5), Value{"InForce"});
}

// Nobody slips past the version in force by leaving numbers out.
TEST(RuleSet, IsHeldAgainstVersionsFarAway) {
  auto in = city();
  auto const far = put_rules(in, version(rules::kVersionMax), "Approved");

  EXPECT_EQ(reason_of(put_in_force(in, {.from = kToday, .supersedes = {}}, far)),
            "earlier_ruleset_must_be_superseded");
  put_rules(in, version(rules::kVersionMax));
  EXPECT_EQ(reason_of(put_in_force(in, {.from = kToday, .supersedes = kFirst})),
            "later_ruleset_must_not_stand");
}

struct Row {
  Reason reason;
  std::function<Result<Decision>(Judge&)> act;
};

std::vector<Row> refusals_of_approving() {
  return {
      {Reason::approving_body_must_be_formed,
       [](Judge& city) {
         auto rules = version(1);
         rules.id = Code{"other-posts"};
         rules.approved_by = Code{"senate"};
         return city.judge(kSecretary, put_rules(city, rules, "Proposed"),
                           ApproveRuleSet{.resolution = {"1"}});
       }},
      {Reason::rulesets_must_share_their_approving_body,
       [](Judge& city) {
         auto of_posts_elsewhere = rules::karaj();
         of_posts_elsewhere.id = Code{"other-posts"};
         of_posts_elsewhere.approved_by = Code{"board"};
         judge::list_rules(city,
                           {put_rules(city, rules::karaj()), put_rules(city, of_posts_elsewhere)});
         return city.judge(kSecretary, StreamId{"ruleset/soft-1"},
                           ProposeRuleSet{.document = {rules::document_named("soft")}});
       }},
      {Reason::ruleset_must_be_approved_by_another,
       [](Judge& city) {
         auto rules = version(1);
         rules.id = Code{"other-posts"};
         auto const stream = put_rules(city, rules, "Proposed");
         city.view.state<RuleSetStream>(stream).proposers = {kSecretary.actor};
         return city.judge(kSecretary, stream, ApproveRuleSet{.resolution = {"1"}});
       }},
      {Reason::resolution_must_be_voted_on,
       [](Judge& city) {
         return city.judge(kSecretary, put_rules(city, version(3), "Proposed"),
                           ApproveRuleSet{.resolution = {"1"}});
       }},
  };
}

std::vector<Row> refusals_of_one() {
  return {
      {Reason::ruleset_must_bear_its_name,
       [](Judge& city) {
         return city.judge(kSecretary, StreamId{"ruleset/other"},
                           ProposeRuleSet{.document = {rules::karaj_document()}});
       }},
      {Reason::ruleset_calendar_must_be_adopted,
       [](Judge& city) {
         auto rules = version(3);
         rules.calendar = Code{"lunar"};
         return put_in_force(city, {.from = kToday, .supersedes = kFirst},
                             put_rules(city, rules, "Approved"));
       }},
      {Reason::later_ruleset_must_not_stand,
       [](Judge& city) {
         put_rules(city, version(3), "Scheduled");
         return put_in_force(city, {.from = kToday, .supersedes = kFirst});
       }},
      {Reason::later_ruleset_must_not_stand,
       [](Judge& city) {
         city.view.record(kFirst, RuleSetSuperseded{.by = kFirst});
         put_rules(city, version(3));
         return put_in_force(city, {.from = kToday, .supersedes = {}});
       }},
      {Reason::ruleset_must_wait_for_its_date,
       [](Judge& city) { return city.judge(at_the_clock(kDecember), kSecond, BeginRuleSet{}); }},
      {Reason::ruleset_must_not_be_in_force_in_the_past,
       [](Judge& city) {
         return put_in_force(city, {.from = day("2026-11-17"), .supersedes = kFirst});
       }},
      {Reason::ruleset_must_wait_for_its_date, [](Judge& city) {
         auto rules = version(3);
         rules.in_force_from = day("2027-01-01");
         auto const stream = put_rules(city, rules, "Approved");
         return put_in_force(city, {.from = day("2026-12-31"), .supersedes = kFirst}, stream);
       }}};
}

std::vector<Row> refusals_beside_other_versions() {
  return {{Reason::superseded_ruleset_must_be_in_force,
           [](Judge& city) {
             return put_in_force(city, {.from = kToday, .supersedes = StreamId{"ruleset/none-1"}});
           }},
          {Reason::superseded_ruleset_must_be_earlier,
           [](Judge& city) {
             return put_in_force(city, {.from = kToday, .supersedes = put_rules(city, version(3))});
           }},
          {Reason::superseded_ruleset_must_be_earlier,
           [](Judge& city) {
             auto other = version(1);
             other.id = Code{"other-posts"};
             return put_in_force(city, {.from = kToday, .supersedes = put_rules(city, other)});
           }},
          {Reason::superseded_ruleset_must_be_earlier,
           [](Judge& city) {
             auto other = version(1);
             other.city = Code{"elsewhere"};
             return put_in_force(city, {.from = kToday, .supersedes = put_rules(city, other)});
           }},
          {Reason::earlier_ruleset_must_be_superseded,
           [](Judge& city) { return put_in_force(city, {.from = kToday, .supersedes = {}}); }}};
}

std::vector<Row> refusals() {
  auto rows = refusals_of_one();
  for (auto const& more : {refusals_of_approving(), refusals_beside_other_versions()})
    rows.insert(rows.end(), more.begin(), more.end());
  return rows;
}

TEST(RuleSetRefusals, NameTheRule) {
  for (auto const& row : refusals()) {
    auto in = city();
    EXPECT_EQ(reason_of(row.act(in)), name_of(row.reason));
  }
}

TEST(RuleSetRefusals, HaveARowEach) {
  std::set<std::string, std::less<>> rows;
  for (auto const& row : refusals()) rows.emplace(name_of(row.reason));

  EXPECT_EQ(judge::without_row(names_of(std::type_identity<Reason>{}), rows),
            std::vector<std::string>{});
}

}  // namespace
}  // namespace gozin::ruleset
