#include "engine/rules/parse.hpp"
#include "tests/engine/rules/yaml_document.hpp"

#include <functional>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace gozin::rules {
namespace {

struct Case {
  Warning expected;
  std::function<void(RuleSet&)> change;

  friend std::ostream& operator<<(std::ostream& out, Case const& row) {
    return out << name_of(row.expected.concern);
  }
};

Code const kCouncil{"city_council"};

void separate_no_longer(RuleSet& rules, char const* one, char const* other) {
  std::erase(rules.exclusive_duties, duty::Pair{Code{one}, Code{other}});
}

void compare(RuleSet& rules, std::vector<std::vector<std::string>> const& matrix) {
  auto& comparisons = rules.scoring.comparisons.emplace();
  for (auto const& row : matrix) {
    auto& values = comparisons.matrix.emplace_back();
    for (auto const& text : row) values.push_back({text});
  }
}

std::vector<Case> const kCases{
    {{Concern::binding_gate_should_cite_law, Code{"council_advice"}},
     [](RuleSet& rules) {
       rules.gates.back().kind = GateKind::consent;
       rules.gates.back().basis.clear();
     }},
    {{Concern::binding_gate_should_cite_law, Code{"council_advice"}},
     [](RuleSet& rules) {
       rules.gates.back().kind = GateKind::election;
       rules.gates.back().basis.clear();
     }},
    {{Concern::scorers_may_not_vote, kCouncil},
     [](RuleSet& rules) {
       rules.gates.back().body = kCouncil;
       rules.rounds.back().scored_by = kCouncil;
     }},
    {{Concern::secret_ballot_reveals_lopsided_results, kCouncil},
     [](RuleSet& rules) { rules.ballots.at(kCouncil).rule.secrecy = ballot::Secrecy::secret; }},
    {{Concern::majority_is_below_half, kCouncil},
     [](RuleSet& rules) {
       rules.ballots.at(kCouncil).rule.majority.fraction = {2, 5};
     }},
    {{Concern::nominator_may_be_assessor, {}},
     [](RuleSet& rules) { separate_no_longer(rules, "nominator", "assessor"); }},
    {{Concern::department_officer_may_take_part, Code{"nominee"}},
     [](RuleSet& rules) { separate_no_longer(rules, "department_officer", "nominee"); }},
    {{Concern::department_officer_may_take_part, Code{"assessor"}},
     [](RuleSet& rules) { separate_no_longer(rules, "department_officer", "assessor"); }},
    {{Concern::objections_may_be_heard_by_a_participant, Code{"assessor"}},
     [](RuleSet& rules) { separate_no_longer(rules, "objections_officer", "assessor"); }},
    {{Concern::outsiders_exceed_the_law, {}},
     [](RuleSet& rules) { rules.limits.outsiders_max = {"4/25"}; }},
    {{Concern::panel_has_no_reserves, {}}, [](RuleSet& rules) { rules.panel.reserves = 0; }},
    {{Concern::channel_names_have_no_limit, Code{"body_member"}},
     [](RuleSet& rules) {
       rules.nomination.channels.at(Channel::body_member).names_per_nominator.reset();
     }},
    {{Concern::notice_without_proof_should_wait, Code{"public_board"}},
     [](RuleSet& rules) { rules.notices.services.back().deemed_after.reset(); }},
    {{Concern::exempt_reason_should_have_its_class, {}},
     [](RuleSet& rules) {
       for (auto& one : rules.routes.post_classes) one.exempt = false;
     }},
    {{Concern::acting_head_should_be_followed_by_a_call, {}},
     [](RuleSet& rules) { rules.clocks.erase(Stage::acting_call); }},
    {{Concern::comparisons_are_inconsistent, {}},
     [](RuleSet& rules) {
       // Geometric means .459 .364 .177: near what is written, although 3 x 3 against 1 is absurd.
       compare(rules, {{"1", "3", "1"}, {"1/3", "1", "5"}, {"1", "1/5", "1"}});
       rules.families[0].weight = {"459/1000"};
       rules.families[1].weight = {"377/1000"};
       rules.families[2].weight = {"186/1000"};
     }},
    {{Concern::weights_differ_from_comparisons, {}},
     [](RuleSet& rules) {
       compare(rules, {{"1", "8/7", "8/5"}, {"7/8", "1", "7/5"}, {"5/8", "5/7", "1"}});
       rules.families[2].weight = {"7/20"};
     }},
};

class RuleSetWarning : public testing::TestWithParam<Case> {};

TEST_P(RuleSetWarning, NamesTheConcern) {
  auto rules = karaj();

  GetParam().change(rules);

  EXPECT_EQ(warnings(rules), std::vector{GetParam().expected});
}

INSTANTIATE_TEST_SUITE_P(Rows, RuleSetWarning, testing::ValuesIn(kCases));

TEST(RuleSetWarnings, AreSilentAboutSecrecyThatTheRulesSpeakOf) {
  auto rules = karaj();
  auto& council = rules.ballots.at(kCouncil);
  council.rule.secrecy = ballot::Secrecy::secret;
  council.secrecy_note = Text{.fa = "رأی یک‌سویه پنهان نمی‌ماند",
                              .en = "A lopsided vote shows"};

  EXPECT_TRUE(warnings(rules).empty());
}

// The comparisons of Karaj's own weights, 8 : 7 : 5, agree with them.
TEST(RuleSetWarnings, AreSilentAboutWeightsThatFollowFromComparisons) {
  auto rules = karaj();
  compare(rules, {{"1", "8/7", "8/5"}, {"7/8", "1", "7/5"}, {"5/8", "5/7", "1"}});

  EXPECT_TRUE(warnings(rules).empty());
}

TEST(RuleSetWarnings, CoverEveryConcern) {
  std::set<Concern> covered;
  for (auto const& row : kCases) covered.insert(row.expected.concern);

  EXPECT_EQ(covered.size(), names_of(std::type_identity<Concern>{}).size());
}

}  // namespace
}  // namespace gozin::rules
