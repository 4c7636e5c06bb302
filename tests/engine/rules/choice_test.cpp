#include "engine/rules/choice.hpp"

#include "engine/rules/problem.hpp"
#include "tests/engine/rules/yaml_document.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace gozin::rules {
namespace {

scoring::Ranking ranked(std::vector<int> const& scores) {
  std::vector<scoring::Alternative> alternatives;
  char name = 'a';
  for (auto const score : scores)
    alternatives.push_back({NomineeId{std::string(1, name++)}, {{Code{"x"}, score}}});
  return scoring::rank({{.code = Code{"x"}, .weight = {"1"}}}, alternatives, {}).value();
}

std::string permitted(Choice const& choice, std::vector<int> const& scores) {
  std::string names;
  for (auto const& nominee : permitted_set(choice, ranked(scores))) names += nominee.text;
  return names;
}

Choice categories() {
  return {
      .permitted = PermittedSet::category,
      .n = 3,
      .chooser = Chooser::decider,
      .categories = {
          {Code{"best"}, {}, {"80"}}, {Code{"good"}, {}, {"60"}}, {Code{"enough"}, {}, {"40"}}}};
}

TEST(PermittedSet, IsTheFirstNWithThoseTiedWithTheLast) {
  Choice const choice{};

  EXPECT_EQ(permitted(choice, {5, 4, 3, 2}), "abc");
  EXPECT_EQ(permitted(choice, {5, 4, 3, 3}), "abcd");
  EXPECT_EQ(permitted(choice, {5, 4}), "ab");
  EXPECT_EQ(permitted(choice, {}), "");
}

TEST(PermittedSet, IsEverybodyAboveTheFloors) {
  EXPECT_EQ(permitted({.permitted = PermittedSet::all_above_floors, .categories = {}}, {1, 5, 3}),
            "bca");
}

// E19, 5 U.S.C. 3319(c)(1): 2 + 4 merge, 3 stay alone, 0 + 1 merge.
TEST(PermittedSet, MergesTheTopCategoriesWhenTheFirstIsThin) {
  EXPECT_EQ(permitted(categories(), {90, 80, 70, 65, 61, 60}), "abcdef");
  EXPECT_EQ(permitted(categories(), {90, 85, 80, 79, 70, 65, 60}), "abc");
  EXPECT_EQ(permitted(categories(), {60}), "a");
  EXPECT_EQ(permitted(categories(), {59, 45}), "") << "only the two highest are merged";
}

Code const kKnowledge{"professional_knowledge"};
Code const kPlanning{"planning"};

TEST(VacancyWeights, MoveWithinTheirBounds) {
  auto const rules = karaj();

  auto const criteria = weigh(rules, {{kKnowledge, {"9/50"}}, {kPlanning, {"7/50"}}}).value();

  EXPECT_EQ(criteria[0].weight, ExactText{"9/50"});
  EXPECT_EQ(criteria[1].weight, ExactText{"7/50"});
  EXPECT_EQ(criteria[2], rules.criteria[2]);
}

TEST(VacancyWeights, AreRefusedOutsideTheRules) {
  auto rules = karaj();
  auto const reason = [&](std::map<Code, ExactText> const& weights) {
    return weigh(rules, weights).error().reason;
  };

  EXPECT_EQ(reason({{Code{"loyalty"}, {"1/5"}}}), gozin::Reason{Reason::criterion_must_be_known});
  EXPECT_EQ(reason({{kKnowledge, {"13/50"}}}), gozin::Reason{Reason::weight_must_lie_in_bounds});
  EXPECT_EQ(reason({{kKnowledge, {"9/50"}}}), gozin::Reason{Reason::weights_must_sum_to_one});
  EXPECT_EQ(reason({{kKnowledge, {"much"}}}), gozin::Reason{Reason::number_must_be_exact});
  rules.criteria[0].bounds.reset();
  EXPECT_EQ(reason({{kKnowledge, {"9/50"}}}), gozin::Reason{Reason::weight_must_lie_in_bounds});
}

TEST(ScoringCriteria, AskAssessorsForThePanelsMinimumAndACertificateOnce) {
  auto rules = karaj();
  rules.criteria[1].instrument = Instrument::certificate;

  auto const criteria = scoring_criteria(rules.criteria, rules.panel);

  EXPECT_EQ(criteria[0].min_values, 3);
  EXPECT_EQ(criteria[0].floor, ExactText{"2"});
  EXPECT_EQ(criteria[1].min_values, 1);
}

}  // namespace
}  // namespace gozin::rules
