#include "workflows/appointment/commands/running.hpp"

#include "engine/command/preparation.hpp"
#include "engine/command/typed.hpp"
#include "workflows/appointment/ballots.hpp"
#include "workflows/appointment/clocks.hpp"
#include "workflows/appointment/commands/ordering.hpp"
#include "workflows/appointment/commands/progress.hpp"
#include "workflows/appointment/duties.hpp"
#include "workflows/appointment/gates.hpp"
#include "workflows/appointment/inquiries.hpp"
#include "workflows/appointment/judging.hpp"
#include "workflows/appointment/lots.hpp"
#include "workflows/appointment/names.hpp"
#include "workflows/appointment/naming.hpp"
#include "workflows/appointment/transcribing.hpp"
#include "workflows/registry/authority.hpp"
#include "workflows/registry/states.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

bool is_suspended(Case const& state) { return state.suspended_until.has_value(); }

/// Whether whoever the decree in preparation names withdrew during the suspension.
bool has_withdrawn_under_decree(Case const& state) {
  auto const* decree = current_decree(state);
  return decree && std::any_of(state.nominees.begin(), state.nominees.end(), [&](auto const& one) {
           return one.second.person == decree->person &&
                  one.second.standing == Standing::withdrawn && !is_leaving(state, one.second);
         });
}

/// Whether those who may be chosen are known, no objection can change that, and all of them have
/// left: of the others the decider alone takes somebody, by an override, or nobody.
bool is_nobody_permitted_left(Context const& context) {
  bool const is_known = stands_in(context, "Reviewing") || stands_in(context, "Decreeing");
  auto const& state = case_of(context);
  return is_known && std::ranges::none_of(state.permitted, [&](NomineeId const& id) {
           auto const* nominee = find_nominee(state, id);
           return nominee && remains(*nominee);
         });
}

bool is_anybody_left(Case const& state, std::optional<NomineeId> const& but = std::nullopt) {
  return std::any_of(state.nominees.begin(), state.nominees.end(),
                     [&](auto const& one) { return one.first != but && remains(one.second); });
}

/// Whether the nominee is still there and no answer forbids their appointment.
bool may_come(Context const& context, NomineeId const& id) {
  auto const* nominee = find_nominee(case_of(context), id);
  return nominee && remains(*nominee) && !flaw_of_answers(context, nominee->id);
}

/// Whether a body has bound the case to somebody who may come.
bool is_bound(Context const& context) {
  return std::ranges::any_of(case_of(context).gate_results, [&](GateResult const& result) {
    return result.stands && result.in_favour && binds(result.kind) && result.nominee &&
           may_come(context, *result.nominee);
  });
}

/// Whether a body has bound the case to somebody, or the decider has chosen: what was decided is
/// carried out or goes back, and is withdrawn by nobody's hand. Whoever has left or cannot be
/// appointed binds nobody; nor does a proposal without a call, from which no way leads back.
bool is_decided(Context const& context) {
  auto const& state = case_of(context);
  if (state.ground) return false;
  return (state.selected && may_come(context, *state.selected)) || is_bound(context);
}

/// Until when a suspension that begins now may last: what the rules permit a case in all, less what
/// it has stood still before. Nothing is left where that is used up.
std::optional<Instant> latest_resumption(Context const& context) {
  constexpr std::int64_t kDayMs = 24 * 3600 * 1000;
  auto const days = rules_of(context).limits.suspension_days_max;
  auto const used = case_of(context).suspended_ms;
  if (used == 0) return deadline(context, {days, rules::DayCount::calendar_days});
  auto const left = days * kDayMs - used;
  if (left <= 0) return std::nullopt;
  return Instant{context.call.now.ms + left};
}

/// Whether the person chooses in this case: administrative affairs are under them.
bool decides(Context const& context, PersonId const& person) {
  return case_of(context).decider == person ||
         registry::acts_in_role(context, person, rules_of(context).deciding_role, {});
}

/// Of whom an inquiry is asked: of all in the running, of those who may be chosen, of the one who
/// is.
bool is_in_scope(rules::InquiryScope scope, NomineeId const& nominee, Case const& state) {
  if (scope == rules::InquiryScope::all) return true;
  if (scope == rules::InquiryScope::selected || state.selected == nominee)
    return state.selected == nominee;
  return state.permitted.empty() || std::find(state.permitted.begin(), state.permitted.end(),
                                              nominee) != state.permitted.end();
}

