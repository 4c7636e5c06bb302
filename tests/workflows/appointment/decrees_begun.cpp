#include "tests/workflows/appointment/decrees_begun.hpp"

namespace gozin::appointment {

using judge::hidden;

SelectPerson select(std::string_view name) {
  return {.nominee = nominee(name), .person = person(name), .reason = hidden("because")};
}

OverrideSelection override_with(std::string_view name) {
  return {.nominee = nominee(name), .person = person(name), .reason = hidden("because")};
}

DraftDecree from(std::string_view day) {
  return {.term_from = judge::day(day), .number = std::nullopt, .dated = std::nullopt};
}

rules::RuleSet advised() {
  auto rules = council_rules();
  rules.gates[0].kind = rules::GateKind::advisory;
  return rules;
}

std::unique_ptr<Council> selected(rules::RuleSet rules) {
  auto council = decreeing(std::move(rules));
  council->act(by_mayor(), select("arash")).value();
  return council;
}

std::unique_ptr<Council> drafted(rules::RuleSet rules) {
  auto council = selected(std::move(rules));
  council->act(by_affairs(), from("2026-11-25")).value();
  return council;
}

SignDecree signature(Council& council) {
  auto const& decree = *current_decree(council.state());
  return {.decree = decree.decree, .document = decree.document};
}

std::unique_ptr<Council> signed_by_mayor() {
  auto council = drafted();
  council->act(by_mayor(), signature(*council)).value();
  return council;
}

std::unique_ptr<Council> with_a_choice(rules::RuleSet rules) {
  auto council = deliberating(std::move(rules));
  council->act(by_secretary(), OpenBallot{.ballot = Code{"b-1"}, .question = Question::shortlist})
      .value();
  vote(*council, Code{"b-1"}, {10, 3});
  council->act(by_secretary(), CloseBallot{.ballot = Code{"b-1"}}).value();
  DeclareAsDecider declaration;
  for (auto const name : {"arash", "bahar", "kaveh", "dorsa"})
    declaration.interests[nominee(name)] = Interest::none;
  council->act(by_mayor(), declaration).value();
  return council;
}

}  // namespace gozin::appointment
