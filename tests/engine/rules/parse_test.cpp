#include "engine/rules/parse.hpp"

#include "tests/engine/rules/yaml_document.hpp"

#include <algorithm>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

namespace gozin::rules {
namespace {

/// One change of the rules of Karaj, as JSON text at a pointer (nothing: the member is taken away),
/// and the problem that it makes.
struct Case {
  Reason reason;
  std::string changed;
  std::optional<std::string> json;
  std::string pointer;

  friend std::ostream& operator<<(std::ostream& out, Case const& row) {
    return out << name_of(row.reason) << " " << row.pointer;
  }
};

boost::json::value changed(Case const& row) {
  auto document = karaj_document();
  auto const slash = row.changed.rfind('/');
  auto& parent = document.at_pointer(row.changed.substr(0, slash));
  auto const name = row.changed.substr(slash + 1);
  if (!row.json)
    parent.as_object().erase(name);
  else if (parent.is_object())
    parent.as_object()[name] = boost::json::parse(*row.json);
  else
    parent.as_array()[std::stoul(name)] = boost::json::parse(*row.json);
  return document;
}

std::string const kFirst = "/criteria/expertise/parts/0";
std::vector<Case> const kCases{
    {Reason::member_must_be_known, "/mayor", "1", "/mayor"},
    {Reason::member_must_be_known, "/choice/a~b", "1", "/choice/a~0b"},
    {Reason::member_must_be_known, "/clocks/waiting", "{}", "/clocks/waiting"},
    {Reason::member_must_be_known, "/choice/categories", "[]", "/choice/categories"},
    {Reason::member_must_be_given, "/panel/reserves", std::nullopt, "/panel/reserves"},
    {Reason::member_must_be_given, "/clocks/sealing", std::nullopt, "/clocks/sealing"},
    {Reason::member_must_be_given, "/criteria/commitment/title/en", std::nullopt,
     "/criteria/commitment/title/en"},
    {Reason::member_must_be_given, "/nomination/consent", "{}", "/nomination/consent"},
    {Reason::members_must_not_be_combined, "/clocks/budget/length",
     R"({"working_days":3,"calendar_days":3})", "/clocks/budget/length"},
    {Reason::member_must_have_its_type, "/choice/n", "3.0", "/choice/n"},
    {Reason::member_must_have_its_type, "/bodies/city_council/quorum/at_least", "0.6666",
     "/bodies/city_council/quorum/at_least"},
    {Reason::member_must_have_its_type, "/gates", "{}", "/gates"},
    {Reason::member_must_have_its_type, "/limits", "[]", "/limits"},
    {Reason::text_must_be_given, "/title/fa", R"("")", "/title/fa"},
    {Reason::text_must_not_be_too_long, "/title/fa", '"' + std::string(5000, 'x') + '"',
     "/title/fa"},
    {Reason::code_must_be_well_formed, "/city", R"("Karaj")", "/city"},
    {Reason::code_must_be_unique, kFirst + "/code", R"("law_and_rules")", "/criteria"},
    {Reason::value_must_be_listed, "/choice/chooser", R"("friend")", "/choice/chooser"},
    {Reason::value_must_be_listed, "/deciding_role", R"("mayorr")", "/deciding_role"},
    {Reason::value_must_be_listed, "/clocks/budget/escalate_to", R"("boss")",
     "/clocks/budget/escalate_to"},
    {Reason::value_must_be_listed, "/nomination/channels/radio", "{}",
     "/nomination/channels/radio"},
    {Reason::number_must_be_exact, "/limits/outsiders_max", R"("15 %")", "/limits/outsiders_max"},
    {Reason::number_must_lie_in_range, "/panel/members", "0", "/panel/members"},
    {Reason::number_must_lie_in_range, "/limits/outsiders_max", R"("16/15")",
     "/limits/outsiders_max"},
    {Reason::number_must_lie_in_range, "/limits/acting_gap_days", "0", "/limits/acting_gap_days"},
    {Reason::number_must_lie_in_range, "/limits/acting_notice_days", "3661",
     "/limits/acting_notice_days"},
    {Reason::date_must_exist, "/in_force_from", R"("2022-02-30")", "/in_force_from"},
    {Reason::list_must_not_be_empty, "/notices/services", "[]", "/notices/services"},
    {Reason::direct_route_must_have_reasons, "/routes/direct_reasons", "[]", "/routes"},
    {Reason::direct_route_must_have_reasons, "/routes/permitted", R"(["full","internal"])",
     "/routes"},
    {Reason::post_class_must_take_a_permitted_route, "/routes/permitted", R"(["full","direct"])",
     "/routes/post_classes/3"},
    {Reason::categories_must_fall, "/choice",
     R"({"permitted":"category","n":3,"chooser":"decider","categories":[
           {"code":"a","title":{"fa":"ا","en":"a"},"from":"60"},
           {"code":"b","title":{"fa":"ب","en":"b"},"from":"60"}]})",
     "/choice/categories"},
    {Reason::body_must_be_known, "/gates/0/body", R"("board")", "/gates/0/body"},
    {Reason::body_must_be_known, "/approved_by", R"("board")", "/approved_by"},
    {Reason::quorum_must_lie_between_zero_and_one, "/bodies/city_council/quorum/at_least",
     R"("4/3")", "/bodies/city_council"},
    {Reason::quorum_must_lie_between_zero_and_one, "/bodies/city_council/quorum/at_least", "0",
     "/bodies/city_council"},
    {Reason::majority_must_be_reachable, "/bodies/city_council/majority/more_than", "1",
     "/bodies/city_council"},
    {Reason::fallback_must_name_another_body, "/bodies/city_council/fallback", R"("refer_to")",
     "/bodies/city_council"},
    {Reason::fallback_must_name_another_body, "/bodies/city_council/refer_to", R"("city_council")",
     "/bodies/city_council"},
    {Reason::member_must_be_known, "/bodies/city_council/rounds",
     R"({"keep":[2],"last":"relative"})", "/bodies/city_council/rounds"},
    {Reason::member_must_be_known, "/bodies/city_council/rank_by", R"("schulze")",
     "/bodies/city_council/rank_by"},
    {Reason::member_must_be_given, "/bodies/city_council/values", R"("rank")",
     "/bodies/city_council/rank_by"},
    {Reason::rounds_must_eliminate, "/bodies/city_council",
     R"({"values":"choose_one","rounds":{"keep":[3,3],"last":"relative"}})",
     "/bodies/city_council/rounds/keep/1"},
    {Reason::values_must_serve_an_election, "/bodies/city_council/values", R"("choose_one")",
     "/bodies/city_council/values"},
    {Reason::body_must_be_known, "/rounds",
     R"([{"code":"all","title":{"fa":"د","en":"r"},"criteria":[],"scored_by":"board"}])",
     "/rounds/0/scored_by"},
    {Reason::first_round_must_be_the_panels, "/rounds",
     R"([{"code":"all","title":{"fa":"د","en":"r"},"criteria":[],"scored_by":"city_council"}])",
     "/rounds/0/scored_by"},
    {Reason::condition_must_fit_its_field, "/conditions/0/op", R"("includes")", "/conditions/0"},
    {Reason::weights_must_sum_to_one, "/criteria/expertise/weight", R"("41/100")", "/criteria"},
    {Reason::weights_must_sum_to_one, "/criteria/commitment/parts/1/share", R"("0.39")",
     "/criteria/commitment/parts"},
    {Reason::weight_must_lie_in_bounds, kFirst + "/bounds/most", R"("0.19")", kFirst + "/bounds"},
    {Reason::anchors_must_cover_levels, kFirst + "/scale/max", "6", kFirst + "/anchors"},
    {Reason::anchors_must_cover_levels, kFirst + "/anchors/1/level", "1", kFirst + "/anchors"},
    {Reason::floor_must_lie_on_the_scale, kFirst + "/floor", R"("5.5")", kFirst + "/floor"},
    {Reason::criterion_must_be_known, "/scoring/tie/criteria", R"(["loyalty"])", "/scoring/tie"},
    {Reason::criterion_must_stand_in_one_round, "/rounds",
     R"([{"code":"all","title":{"fa":"د","en":"r"},"criteria":["professional_knowledge",
           "planning","law_and_rules","management_record","results","city_operations",
           "integrity"]}])",
     "/rounds"},
    {Reason::panel_must_reach_its_minimum, "/panel/min_sheets_per_nominee", "6", "/panel"},
    {Reason::panel_must_reach_its_minimum, "/panel/composition",
     R"([{"from":"parks","at_least":3},{"from":"outside","at_least":3}])", "/panel"},
    {Reason::method_must_fit_the_choice, "/scoring/method", R"("category_rating")",
     "/scoring/method"},
    {Reason::value_must_be_listed, "/scoring/second_opinions", R"(["astrology"])",
     "/scoring/second_opinions/0"},
    {Reason::comparisons_must_be_reciprocal, "/scoring/comparisons",
     R"({"basis":"b","matrix":[[1,2,2],["1/2",1,1],["1/2",2,1]]})", "/scoring/comparisons/matrix"},
    {Reason::comparisons_must_be_reciprocal, "/scoring/comparisons",
     R"({"basis":"b","matrix":[[1,2],["1/2",1]]})", "/scoring/comparisons/matrix"},
    {Reason::number_must_lie_in_range, "/scoring/comparisons",
     R"({"basis":"b","matrix":[[1,10,1],["1/10",1,1],[1,1,1]]})",
     "/scoring/comparisons/matrix/0/1"},
    {Reason::deadline_act_must_fit_its_stage, "/clocks/budget",
     R"({"length":{"working_days":3},"at_deadline":"reveal"})", "/clocks/budget"},
    {Reason::escalation_must_name_a_role, "/clocks/budget/escalate_to", std::nullopt,
     "/clocks/budget"},
    {Reason::duties_must_differ, "/exclusive_duties/0", R"(["assessor","assessor"])",
     "/exclusive_duties/0"},
    {Reason::duties_must_differ, "/exclusive_duties/0", R"(["assessor"])", "/exclusive_duties/0"},
};