rules::Inquiry const* find_inquiry(rules::RuleSet const& rules, Code const& code) {
  auto const found = std::find_if(rules.inquiries.begin(), rules.inquiries.end(),
                                  [&](auto const& inquiry) { return inquiry.code == code; });
  return found == rules.inquiries.end() ? nullptr : &*found;
}

}  // namespace

void void_decree(Decision& decision, Context const& context, std::string_view why) {
  auto const* decree = current_decree(case_of(context));
  if (!decree) return;
  if (decree->signed_)
    decision.add(context.stream, DecreeReturnedToDraft{.reason = noted(context, "reason", why)});
  decision.add(context.stream, DecreeNumberVoided{.number = decree->number,
                                                  .reason = noted(context, "reason", why)});
}

Result<Decision> decide(WithdrawNomination const& command, Context const& context) {
  auto const& state = case_of(context);
  auto const own =
      own_nomination(context, command.nominee, Rejection{Reason::nominee_must_act_for_themselves});
  if (!own) return own.error();
  auto const& nominee = **own;
  if (!remains(nominee)) return Rejection{Reason::nominee_must_be_in_the_running, nominee.id.text};
  bool const chosen = state.selected == nominee.id;
  if (chosen && stands_in(context, "AwaitingPublication"))
    return Rejection{Reason::decree_must_not_be_registered};

  Decision decision;
  // What a clerk wrote down voids and ends nothing before a second person has confirmed it.
  bool const is_held = is_transcribed(context.call);
  if (!is_held && is_under_ballot(context, nominee.id))
    void_open_ballot(decision, context, noted(context, "reason", kWithdrawn));
  // Nobody waits for the end of a suspension to withdraw; the number is voided after it.
  if (!is_held && chosen && !is_suspended(state)) void_decree(decision, context, kWithdrawn);
  decision.add(context.stream,
               NominationWithdrawn{.nominee = command.nominee, .reason = command.reason});
  bool const over = !stands_in(context, "Nominating") && !is_anybody_left(state, nominee.id) &&
                    !is_objection_open(state) && !is_suspended(state) && !is_held &&
                    !flaw_of_departures(state);
  if (over) leave_unfilled(decision, context, cause_of_end(state));
  return decision;
}

Result<Decision> decide(CancelCase const& command, Context const& context) {
  auto const& state = case_of(context);
  bool const published = state.rules.has_value();
  bool const by_department = context.call.role.text == "department_officer";
  bool const by_decider = context.call.role == Code{"decider"};
  // The decider gives up an own choice, and nothing before it.
  if (published && (by_department || (by_decider && !state.selected)))
    return Rejection{Reason::administrative_affairs_must_cancel_after_publication};
  if (!published && !by_department)
    return Rejection{Reason::department_must_cancel_before_publication};
  bool const own_choice = by_decider && !is_bound(context);
  auto const* decree = current_decree(state);
  if ((decree && decree->signed_) || (is_decided(context) && !own_choice))
    return Rejection{Reason::case_must_not_be_decided};
  // Whoever was chosen may not have left.
  if (auto const refused = flaw_of_departures(state)) return *refused;

  Decision decision;
  void_decree(decision, context, "case_cancelled");
  decision.add(context.stream, CaseCancelled{.reason = command.reason});
  release_claims(decision, context);
  if (auto const* ballot = find_ballot(state); ballot && has_box(*ballot))
    decision.opened_boxes.push_back(ballot->code.text);
  return decision;
}

Result<Decision> decide(DeclareUnfilled const&, Context const& context) {
  auto const& state = case_of(context);
  if (!state.rules) return Rejection{Reason::vacancy_must_be_published};
  if (is_anybody_left(state)) {
    if (!is_nobody_permitted_left(context))
      return Rejection{Reason::nominees_must_be_out_of_the_running};
    if (context.call.role != Code{"decider"})
      return Rejection{Reason::decider_must_pass_over_the_others};
  }
  if (current_decree(state) || is_decided(context))
    return Rejection{Reason::case_must_not_be_decided};
  if (context.call.now < state.window_closes)
    return Rejection{Reason::window_must_have_ended, to_rfc3339(state.window_closes)};
  if (is_objection_open(state)) return Rejection{Reason::exclusion_objections_must_be_decided};
  if (auto const refused = flaw_of_departures(state)) return *refused;

  Decision decision;
  leave_unfilled(decision, context, cause_of_end(state));
  return decision;
}

