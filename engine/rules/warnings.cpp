#include "engine/core/fraction.hpp"
#include "engine/rules/parse.hpp"

#include <array>

namespace gozin::rules {
namespace {

/// With so few voters a unanimous result, or one against all others, tells how people voted.
constexpr int kSecrecyNeedsSeats = 30;

/// Civil Service Management Law, art. 54.
Fraction const kOutsidersByLaw{15, 100};

bool is_below_half(ballot::Majority const& majority) {
  return majority.fraction.num * 2 < majority.fraction.den;
}

void look_at_bodies(RuleSet const& rules, std::vector<Warning>& found) {
  for (auto const& gate : rules.gates)
    if ((gate.kind == GateKind::consent || gate.kind == GateKind::election) && gate.basis.empty())
      found.push_back({Concern::binding_gate_should_cite_law, gate.code});
  for (auto const& [code, body] : rules.ballots) {
    if (body.rule.secrecy == ballot::Secrecy::secret && body.seats < kSecrecyNeedsSeats)
      found.push_back({Concern::secret_ballot_reveals_lopsided_results, code});
    if (is_below_half(body.rule.majority)) found.push_back({Concern::majority_is_below_half, code});
  }
}

void look_at_duties(RuleSet const& rules, std::vector<Warning>& found) {
  auto const apart = [&](std::string_view one, std::string_view other) {
    return duty::exclude(rules.exclusive_duties, Code{std::string{one}}, Code{std::string{other}});
  };
  if (!apart("nominator", "assessor")) found.push_back({Concern::nominator_may_be_assessor, {}});
  constexpr std::array<std::string_view, 5> kParticipants{"nominator", "administrative_affairs",
                                                          "assessor", "body_member", "decider"};
  for (auto const participant : kParticipants)
    if (!apart("objections_officer", participant))
      found.push_back(
          {Concern::objections_may_be_heard_by_a_participant, Code{std::string{participant}}});
}

}  // namespace

std::vector<Warning> warnings(RuleSet const& rules) {
  std::vector<Warning> found;
  look_at_bodies(rules, found);
  look_at_duties(rules, found);
  auto const outsiders = parse_fraction(rules.limits.outsiders_max.text);
  if (outsiders && *outsiders > kOutsidersByLaw)
    found.push_back({Concern::outsiders_exceed_the_law, {}});
  if (rules.panel.reserves == 0) found.push_back({Concern::panel_has_no_reserves, {}});
  for (auto const& [channel, limits] : rules.nomination.channels)
    if (channel == Channel::body_member && !limits.names_per_nominator)
      found.push_back({Concern::channel_names_have_no_limit, Code{std::string{name_of(channel)}}});
  return found;
}

}  // namespace gozin::rules