class BrokenRuleSet : public testing::TestWithParam<Case> {};

TEST_P(BrokenRuleSet, IsRefusedWithThePlaceAndTheReason) {
  auto const document = changed(GetParam());

  auto const problems = check(document);

  EXPECT_TRUE(std::any_of(problems.begin(), problems.end(),
                          [](Problem const& problem) {
                            return problem.reason == GetParam().reason &&
                                   problem.pointer == GetParam().pointer;
                          }))
      << [&] {
           std::string found;
           for (auto const& problem : problems)
             found += std::string{name_of(problem.reason)} + " " + problem.pointer + "\n";
           return found;
         }();
  EXPECT_TRUE(parse_rule_set(document).has_error());
}

INSTANTIATE_TEST_SUITE_P(Rows, BrokenRuleSet, testing::ValuesIn(kCases));

TEST(BrokenRuleSets, CoverEveryReason) {
  // A calendar alone can lack working days; its own test has the row.
  std::set<Reason> covered{Reason::weekend_must_leave_a_working_day};
  for (auto const& row : kCases) covered.insert(row.reason);

  EXPECT_EQ(covered.size(), names_of(std::type_identity<Reason>{}).size());
}

TEST(RuleSetCheck, FindsEverythingInOnePass) {
  auto document = karaj_document();
  document.as_object()["surprise"] = 1;
  document.at_pointer("/panel/members") = "five";
  document.at_pointer("/gates/0/body") = "board";

  auto const problems = check(document);

  ASSERT_GE(problems.size(), 3U);
  EXPECT_EQ(problems.front(),
            (Problem{Reason::member_must_be_known, "/surprise", problems.front().expected}));
  auto const refusal = parse_rule_set(document).error();
  EXPECT_EQ(refusal.reason, gozin::Reason{Reason::member_must_be_known});
  EXPECT_TRUE(refusal.detail.starts_with("/surprise "));
}

