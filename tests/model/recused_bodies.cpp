#include "tests/model/city.hpp"
#include "tests/model/explorations.hpp"

// Bodies whose members are recused, until another is asked or it is gone on without them.
namespace gozin::model {
namespace {

StreamId const kCase{"case/c-1"};
StreamId const kSession{"session/council-1"};

/// The recused do not count, so that two of three put the quorum out of reach.
rules::RuleSet recusing_rules(rules::GateKind kind) {
  auto rules = small_rules();
  rules.gates = {gate("council", kind)};
  auto& council = rules.ballots[Code{"council"}];
  council.rule.quorum.recused_count = false;
  council.rule.tie = ballot::TieRule::chair;
  return rules;
}

Exploration fallback() {
  auto rules = recusing_rules(rules::GateKind::consent);
  auto& council = rules.ballots[Code{"council"}];
  council.fallback = rules::Fallback::refer_to;
  council.refer_to = Code{"board"};
  return {.name = "recusals and their fallback",
          .start = Story{rules}.proposed().world(),
          .streams = {kCase, kSession},
          .moves = {"RecuseMember", "EnterMotion", "ConfirmMotion", "RuleOnRecusal", "OpenBallot",
                    "CastBallot", "CloseBallot", "SettleTie", "ReferToFallbackBody"},
          .bounds = [](World const& world) {
            return world.state<appointment::Case>(kCase)->ballots.size() <= 1;
          }};
}

/// In the order of the ranking, so that the first candidate is the only one to be asked about.
Exploration silence() {
  auto rules = recusing_rules(rules::GateKind::advisory);
  rules.choice.chooser = rules::Chooser::rank_order;
  return {.name = "advice that recusals leave nobody to give",
          .start = Story{rules}.proposed().world(),
          .streams = {kCase, kSession},
          .moves = {"RecuseMember", "EnterMotion", "ConfirmMotion", "RuleOnRecusal",
                    "ReferToFallbackBody"},
          .waits = false};
}

}  // namespace

std::vector<Exploration> recused_bodies() { return {fallback(), silence()}; }

}  // namespace gozin::model
