#include "workflows/appointment/commands/migrating.hpp"

#include "tests/workflows/appointment/course.hpp"
#include "workflows/appointment/commands/recounting.hpp"
#include "workflows/ruleset/state.hpp"

#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

StreamId const kOther{"ruleset/r-2"};
Code const kNotice{"ruleset"};
MigrateRuleSet const kMigrate{.ruleset = kOther, .reason = {}};

/// Another rule set in force beside that of the case.
void put_other(Course& course, rules::RuleSet rules = course_rules()) {
  course.view.put(
      kOther,
      ruleset::RuleSetStream{.hash = sha256("r-2"),
                             .rules = std::make_shared<rules::RuleSet const>(std::move(rules)),
                             .in_force_from = {}},
      {"InForce"});
}

std::vector<std::string> tasks(Course& course) {
  std::vector<std::string> found;
  for (auto const& row : course.rows("task")) found.push_back(std::get<std::string>(row.row.at(1)));
  return found;
}

// T18: never silently.
TEST(MigrateRuleSet, NamesBothRuleSets) {
  Course course;
  course.publish();
  put_other(course);

  auto const decided = course.act(kAffairs, kMigrate);

  auto const* migrated = judge::find<RuleSetMigrated>(decided);
  ASSERT_NE(migrated, nullptr);
  EXPECT_EQ(migrated->from, sha256("r-1"));
  EXPECT_EQ(course.state().rules, sha256("r-2"));
}

TEST(MigrateRuleSet, GivesEverybodyInTheCaseNoticeByTheSameAct) {
  Course course;
  course.publish().nominate("p-1");
  put_other(course);

  auto const decided = course.act(kAffairs, kMigrate);

  std::vector<std::string> told;
  for (auto const& emitted : decided->events)
    if (auto const* notice = emitted.event.as<NoticeAttempted>())
      told.push_back(notice->person.text);
  EXPECT_THAT(told, ElementsAre("arash", "bahar", "dorsa", "kaveh", "p-1"));
  EXPECT_THAT(tasks(course), Contains("acknowledge_notice.bahar.ruleset"));
  EXPECT_THAT(tasks(course), Contains("serve_notice.ruleset.p-1"));
}

TEST(MigrateRuleSet, OwesTheNoticeWhereNoInboxCounts) {
  Course course;
  course.publish();
  auto rules = course_rules();
  std::erase_if(rules.notices.services, [](rules::Service const& one) {
    return one.channel == rules::NoticeChannel::inbox;
  });
  put_other(course, rules);

  auto const decided = course.act(kAffairs, kMigrate);

  EXPECT_THAT(judge::types_of(decided), ElementsAre("RuleSetMigrated"));
  EXPECT_THAT(tasks(course), Contains("serve_notice.ruleset.bahar"));
  (void)course
      .act(kAffairs, ServeNotice{.notice = kNotice,
                                 .person = person("bahar"),
                                 .channel = rules::NoticeChannel::registered_post,
                                 .proof = rules::Proof::receipt,
                                 .served = course.now,
                                 .document = sha256("receipt")})
      .value();
  EXPECT_THAT(tasks(course), Not(Contains("serve_notice.ruleset.bahar")));
}

TEST(AcknowledgeNotice, IsTheProofOfItsService) {
  Course course;
  course.publish();
  put_other(course);
  (void)course.act(kAffairs, kMigrate).value();
  AcknowledgeNotice const acknowledge{.notice = kNotice};
  By const bahar{"bahar", "assessor"};

  auto const decided = course.act(bahar, acknowledge);

  auto const* served = judge::find<NoticeServed>(decided);
  ASSERT_NE(served, nullptr);
  EXPECT_EQ(served->person, person("bahar"));
  EXPECT_EQ(served->proof, rules::Proof::first_opening);
  EXPECT_THAT(tasks(course), Not(Contains("acknowledge_notice.bahar.ruleset")));
  EXPECT_EQ(judge::reason_of(course.judge(bahar, acknowledge)), "notice_must_be_given");
}

// The call promised these days; the other rules do not shorten them.
TEST(MigrateRuleSet, LeavesTheDeadlinesThatRun) {
  Course course;
  course.authorise_vacancy();
  auto const due = course.state().deadlines.at(Code{"stage.authorised"}).due;
  auto rules = course_rules();
  rules.clocks[rules::Stage::authorised].length = {.days = 1};
  put_other(course, rules);

  (void)course.act(kAffairs, kMigrate).value();

  EXPECT_EQ(course.state().deadlines.at(Code{"stage.authorised"}).due, due);
  EXPECT_EQ(judge::reason_of(course.judge(kClock, RecountDeadlines{})), "deadlines_must_differ");
}