Result<Decision> decide(SuspendCase const& command, Context const& context) {
  auto const latest = latest_resumption(context);
  if (!latest) return Rejection{Reason::suspension_must_not_exceed_maximum};
  auto const until = command.until.value_or(*latest);
  if (until <= context.call.now)
    return Rejection{Reason::suspension_must_lie_ahead, to_rfc3339(until)};
  if (until > *latest)
    return Rejection{Reason::suspension_must_not_exceed_maximum, to_rfc3339(*latest)};

  Decision decision;
  decision.add(context.stream, CaseSuspended{.until = until, .reason = command.reason});
  return decision;
}

Result<Decision> decide(ResumeCase const& command, Context const& context) {
  auto const& state = case_of(context);
  bool const by_clock = context.call.role.text == "clock";
  if (by_clock && state.suspended_until && context.call.now < *state.suspended_until)
    return Rejection{Reason::suspension_must_have_run_out, to_rfc3339(*state.suspended_until)};
  if (!by_clock && !command.reason) return Rejection{EngineReason::reason_must_be_given, "reason"};

  Decision decision;
  decision.add(context.stream, CaseResumed{.reason = command.reason});
  move_deadlines(decision, context, context.call.now.ms - state.suspended_at.ms);
  if (has_withdrawn_under_decree(state)) void_decree(decision, context, kWithdrawn);
  return decision;
}

Result<Decision> decide(DelegateTask const& command, Context const& context) {
  auto const& call = context.call;
  if (!call.behalf.empty()) return Rejection{Reason::task_must_be_delegable_by_its_holder};
  if (command.substitute == call.actor) return Rejection{Reason::substitute_must_be_another_person};
  auto const* substitute = context.view.find<registry::Person>(
      stream_of(registry::Person::kKind, command.substitute.text));
  if (!substitute) return Rejection{Reason::person_must_be_registered, command.substitute.text};
  if (substitute->kind == registry::PersonKind::citizen)
    return Rejection{Reason::substitute_must_serve_the_city, command.substitute.text};
  if (command.until <= call.now)
    return Rejection{Reason::delegation_must_lie_ahead, to_rfc3339(command.until)};
  auto const most = deadline(
      context, {rules_of(context).limits.delegation_days_max, rules::DayCount::calendar_days});
  if (command.until > most)
    return Rejection{Reason::delegation_must_not_exceed_maximum, to_rfc3339(most)};

  Decision decision;
  decision.add(context.stream, TaskDelegated{.holder = call.actor,
                                             .substitute = command.substitute,
                                             .duty = call.role,
                                             .until = command.until});
  return decision;
}

Result<Decision> decide(SendInquiry const& command, Context const& context) {
  auto const& state = case_of(context);
  auto const* inquiry = find_inquiry(rules_of(context), command.inquiry);
  if (!inquiry) return Rejection{Reason::inquiry_must_be_listed, command.inquiry.text};
  auto const nominee = running_nominee(state, command.nominee);
  if (!nominee) return nominee.error();
  auto const& id = (*nominee)->id;
  if (!is_in_scope(inquiry->of, id, state))
    return Rejection{Reason::inquiry_must_concern_its_scope, std::string{name_of(inquiry->of)}};
  if (state.inquiries_open.contains({command.inquiry, id}))
    return Rejection{Reason::inquiry_must_not_be_open, command.inquiry.text};

  Decision decision;
  decision.add(
      context.stream,
      InquirySent{.inquiry = command.inquiry, .nominee = id, .reference = command.reference});
  decision.add(context.stream, DeadlineSet{.name = inquiry_deadline(command.inquiry, id),
                                           .due = deadline(context, inquiry->clock)});
  return decision;
}

