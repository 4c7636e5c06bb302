#include "tests/engine/rules/yaml_document.hpp"
#include "tests/support/city.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/ruleset/commands.hpp"
#include "workflows/ruleset/versions.hpp"
#include "workflows/ruleset/workflow.hpp"

#include <gtest/gtest.h>

namespace gozin::ruleset {
namespace {

using judge::call;
using judge::Judge;
using judge::list_rules;
using judge::put_rules;
using judge::reason_of;
using registry::Office;

Call const kOperator = call("operator/root", "operator");
Call const kCouncilSecretary = call("kaveh", "body_secretary");
StreamId const kSoft{"ruleset/soft-1"};
StreamId const kCouncil{"body/city_council"};

/// A city with a council and its secretary, without rules.
Judge founded() {
  auto city = judge::empty_city();
  judge::form_body(city, "city_council", 13, {{"kaveh", Office::secretary}});
  judge::form_body(city, "urban_services_commission", 5, {{"shirin", Office::secretary}});
  return city;
}

/// The same with the rules of Karaj for its managers in force.
Judge governed() {
  auto city = founded();
  list_rules(city, {put_rules(city, rules::karaj())});
  return city;
}

RuleSetStream const& soft(Judge& city) { return *city.view.find<RuleSetStream>(kSoft); }

/// Proposed by the operator under another id, for the same posts, to be approved by another body.
void propose(Judge& city, json::value document = rules::document_named("soft")) {
  city.act(kOperator, kSoft, ProposeRuleSet{.document = {std::move(document)}}).value();
}

json::value of_other_posts() {
  auto document = rules::document_named("soft");
  document.at("routes").at("post_classes").at(0).at("code") = "archivist";
  document.at("routes").at("post_classes").as_array().resize(1);
  return document;
}

std::string_view approved(Judge& city, Call const& by = kCouncilSecretary) {
  return reason_of(city.judge(by, kSoft, ApproveRuleSet{.resolution = {"-"}}));
}

// T18: another id is no way around the vote, nor to another body.
TEST(Approving, IsByTheBodyOfTheRulesInForceForTheSamePostsUnderWhateverId) {
  auto city = governed();

  propose(city);

  EXPECT_EQ(soft(city).rules->approved_by, Code{"urban_services_commission"});
  EXPECT_EQ(soft(city).judged_by, StreamId{"ruleset/karaj-managers-1"});
  EXPECT_EQ(approving_body(city.view, soft(city)), kCouncil);
  EXPECT_EQ(approved(city), "resolution_must_be_voted_on");
  EXPECT_EQ(approved(city, kOperator), "resolution_must_be_voted_on");
}

// T18: a proposal does not choose who approves it; the version in force says that.
TEST(Approving, IsByTheBodyThatTheVersionInForceNames) {
  auto city = governed();
  auto rules = rules::karaj();
  rules.version = 3;
  rules.approved_by = Code{"urban_services_commission"};
  auto const proposed = put_rules(city, rules, "Proposed");

  EXPECT_EQ(approving_body(city.view, *city.view.find<RuleSetStream>(proposed)), kCouncil);
  EXPECT_EQ(reason_of(city.authorise(ruleset_workflow(),
                                     judge::command_of(ruleset_workflow(), "PutRuleSetInForce"),
                                     call("shirin", "body_secretary"), proposed)),
            "actor_must_hold_role");
}

TEST(Approving, IsByTheBodyOfTheRulesInForceForPostsThatNoneAreInForceFor) {
  auto city = governed();

  propose(city, of_other_posts());

  EXPECT_EQ(approving_body(city.view, soft(city)), kCouncil);
  EXPECT_EQ(approved(city), "resolution_must_be_voted_on");
}

// Proposed in time, put to the vote later.
TEST(Approving, FollowsTheRulesThatHaveComeIntoForceSince) {
  auto city = founded();
  propose(city);
  ASSERT_EQ(soft(city).judged_by, StreamId{});
  list_rules(city, {put_rules(city, rules::karaj())});

  EXPECT_EQ(approved(city, call("shirin", "body_secretary")), "resolution_must_be_voted_on");
  Context const context{kCouncilSecretary, kSoft, city.view, city.facts};
  EXPECT_EQ(judging_rules(context, soft(city)), StreamId{"ruleset/karaj-managers-1"});
}

TEST(Approving, FollowsTheSuccessorOfTheRulesThatItWasProposedUnder) {
  auto city = governed();
  propose(city);
  auto next = rules::karaj();
  next.version = 2;
  next.approved_by = Code{"senate"};
  city.view.record(StreamId{"ruleset/karaj-managers-1"}, RuleSetSuperseded{.by = kSoft});
  auto const successor = put_rules(city, next);

  EXPECT_EQ(judging_rules(city.view, soft(city)), successor);
  EXPECT_EQ(approving_body(city.view, soft(city)), StreamId{"body/senate"});
}

// A founder brings the rules of managers and those of an election; each is two people's act.
TEST(Approving, IsByResolutionBeforeAnyRulesAreInForceOnceForEachPost) {
  auto city = founded();
  list_rules(city, {put_rules(city, rules::karaj(), "Scheduled")});

  propose(city, of_other_posts());
  for (auto const* who : {"operator/root", "operator/second"})
    EXPECT_EQ(approved(city, call(who, "operator")), "ruleset_must_be_approved_by_another");
  EXPECT_EQ(approved(city), "");

  auto again = founded();
  list_rules(again, {put_rules(again, rules::karaj(), "Scheduled")});
  propose(again);
  EXPECT_EQ(approved(again), "resolution_must_be_voted_on");
}

TEST(Approving, IsNotByWhoeverItWasProposedFor) {
  auto city = founded();
  auto deputy = kOperator;
  deputy.behalf = kCouncilSecretary.actor;
  city.act(deputy, kSoft, ProposeRuleSet{.document = {rules::document_named("soft")}}).value();

  EXPECT_EQ(approved(city), "ruleset_must_be_approved_by_another");
}

}  // namespace
}  // namespace gozin::ruleset
