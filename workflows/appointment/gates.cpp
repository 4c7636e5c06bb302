#include "workflows/appointment/gates.hpp"

#include <algorithm>
#include <set>

namespace gozin::appointment {
namespace {

/// Kept with a return that no person gave words to: the body's vote is the ground.
constexpr std::string_view kRejectedInBallot =
    "نامزد در رأی‌گیری رأی لازم را نیاورد و پرونده طبق "
    "ضوابط "
    "بازگردانده "
    "شد.";

bool contains(std::vector<Code> const& codes, Code const& code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

rules::Gate const& gate_of(Context const& context) {
  auto const* gate = rules::find_gate(rules_of(context), case_of(context).review->gate);
  if (!gate) throw std::logic_error("a case is referred to a gate that its rules do not have");
  return *gate;
}

StreamId body_stream(Code const& body) { return stream_of("body", body.text); }

/// Where a resolution binds only after a period, the authority hears of it and the case waits.
void follow_binding(Decision& decision, Context const& context, rules::Gate const& gate) {
  if (!gate.binds_after)
    return follow_gates(decision, context, gate_index(rules_of(context), gate.code) + 1);
  decision.add(context.stream,
               ResolutionSent{.gate = gate.code,
                              .authority = gate.binds_after->sent_to,
                              .binds = deadline(context, gate.binds_after->length)});
}

/// Advice is asked about every candidate in turn; it never holds the case up.
void follow_advice(Decision& decision, Context const& context, Resolution const& resolution) {
  auto const& state = case_of(context);
  auto const& gate = gate_of(context);
  if (resolution.nominee) {
    for (auto const& nominee : unheard(state, rules_of(context))) {
      if (nominee == *resolution.nominee) continue;
      decision.add(context.stream, CandidateProposed{.nominee = nominee});
      return;
    }
  }
  follow_binding(decision, context, gate);
}

/// The next candidate by rank. One whom an earlier gate has not decided on goes there first.
void follow_with_next(Decision& decision, Context const& context, NomineeId const& rejected) {
  auto const& state = case_of(context);
  auto const& rules = rules_of(context);
  auto const& current = gate_of(context);
  for (auto const& nominee : candidates_of(state)) {
    if (nominee == rejected || is_rejected(state, nominee)) continue;
    for (auto const& gate : rules.gates) {
      if (gate.code == current.code) break;
      if (!binds(gate.kind) || gate_is_passed(state, gate.code, nominee)) continue;
      return follow_gates(decision, context, gate_index(rules, gate.code));
    }
    decision.add(context.stream, CandidateProposed{.nominee = nominee});
    return;
  }
  leave_unfilled(decision, context, UnfilledCause::nobody_acceptable);
}

/// Without a nominee nobody of those who stood was elected, so that there is nobody next.
void follow_rejection(Decision& decision, Context const& context,
                      std::optional<NomineeId> const& rejected) {
  auto const& gate = gate_of(context);
  switch (gate.on_refusal) {
    case rules::OnRefusal::next_ranked:
      if (rejected) return follow_with_next(decision, context, *rejected);
      return leave_unfilled(decision, context, UnfilledCause::nobody_acceptable);
    case rules::OnRefusal::return_to_screening:
      decision.add(context.stream,
                   ReturnedToScreening{.gate = gate.code,
                                       .reason = noted(context, "reason", kRejectedInBallot)});
      return start_clock(decision, context, rules::Stage::screening);
    case rules::OnRefusal::return_to_assessing:
      decision.add(context.stream,
                   ReturnedToAssessing{.gate = gate.code,
                                       .reason = noted(context, "reason", kRejectedInBallot)});
      return start_clock(decision, context, rules::Stage::declaring);
    case rules::OnRefusal::unfilled:
      return leave_unfilled(decision, context, UnfilledCause::nobody_acceptable);
  }
}

/// Whether a body with this rule can decide at such a gate.
bool fits(rules::BallotRule const* rule, rules::GateKind kind) {
  if (!rule || !asks(kind) || rule->rule.values == ballot::Values::yes_no_abstain) return true;
  return kind == rules::GateKind::election && rule->rule.values == ballot::Values::choose_one;
}

/// A body may hand its question on to another, and that one to a third.
std::optional<Code> unfit_body(rules::RuleSet const& rules, rules::Gate const& gate) {
  std::set<Code> asked;
  auto body = std::optional{gate.body};
  while (body && asked.insert(*body).second) {
    auto const* rule = rules::find_ballot_rule(rules, *body);
    if (!fits(rule, gate.kind)) return body;
    body = rule ? rule->refer_to : std::nullopt;
  }
  return std::nullopt;
}

bool has_passed_before(Case const& state, rules::RuleSet const& rules, NomineeId const& nominee) {
  for (auto const& gate : rules.gates) {
    if (gate.code == state.review->gate) break;
    if (binds(gate.kind) && !gate_is_passed(state, gate.code, nominee)) return false;
  }
  return true;
}

}  // namespace

std::optional<Code> unfit_body(rules::RuleSet const& rules) {
  for (auto const& gate : rules.gates)
    if (auto body = unfit_body(rules, gate)) return body;
  return std::nullopt;
}

bool elects_by_name(Case const& state) {
  return state.review && state.review->votes == ballot::Values::choose_one;
}

std::vector<NomineeId> candidates_before(Case const& state, rules::RuleSet const& rules) {
  auto candidates = candidates_of(state);
  std::erase_if(candidates, [&](NomineeId const& nominee) {
    return is_rejected(state, nominee) || !has_passed_before(state, rules, nominee);
  });
  return candidates;
}

ElectionRound coming_round(Case const& state, rules::RuleSet const& rules) {
  ElectionRound const first{.number = 1, .standing = candidates_before(state, rules)};
  auto const& next = state.review->next_round;
  if (!next) return first;
  ElectionRound coming{.number = next->number, .standing = {}};
  for (auto const& nominee : next->standing)
    if (running_nominee(state, nominee)) coming.standing.push_back(nominee);
  return coming.standing.empty() ? first : coming;
}

CaseReferred referral_to(rules::Gate const& gate, rules::RuleSet const& rules) {
  auto const* body = rules::find_ballot_rule(rules, gate.body);
  auto const votes = body ? body->rule.values : ballot::Values::yes_no_abstain;
  return {.gate = gate.code,
          .kind = gate.kind,
          .body = body_stream(gate.body),
          .votes = votes == ballot::Values::yes_no_abstain ? std::nullopt : std::optional{votes}};
}

bool asks(rules::GateKind kind) { return kind == rules::GateKind::advisory || binds(kind); }

bool binds(rules::GateKind kind) {
  return kind == rules::GateKind::consent || kind == rules::GateKind::election;
}

std::size_t gate_index(rules::RuleSet const& rules, Code const& gate) {
  std::size_t index = 0;
  while (index < rules.gates.size() && rules.gates[index].code != gate) ++index;
  return index;
}

std::vector<NomineeId> candidates_of(Case const& state) {
  std::vector<NomineeId> candidates;
  for (auto const& id : state.permitted)
    if (running_nominee(state, id)) candidates.push_back(id);
  return candidates;
}

bool gate_is_passed(Case const& state, Code const& gate, NomineeId const& nominee) {
  return contains(state.gates_passed, gate) &&
         std::any_of(state.gate_results.begin(), state.gate_results.end(),
                     [&](GateResult const& result) {
                       return result.stands && result.in_favour && result.gate == gate &&
                              result.nominee == nominee;
                     });
}

bool is_rejected(Case const& state, NomineeId const& nominee) {
  return std::any_of(state.gate_results.begin(), state.gate_results.end(),
                     [&](GateResult const& result) {
                       return result.stands && binds(result.kind) && !result.in_favour &&
                              result.nominee == nominee;
                     });
}

std::optional<Code> gate_lacking(Case const& state, rules::RuleSet const& rules,
                                 NomineeId const& nominee) {
  if (state.route == rules::Route::direct) return std::nullopt;
  for (auto const& gate : rules.gates) {
    if (gate.kind == rules::GateKind::none) continue;
    bool const passed = binds(gate.kind) ? gate_is_passed(state, gate.code, nominee)
                                         : contains(state.gates_passed, gate.code);
    if (!passed) return gate.code;
  }
  return std::nullopt;
}

void follow_gates(Decision& decision, Context const& context, std::size_t passed) {
  auto const& gates = rules_of(context).gates;
  for (std::size_t index = passed; index < gates.size(); ++index) {
    auto const& gate = gates[index];
    if (gate.kind == rules::GateKind::none) continue;
    decision.add(context.stream, referral_to(gate, rules_of(context)));
    if (asks(gate.kind)) return start_clock(decision, context, rules::Stage::reviewing);
    decision.add(context.stream, BodyNotified{.gate = gate.code});
  }
  decision.add(context.stream, GatesPassed{});
  start_clock(decision, context, rules::Stage::decreeing);
}

std::vector<NomineeId> unheard(Case const& state, rules::RuleSet const& rules) {
  auto candidates = candidates_before(state, rules);
  std::erase_if(candidates, [&](NomineeId const& nominee) {
    return std::any_of(state.gate_results.begin(), state.gate_results.end(),
                       [&](GateResult const& result) {
                         return result.stands && result.gate == state.review->gate &&
                                (!result.nominee || result.nominee == nominee);
                       });
  });
  return candidates;
}

void follow_silence(Decision& decision, Context const& context, std::vector<PersonId> recused) {
  auto const& gate = gate_of(context);
  decision.add(context.stream, BodyNotified{.gate = gate.code, .recused = std::move(recused)});
  follow_binding(decision, context, gate);
}

void follow_resolution(Decision& decision, Context const& context, Resolution const& resolution) {
  auto const& gate = gate_of(context);
  if (!binds(gate.kind)) {
    decision.add(context.stream, BodyAdvised{.gate = gate.code,
                                             .ballot = resolution.ballot,
                                             .nominee = resolution.nominee,
                                             .in_favour = resolution.in_favour});
    return follow_advice(decision, context, resolution);
  }
  if (!resolution.in_favour) {
    decision.add(context.stream, BodyRejected{.gate = gate.code,
                                              .ballot = resolution.ballot,
                                              .nominee = resolution.nominee});
    return follow_rejection(decision, context, resolution.nominee);
  }
  if (gate.kind == rules::GateKind::election)
    decision.add(context.stream, BodyElected{.gate = gate.code,
                                             .ballot = resolution.ballot,
                                             .nominee = resolution.nominee.value()});
  else
    decision.add(context.stream, BodyApproved{.gate = gate.code,
                                              .ballot = resolution.ballot,
                                              .nominee = resolution.nominee});
  follow_binding(decision, context, gate);
}

}  // namespace gozin::appointment