Result<Decision> decide(AnswerInquiry const& command, Context const& context) {
  auto const& state = case_of(context);
  auto const known = known_nominee(state, command.nominee);
  if (!known) return known.error();
  if (!state.inquiries_open.contains({command.inquiry, (*known)->id}))
    return Rejection{Reason::inquiry_must_be_open, command.inquiry.text};
  if (auto const refused = flaw_of_replacement(context, {command.inquiry, (*known)->id},
                                               command.document.has_value()))
    return *refused;

  Decision decision;
  decision.add(context.stream, InquiryAnswered{.inquiry = command.inquiry,
                                               .nominee = (*known)->id,
                                               .issuer = command.issuer,
                                               .reference = command.reference,
                                               .valid_until = command.valid_until,
                                               .outcome = command.outcome,
                                               .document = command.document});
  return decision;
}

Result<Decision> decide(DisposeHint const& command, Context const& context) {
  auto const& hints = case_of(context).hints_open;
  auto const hint = hints.find(command.hint);
  if (hint == hints.end() || hint->second.person != command.person)
    return Rejection{Reason::hint_must_be_open, command.hint.text};
  auto const* nominee = find_nominee(case_of(context), hint->second.nominee);
  if (decides(context, command.person) && context.call.role != Code{"inspectorate"})
    return Rejection{Reason::hint_about_the_decider_must_go_to_the_inspectorate, command.hint.text};
  for (auto const& who : {context.call.actor, principal_of(context.call)})
    if (who == command.person || (nominee && nominee->person == who))
      return Rejection{Reason::hint_must_be_disposed_of_by_another, who.text};

  Decision decision;
  decision.add(context.stream, HintDisposed{.hint = command.hint,
                                            .person = command.person,
                                            .conflict = command.conflict,
                                            .reason = command.reason});
  return decision;
}

Result<void> prepare(std::type_identity<AnswerInquiry>, Preparation& preparation) {
  auto const& outcome = preparation.input().at("outcome");
  if (!outcome.is_string() || !find_by_name<InquiryOutcome>(std::string_view{outcome.get_string()}))
    return Rejection{EngineReason::field_must_have_its_type, "outcome"};
  return {};
}

Result<void> prepare(std::type_identity<DisposeHint>, Preparation& preparation) {
  auto const asked = decode<Code>(preparation.input().at("hint"));
  if (!asked) return inside("hint", asked.error());
  auto const* state = preparation.view().find<Case>(preparation.stream());
  if (!state) return Rejection{Reason::hint_must_be_open};
  auto const hint = state->hints_open.find(*asked);
  if (hint == state->hints_open.end()) return Rejection{Reason::hint_must_be_open};
  preparation.input()["person"] = hint->second.person.text;
  return {};
}

std::vector<CommandType> running_commands() {
  CommandTraits const own{.roles = {"nominee"}, .duty = "nominee"};
  CommandTraits const canceller{
      .roles = {"department_officer", "administrative_affairs", "decider"}};
  CommandTraits const affairs{.roles = {"administrative_affairs"},
                              .duty = "administrative_affairs"};
  CommandTraits const disposer{.roles = {"administrative_affairs", "inspectorate"},
                               .duty = kDutyOfRole};
  CommandTraits const ender{.roles = {"administrative_affairs", "decider"}, .duty = kDutyOfRole};
  CommandTraits const oversight{.roles = {"inspectorate"}, .duty = "inspectorate"};
  CommandTraits const resumer{.roles = {"inspectorate", "clock"}};
  CommandTraits const holder{.roles = {"department_officer", "administrative_affairs", "finance",
                                       "body_secretary", "objections_officer"}};
  std::vector<CommandType> commands{command_type<WithdrawNomination>("appointment", "case", own),
                                    command_type<CancelCase>("appointment", "case", canceller),
                                    command_type<DeclareUnfilled>("appointment", "case", ender),
                                    command_type<SuspendCase>("appointment", "case", oversight),
                                    command_type<ResumeCase>("appointment", "case", resumer),
                                    command_type<DelegateTask>("appointment", "case", holder),
                                    command_type<SendInquiry>("appointment", "case", affairs),
                                    command_type<AnswerInquiry>("appointment", "case", affairs),
                                    command_type<DisposeHint>("appointment", "case", disposer)};
  for (auto& command : progress_commands()) commands.push_back(std::move(command));
  for (auto& command : ordering_commands()) commands.push_back(std::move(command));
  return commands;
}

}  // namespace gozin::appointment
