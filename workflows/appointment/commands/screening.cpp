#include "workflows/appointment/commands/screening.hpp"

#include "engine/command/typed.hpp"
#include "workflows/appointment/acting.hpp"
#include "workflows/appointment/interests.hpp"
#include "workflows/appointment/judging.hpp"
#include "workflows/appointment/links.hpp"
#include "workflows/appointment/names.hpp"
#include "workflows/appointment/naming.hpp"
#include "workflows/appointment/objections.hpp"
#include "workflows/appointment/screening.hpp"
#include "workflows/appointment/service.hpp"
#include "workflows/appointment/transcribing.hpp"
#include "workflows/registry/states.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

ConditionFinding finding_of(Code const& condition, Nominee const& nominee,
                            rules::Finding registered) {
  ConditionFinding finding{.condition = condition, .finding = registered, .by_evidence = {}};
  for (auto const& evidence : nominee.evidence) {
    if (evidence.about != condition || !evidence.holds) continue;
    if (*evidence.holds && !evidence.documented) continue;
    // What does not hold proves nothing against the register: anybody could have filed it.
    if (!*evidence.holds && registered != rules::Finding::unknown) continue;
    if (finding.by_evidence && finding.finding == rules::Finding::met) continue;
    finding.finding = *evidence.holds ? rules::Finding::met : rules::Finding::unmet;
    finding.by_evidence = evidence.code;
  }
  return finding;
}

/// The nominee under screening: somebody who consented, or who was screened before and may be
/// again.
Result<Nominee const*> screened_nominee(Context const& context, NomineeId const& id,
                                        Standing not_yet, Reason otherwise) {
  auto const known = known_nominee(case_of(context), id);
  if (!known) return known.error();
  auto const standing = (*known)->standing;
  if (standing == not_yet) return Rejection{otherwise, id.text};
  bool const was_asked = (*known)->person.has_value();
  if (!was_asked || (standing != Standing::consented && standing != Standing::admitted &&
                     standing != Standing::excluded))
    return Rejection{Reason::nominee_must_have_consented, id.text};
  if (auto const refused = not_readmitted(context, **known)) return *refused;
  if (auto const refused = flaw_of_words_about(case_of(context), id)) return *refused;
  return *known;
}

std::optional<Rejection> unscreened(Context const& context) {
  auto const& state = case_of(context);
  for (auto const& [id, nominee] : state.nominees)
    if (nominee.standing == Standing::consented)
      return Rejection{Reason::every_nominee_must_be_screened, id.text};
  for (auto const& [id, nominee] : state.nominees)
    if (nominee.standing == Standing::received && !nominee.person)
      return Rejection{Reason::every_name_must_be_matched, id.text};
  for (auto const& [id, nominee] : state.nominees) {
    if (nominee.standing != Standing::received) continue;
    auto const asked = state.deadlines.find(consent_deadline(id));
    if (asked != state.deadlines.end() && !asked->second.missed &&
        context.call.now <= asked->second.due)
      return Rejection{Reason::consent_periods_must_have_ended, id.text};
  }
  return std::nullopt;
}

bool is_anybody_admitted(Case const& state) {
  return std::any_of(state.nominees.begin(), state.nominees.end(),
                     [](auto const& one) { return one.second.standing == Standing::admitted; });
}

/// Hints of links that nobody has declared yet (threats T2, T6): of assessors and reserves with the
/// nominees, of the acting head of the post. People decide what they mean.
void raise_hints(Decision& decision, Context const& context) {
  auto const& state = case_of(context);
  std::vector<NomineeId> nominees;
  for (auto const& [id, nominee] : state.nominees)
    if (nominee.standing == Standing::admitted) nominees.push_back(id);
  // Members of the panel first, then its reserves. What they said in this case is known.
  std::vector<PersonId> judges;
  for (auto const& assessor : state.panel) judges.push_back(assessor.person);
  judges.insert(judges.end(), state.reserves.begin(), state.reserves.end());
  for (auto const& judge : judges) {
    auto others = nominees;
    std::erase_if(others, [&](NomineeId const& one) {
      return state.interests.contains({judge, one});
    });
    raise_links(decision, context, {.judge = judge, .nominees = std::move(others)});
  }
  raise_acting_hints(decision, context);
  raise_earlier_interests(decision, context);
}

}  // namespace