TEST(RuleSetCheck, TakesAnyJsonWithoutThrowing) {
  for (auto const* text : {"null", "[]", "1", R"("x")", "{}", R"({"criteria":{"expertise":[]}})",
                           R"({"bodies":[1],"gates":[null,1],"rounds":[{}]})"})
    EXPECT_FALSE(check(boost::json::parse(text)).empty()) << text;
}

/// Every value of the document, one after another, replaced by a value of another kind.
void replace_each(boost::json::value& root, boost::json::value& at,
                  boost::json::value const& strange, int& refused) {
  auto const kept = at;
  at = strange;
  refused += check(root).empty() ? 0 : 1;
  at = kept;
  if (auto* object = at.if_object())
    for (auto& member : *object) replace_each(root, member.value(), strange, refused);
  if (auto* list = at.if_array())
    for (auto& item : *list) replace_each(root, item, strange, refused);
}

TEST(RuleSetCheck, RefusesNullAnywhere) {
  auto document = yaml_document("rules/baqershahr.yaml");
  auto count_values = [](auto const& self, boost::json::value const& at) -> int {
    int count = 1;
    if (auto const* object = at.if_object())
      for (auto const& member : *object) count += self(self, member.value());
    if (auto const* list = at.if_array())
      for (auto const& item : *list) count += self(self, item);
    return count;
  };

  int refused = 0;
  replace_each(document, document, nullptr, refused);

  EXPECT_EQ(refused, count_values(count_values, document));
}

