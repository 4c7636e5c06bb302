#include "workflows/appointment/screening.hpp"

#include "workflows/registry/states.hpp"

#include <algorithm>

namespace gozin::appointment {

Instant evidence_due(Case const& state, rules::RuleSet const& rules,
                     rules::Calendar const& calendar) {
  auto const clock = state.deadlines.find(stage_deadline(rules::Stage::screening));
  if (clock != state.deadlines.end()) return clock->second.due;
  if (state.evidence_until) return *state.evidence_until;
  return rules::deadline(calendar, state.stage_since, rules.nomination.consent);
}

std::optional<Instant> evidence_end(Context const& context) {
  auto const& state = case_of(context);
  bool const again = stands_in(context, "Readmitting") && state.readmitted_to == Step::screening;
  bool const has_clock = state.deadlines.contains(stage_deadline(rules::Stage::screening));
  if (has_clock || (!again && !stands_in(context, "Screening"))) return std::nullopt;
  return evidence_due(state, rules_of(context), calendar_of(context));
}

std::optional<Rejection> flaw_of_cited(Context const& context, Nominee const& nominee,
                                       ConditionFinding const& cited) {
  if (cited.finding == rules::Finding::unmet) return std::nullopt;
  bool const waits = std::ranges::any_of(nominee.evidence, [&](Evidence const& evidence) {
    return evidence.about == cited.condition && !evidence.holds;
  });
  if (cited.finding == rules::Finding::met || waits)
    return Rejection{Reason::cited_condition_must_be_unmet, cited.condition.text};
  auto const due = evidence_due(case_of(context), rules_of(context), calendar_of(context));
  if (context.call.now > due) return std::nullopt;
  return Rejection{Reason::time_for_evidence_must_have_passed, to_rfc3339(due)};
}

std::optional<Rejection> flaw_of_screener(Context const& context, Nominee const& nominee) {
  if (!nominee.person) return std::nullopt;
  auto const stream = stream_of(registry::Person::kKind, nominee.person->text);
  auto const* entry = context.view.find<registry::Person>(stream);
  if (!entry || !entry->described) return std::nullopt;
  auto const& described = *entry->described;
  if (described.at < case_of(context).published) return std::nullopt;
  for (auto const& one : {context.call.actor, principal_of(context.call)})
    if (one == described.by || one == described.behalf)
      return Rejection{Reason::screener_must_not_have_described, one.text};
  return std::nullopt;
}

}  // namespace gozin::appointment