std::vector<ConditionFinding> findings_of(Nominee const& nominee, Context const& context) {
  auto const& conditions = rules_of(context).conditions;
  auto const registered =
      context.facts.directory().examine(nominee.person.value_or(PersonId{}), conditions);
  std::vector<ConditionFinding> findings;
  for (auto const& condition : conditions) {
    auto const found = registered.find(condition.code);
    findings.push_back(
        finding_of(condition.code, nominee,
                   found == registered.end() ? rules::Finding::unknown : found->second));
  }
  return findings;
}

Result<Decision> decide(AdmitNominee const& command, Context const& context) {
  auto const nominee = screened_nominee(context, command.nominee, Standing::admitted,
                                        Reason::nominee_must_await_admission);
  if (!nominee) return nominee.error();
  if (auto const refused = flaw_of_screener(context, **nominee)) return *refused;
  auto const findings = findings_of(**nominee, context);
  for (auto const& finding : findings)
    if (finding.finding != rules::Finding::met)
      return Rejection{Reason::nominee_must_meet_every_condition, finding.condition.text};

  Decision decision;
  decision.add(context.stream, NomineeAdmitted{.nominee = (*nominee)->id, .findings = findings});
  return decision;
}

Result<Decision> decide(ExcludeNominee const& command, Context const& context) {
  auto const nominee = screened_nominee(context, command.nominee, Standing::excluded,
                                        Reason::nominee_must_await_exclusion);
  if (!nominee) return nominee.error();
  if (auto const refused = flaw_of_screener(context, **nominee)) return *refused;
  auto const findings = findings_of(**nominee, context);
  auto const cited = std::find_if(findings.begin(), findings.end(), [&](auto const& finding) {
    return finding.condition == command.condition;
  });
  if (cited == findings.end())
    return Rejection{Reason::cited_condition_must_be_known, command.condition.text};
  if (auto const refused = flaw_of_cited(context, **nominee, *cited)) return *refused;

  Decision decision;
  decision.add(
      context.stream,
      NomineeExcluded{.nominee = command.nominee, .findings = findings, .reason = command.reason});
  return decision;
}

Result<Decision> decide(SetNominationAside const& command, Context const& context) {
  auto const known = known_nominee(case_of(context), command.nominee);
  if (!known) return known.error();
  auto const& nominee = **known;
  if (nominee.person) return Rejection{Reason::nominee_must_await_match, nominee.id.text};
  if (nominee.standing != Standing::received)
    return Rejection{Reason::nomination_must_be_unanswered, nominee.id.text};
  if (auto const refused = not_readmitted(context, nominee)) return *refused;
  if (auto const refused = flaw_of_words_about(case_of(context), nominee.id)) return *refused;

  Decision decision;
  decision.add(context.stream,
               NomineeExcluded{.nominee = nominee.id, .findings = {}, .reason = command.reason});
  std::set<PersonId> nominators;
  for (auto const& one : nominee.nominators) nominators.insert(one.person);
  give_notice(decision, context, {.rules = rules_of(context), .notice = kSetAsideNotice},
              nominators);
  return decision;
}

Result<Decision> decide(CompleteScreening const&, Context const& context) {
  auto const& state = case_of(context);
  // Where nobody was admitted no event of screening itself tells the chart.
  if (!stands_in(context, "Screening"))
    return Rejection{EngineReason::phase_must_allow_event, "ScreeningCompleted"};
  if (auto const refused = unscreened(context)) return *refused;
  if (auto const refused = flaw_of_words_about_nominees(state)) return *refused;
  bool const somebody = is_anybody_admitted(state);
  bool const objected = std::any_of(
      state.objections.begin(), state.objections.end(),
      [](Objection const& one) { return one.open && one.against == Against::exclusion; });
  if (!somebody && objected) return Rejection{Reason::exclusion_objections_must_be_decided};

  // Its end would end the objections too.
  if (!somebody)
    if (auto const refused = flaw_of_exclusions(context)) return *refused;

  Decision decision;
  if (!somebody) {
    leave_unfilled(decision, context, UnfilledCause::nobody_admitted);
    return decision;
  }
  decision.add(context.stream, ScreeningCompleted{});
  raise_hints(decision, context);
  start_clock(decision, context, rules::Stage::declaring);
  return decision;
}

std::vector<CommandType> screening_commands() {
  CommandTraits const affairs{.roles = {"administrative_affairs"},
                              .duty = "administrative_affairs"};
  return {command_type<AdmitNominee>("appointment", "case", affairs),
          command_type<ExcludeNominee>("appointment", "case", affairs),
          command_type<SetNominationAside>("appointment", "case", affairs),
          command_type<CompleteScreening>("appointment", "case", affairs)};
}

}  // namespace gozin::appointment