TEST(RuleSet, PutsAllCriteriaIntoOneRoundWhenNoneIsWritten) {
  auto const rules = karaj();

  ASSERT_EQ(rules.rounds.size(), 1U);
  EXPECT_EQ(rules.rounds[0].criteria.size(), rules.criteria.size());
}

TEST(RuleSet, KnowsItsRoutesAndWindows) {
  auto const rules = karaj();

  EXPECT_EQ(route_of(rules, Code{"unit_head"}), Route::internal);
  EXPECT_EQ(route_of(rules, Code{"astronaut"}), Route::full);
  EXPECT_TRUE(is_exempt(rules, Code{"mayor_adviser"}));
  EXPECT_FALSE(is_exempt(rules, Code{"unit_head"}));
  EXPECT_FALSE(is_exempt(rules, Code{"astronaut"}));
  EXPECT_TRUE(permits(rules.routes, Route::direct, DirectReason::acting));
  EXPECT_FALSE(permits(rules.routes, Route::direct, std::nullopt));
  EXPECT_EQ(min_open(rules.nomination, Route::full).days, 10);
  EXPECT_EQ(min_open(rules.nomination, Route::internal).days, 5);
}

TEST(RuleSet, BoundsActingHeadsAlsoWhereLittleIsWritten) {
  auto document = karaj_document();
  auto const written = parse_rule_set(document).value();
  auto& limits = document.as_object()["limits"].as_object();
  limits.erase("acting_gap_days");
  limits.erase("acting_notice_days");
  document.as_object()["clocks"].as_object().erase("acting_call");
  auto const usual = parse_rule_set(document).value();

  EXPECT_EQ(written.limits.acting_notice_days, 60);
  EXPECT_EQ(find_clock(written, Stage::acting_call)->length.days, 15);
  EXPECT_EQ(usual.limits.acting_gap_days, 180);
  EXPECT_EQ(usual.limits.acting_notice_days, 0);
  EXPECT_EQ(find_clock(usual, Stage::acting_call), nullptr);
}

