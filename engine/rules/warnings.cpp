#include "engine/core/fraction.hpp"
#include "engine/rules/parse.hpp"

#include <array>

namespace gozin::rules {
namespace {

/// With so few voters a unanimous result, or one against all others, tells how people voted.
constexpr int kSecrecyNeedsSeats = 30;

/// Civil Service Management Law, art. 54.
Fraction const kOutsidersByLaw{15, 100};

/// Comparisons of three whose consistency ratio is above 0.10 are to be made again (T. L. Saaty,
/// "The Analytic Hierarchy Process", 1980; random index 0.58): 2 + 2 x 0.10 x 0.58.
Fraction const kConsistentUpTo{529, 250};

/// Derived weights are written as round fractions, so their ratios may differ by a tenth.
Fraction const kRoundingOfRatios{9, 10};

bool is_below_half(ballot::Majority const& majority) {
  return majority.fraction.num * 2 < majority.fraction.den;
}

void look_at_bodies(RuleSet const& rules, std::vector<Warning>& found) {
  for (auto const& gate : rules.gates)
    if ((gate.kind == GateKind::consent || gate.kind == GateKind::election) && gate.basis.empty())
      found.push_back({Concern::binding_gate_should_cite_law, gate.code});
  for (auto const& [code, body] : rules.ballots) {
    bool const thin = body.rule.secrecy == ballot::Secrecy::secret && !body.secrecy_note;
    if (thin && body.seats < kSecrecyNeedsSeats)
      found.push_back({Concern::secret_ballot_reveals_lopsided_results, code});
    if (is_below_half(body.rule.majority)) found.push_back({Concern::majority_is_below_half, code});
  }
}

Fraction number(ExactText const& text) { return parse_fraction(text.text).value(); }

Fraction cube(Fraction const& x) { return x * x * x; }

/// With t the cube root of r = a13 / (a12 a23), the largest eigenvalue is 1 + t + 1/t. Cubed, t +
/// 1/t
/// <= s says r + 1/r <= s^3 - 3s, which needs no root.
bool is_consistent(std::vector<std::vector<ExactText>> const& matrix) {
  Fraction const r = number(matrix[0][2]) / (number(matrix[0][1]) * number(matrix[1][2]));
  return r + 1 / r <= cube(kConsistentUpTo) - 3 * kConsistentUpTo;
}

/// Of three rows the weights are as the cube roots of their products.
bool agree(Comparisons const& comparisons, std::vector<FamilyWeight> const& families) {
  auto const product = [&](std::size_t i) {
    auto const& row = comparisons.matrix[i];
    return Fraction{number(row[0]) * number(row[1]) * number(row[2])};
  };
  for (std::size_t i = 1; i < families.size(); ++i) {
    // A weight of nothing has no ratio; no comparison leads to it.
    if (number(families[i].weight) == 0 || number(families[0].weight) == 0) return false;
    Fraction const written = cube(number(families[0].weight) / number(families[i].weight));
    Fraction const ratio = written * product(i) / product(0);
    if (ratio < cube(kRoundingOfRatios) || ratio > 1 / cube(kRoundingOfRatios)) return false;
  }
  return true;
}

void look_at_comparisons(RuleSet const& rules, std::vector<Warning>& found) {
  if (!rules.scoring.comparisons) return;
  auto const& comparisons = *rules.scoring.comparisons;
  if (!is_consistent(comparisons.matrix))
    found.push_back({Concern::comparisons_are_inconsistent, {}});
  if (!agree(comparisons, rules.families))
    found.push_back({Concern::weights_differ_from_comparisons, {}});
}

void look_at_duties(RuleSet const& rules, std::vector<Warning>& found) {
  auto const apart = [&](std::string_view one, std::string_view other) {
    return duty::exclude(rules.exclusive_duties, Code{std::string{one}}, Code{std::string{other}});
  };
  if (!apart("nominator", "assessor")) found.push_back({Concern::nominator_may_be_assessor, {}});
  for (auto const participant : {"nominee", "assessor"})
    if (!apart("department_officer", participant))
      found.push_back({Concern::department_officer_may_take_part, Code{participant}});
  constexpr std::array<std::string_view, 5> kParticipants{"nominator", "administrative_affairs",
                                                          "assessor", "body_member", "decider"};
  for (auto const participant : kParticipants)
    if (!apart("objections_officer", participant))
      found.push_back(
          {Concern::objections_may_be_heard_by_a_participant, Code{std::string{participant}}});
  for (auto const& round : rules.rounds) {
    auto const votes = [&](Gate const& gate) { return gate.body == round.scored_by; };
    if (apart("assessor", "body_member") && std::ranges::any_of(rules.gates, votes))
      found.push_back({Concern::scorers_may_not_vote, *round.scored_by});
  }
}

}  // namespace

std::vector<Warning> warnings(RuleSet const& rules) {
  std::vector<Warning> found;
  look_at_bodies(rules, found);
  look_at_duties(rules, found);
  look_at_comparisons(rules, found);
  auto const outsiders = parse_fraction(rules.limits.outsiders_max.text);
  if (outsiders && *outsiders > kOutsidersByLaw)
    found.push_back({Concern::outsiders_exceed_the_law, {}});
  if (rules.panel.reserves == 0) found.push_back({Concern::panel_has_no_reserves, {}});
  for (auto const& [channel, limits] : rules.nomination.channels)
    if (channel == Channel::body_member && !limits.names_per_nominator)
      found.push_back({Concern::channel_names_have_no_limit, Code{std::string{name_of(channel)}}});
  for (auto const& service : rules.notices.services)
    if (service.proof == Proof::none && !service.deemed_after)
      found.push_back(
          {Concern::notice_without_proof_should_wait, Code{std::string{name_of(service.channel)}}});
  auto const& grounds = rules.routes.direct_reasons;
  bool const has_acting = std::ranges::find(grounds, DirectReason::acting) != grounds.end();
  if (has_acting && !find_clock(rules, Stage::acting_call))
    found.push_back({Concern::acting_head_should_be_followed_by_a_call, {}});
  bool const exempts = std::ranges::find(rules.routes.direct_reasons, DirectReason::exempt_post) !=
                       rules.routes.direct_reasons.end();
  if (exempts != std::ranges::any_of(rules.routes.post_classes, &PostClass::exempt))
    found.push_back({Concern::exempt_reason_should_have_its_class, {}});
  return found;
}

}  // namespace gozin::rules