TEST(MigrateRuleSet, CountsAFurtherMigrationsNoticeAnew) {
  Course course;
  course.publish();
  put_other(course);
  (void)course.act(kAffairs, kMigrate).value();
  NoticeTry const key{kNotice, person("bahar"), rules::NoticeChannel::inbox};
  auto const first = course.state().notices.at(key);
  course.pass_days(1);

  (void)course.act(kAffairs, MigrateRuleSet{.ruleset = StreamId{"ruleset/r-1"}, .reason = {}})
      .value();

  EXPECT_GT(course.state().notices.at(key), first);
}

struct Row {
  std::string_view name;
  std::string_view reason;
  std::string_view detail;
  std::function<void(Course&)> prepare;
  std::function<void(rules::RuleSet&)> other = [](rules::RuleSet&) {};

  friend void PrintTo(Row const& row, std::ostream* out) { *out << row.name; }
};

class MigrationRefused : public testing::TestWithParam<Row> {};

TEST_P(MigrationRefused, WhereItWouldChangeWhatIsDone) {
  Course course;
  GetParam().prepare(course);
  auto rules = course_rules();
  GetParam().other(rules);
  put_other(course, rules);

  auto const refused = course.judge(kAffairs, kMigrate);

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason.name(), GetParam().reason);
  EXPECT_EQ(refused.error().detail, GetParam().detail);
}

constexpr std::string_view kDone = "migrated_rules_must_leave_what_is_done";

INSTANTIATE_TEST_SUITE_P(
    Rows, MigrationRefused,
    testing::Values(
        Row{"Conditions", kDone, "conditions", [](Course& course) { course.screen({"p-1"}); },
            [](rules::RuleSet& rules) { rules.conditions.pop_back(); }},
        Row{"Panel", kDone, "panel", [](Course& course) { course.publish(); },
            [](rules::RuleSet& rules) { rules.panel.reserves = 2; }},
        Row{"Rounds", kDone, "rounds",
            [](Course& course) { course.screen({"p-1"}).state().round = Code{"file"}; },
            [](rules::RuleSet& rules) { rules.criteria[0].floor = ExactText{"3"}; }},
        Row{"Route", "route_must_be_permitted", "full", [](Course& course) { course.publish(); },
            [](rules::RuleSet& rules) { rules.routes.permitted = {rules::Route::internal}; }},
        Row{"RouteOfTheClass", "route_must_be_that_of_its_class", "full",
            [](Course& course) { course.publish(rules::Route::internal); },
            [](rules::RuleSet& rules) { rules.routes.post_classes[0].route = rules::Route::full; }},
        Row{"ClassOfThePost", "class_of_post_must_be_listed", "manager",
            [](Course& course) { course.publish(); },
            [](rules::RuleSet& rules) { rules.routes.post_classes.clear(); }},
        Row{"Window", "window_must_be_open_long_enough", "2026-11-28T20:29:59.999Z",
            [](Course& course) { course.publish(); },
            [](rules::RuleSet& rules) { rules.nomination.min_open.days = 10; }},
        Row{"Votes", "votes_must_suit_the_gate", "council",
            [](Course& course) { course.publish(); },
            [](rules::RuleSet& rules) {
              rules.gates.emplace_back().body = Code{"council"};
              rules.ballots.at(Code{"council"}).rule.values = ballot::Values::choose_one;
            }},
        Row{"Decision", "case_must_not_be_decided", "",
            [](Course& course) {
              course.publish().view.move(course.stream, {"DecreePending", "Clear"});
            }}),
    [](auto const& row) { return std::string{row.param.name}; });

// What is not done yet may be done by other rules.
TEST(MigrateRuleSet, MayChangeWhatLiesAhead) {
  Course course;
  course.authorise_vacancy();
  auto rules = course_rules();
  rules.conditions.pop_back();
  rules.panel.reserves = 2;
  put_other(course, rules);

  EXPECT_TRUE(course.act(kAffairs, kMigrate));
}

}  // namespace
}  // namespace gozin::appointment