TEST(RuleSet, GivesASecondPersonTheirTimeWhereItSaysSo) {
  auto document = karaj_document();
  document.as_object()["clocks"].as_object()["second_person"] =
      boost::json::parse(R"({"length": {"working_days": 2}, "at_deadline": "escalate",
                      "escalate_to": "mayor"})");
  auto const written = parse_rule_set(document).value();

  ASSERT_NE(find_clock(written, Stage::second_person), nullptr);
  EXPECT_EQ(find_clock(written, Stage::second_person)->length.days, 2);
  EXPECT_EQ(find_clock(written, Stage::second_person)->escalate_to, Code{"mayor"});
  EXPECT_EQ(find_clock(karaj(), Stage::second_person), nullptr);
}

TEST(RuleSet, LetsMembersStandUnlessItSaysOtherwise) {
  EXPECT_TRUE(karaj().ballots.at(Code{"city_council"}).members_may_stand);
}

TEST(RuleSet, KeepsTheInternalRouteForItsClasses) {
  auto const rules = karaj();
  Code const head{"unit_head"};
  Code const deputy{"deputy_mayor"};

  EXPECT_TRUE(suits(rules, head, Route::internal));
  EXPECT_FALSE(suits(rules, deputy, Route::internal));
  EXPECT_FALSE(suits(rules, Code{"astronaut"}, Route::internal));
  for (auto const& of_class : {head, deputy}) {
    EXPECT_TRUE(suits(rules, of_class, Route::full)) << "a wider call is never unfair";
    EXPECT_TRUE(suits(rules, of_class, Route::direct)) << "its ground is asked for later";
  }
}

TEST(BallotRuleDocument, IsThatOfTheCalculators) {
  auto const rule = parse_ballot_rule(boost::json::parse(R"({
      "quorum": {"at_least": "2/3", "of": "seats", "recused_count": true},
      "majority": {"at_least": "0.6", "of": "cast"},
      "also": {"more_than": "1/2", "of": "present"},
      "blank_counts_as": "not_cast"})"))
                        .value();

  EXPECT_EQ(rule.majority,
            (ballot::Majority{ballot::Threshold::at_least, {3, 5}, ballot::MajorityBase::cast}));
  EXPECT_EQ(rule.also->of, ballot::MajorityBase::present);
  EXPECT_EQ(rule.blank_counts_as, ballot::PaperMeaning::not_cast);
  EXPECT_EQ(rule.secrecy, ballot::Secrecy::open);
}

TEST(BallotRuleDocument, IsAboutYesAndNo) {
  auto const rule = parse_ballot_rule(boost::json::parse(R"({
      "quorum": {"at_least": "2/3", "of": "seats", "recused_count": true},
      "majority": {"more_than": "1/2", "of": "cast"}, "values": "choose_one"})"));

  EXPECT_EQ(rule.error(), (Rejection{Reason::value_must_be_listed, "/values yes_no_abstain"}));
}

TEST(RuleSet, RatesByCategoryWhereItIsChosenByCategory) {
  auto document = karaj_document();
  document.as_object()["choice"] = boost::json::parse(R"({"permitted":"category","n":3,
      "chooser":"decider","categories":[{"code":"a","title":{"fa":"ا","en":"a"},"from":"4"}]})");

  EXPECT_EQ(parse_rule_set(document).value().scoring.method, Method::category_rating);
  EXPECT_EQ(karaj().scoring.method, Method::weighted_sum);
}

TEST(BallotRuleDocument, RefusesTwoThresholdsInOne) {
  auto const rule = parse_ballot_rule(boost::json::parse(R"({
      "quorum": {"at_least": "2/3", "of": "seats", "recused_count": true},
      "majority": {"at_least": "1/2", "more_than": "1/2", "of": "cast"}})"));

  EXPECT_EQ(rule.error(),
            (Rejection{Reason::member_must_be_given, "/majority more_than|at_least"}));
}

}  // namespace
}  // namespace gozin::rules
