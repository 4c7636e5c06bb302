#include "workflows/appointment/rounds.hpp"

#include <algorithm>
#include <stdexcept>

namespace gozin::appointment {
namespace {

bool holds(rules::Round const& round, Code const& criterion) {
  return std::find(round.criteria.begin(), round.criteria.end(), criterion) != round.criteria.end();
}

}  // namespace

rules::Round const& first_round(rules::RuleSet const& rules) {
  if (rules.rounds.empty()) throw std::logic_error("a rule set without a round");
  return rules.rounds.front();
}

rules::Round const* find_round(rules::RuleSet const& rules, Code const& code) {
  for (auto const& round : rules.rounds)
    if (round.code == code) return &round;
  return nullptr;
}

rules::Round const* round_after(rules::RuleSet const& rules, Code const& code) {
  for (std::size_t i = 0; i + 1 < rules.rounds.size(); ++i)
    if (rules.rounds[i].code == code) return &rules.rounds[i + 1];
  return nullptr;
}

rules::Round const* round_of(rules::RuleSet const& rules, Code const& code) {
  for (auto const& round : rules.rounds)
    if (round.code == code || holds(round, code)) return &round;
  return nullptr;
}

bool comes_before(rules::RuleSet const& rules, Code const& code, Code const& other) {
  auto const* earlier = find_round(rules, code);
  auto const* later = find_round(rules, other);
  // Both point into one vector, so their order is the order of the rounds.
  return earlier && later && earlier < later;
}

std::vector<rules::Criterion> criteria_of(rules::RuleSet const& rules, Code const& round) {
  std::vector<rules::Criterion> criteria;
  auto const* found = find_round(rules, round);
  if (!found) return criteria;
  for (auto const& criterion : rules.criteria)
    if (holds(*found, criterion.code)) criteria.push_back(criterion);
  return criteria;
}

std::vector<rules::Criterion> criteria_until(rules::RuleSet const& rules, Code const& round) {
  std::vector<rules::Criterion> criteria;
  for (auto const& criterion : rules.criteria) {
    auto const* in = round_of(rules, criterion.code);
    if (in && (in->code == round || comes_before(rules, in->code, round)))
      criteria.push_back(criterion);
  }
  return criteria;
}

bool is_blind(rules::RuleSet const& rules, Code const& round) {
  auto const criteria = criteria_of(rules, round);
  return std::none_of(criteria.begin(), criteria.end(), [](rules::Criterion const& criterion) {
    return criterion.instrument == rules::Instrument::interview ||
           criterion.instrument == rules::Instrument::presentation;
  });
}

}  // namespace gozin::appointment
