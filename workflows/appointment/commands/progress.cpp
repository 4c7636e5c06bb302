#include "workflows/appointment/commands/progress.hpp"

#include "engine/command/preparation.hpp"
#include "engine/command/typed.hpp"
#include "workflows/appointment/acting.hpp"
#include "workflows/appointment/clocks.hpp"
#include "workflows/appointment/judging.hpp"
#include "workflows/appointment/names.hpp"
#include "workflows/appointment/reports.hpp"
#include "workflows/appointment/service.hpp"
#include "workflows/registry/holders.hpp"

#include <algorithm>
#include <array>

namespace gozin::appointment {
namespace {

/// Whether the caller is an office that was not told of this deadline.
bool is_uncalled(Call const& call, std::optional<Code> const& escalated_to) {
  return std::ranges::find(kSteppingIn, call.role.text) != kSteppingIn.end() &&
         escalated_to != call.role;
}

bool is_registered(PersonId const& person, Context const& context) {
  return context.view.find<registry::Person>(stream_of(registry::Person::kKind, person.text));
}

rules::Service const* find_service(rules::Notices const& notices, rules::NoticeChannel channel) {
  auto const found =
      std::find_if(notices.services.begin(), notices.services.end(),
                   [&](rules::Service const& service) { return service.channel == channel; });
  return found == notices.services.end() ? nullptr : &*found;
}

/// From when service without proof counts: once the period since the first attempt through this
/// channel has passed. Absent: never.
std::optional<Instant> deemed_from(ServeNotice const& command, rules::Service const& service,
                                   Context const& context) {
  auto const& attempts = case_of(context).notices;
  auto const first = attempts.find({command.notice, command.person, command.channel});
  if (!service.deemed_after || first == attempts.end()) return std::nullopt;
  return rules::deadline(calendar_of(context), first->second, *service.deemed_after);
}

/// Where no proof is asked for, as on a public board, the period is all there is.
bool is_proven(ServeNotice const& command, rules::Service const& service) {
  if (service.proof == rules::Proof::none) return !service.deemed_after;
  return command.proof == service.proof;
}

/// A proof that somebody brings and that can be looked at again; the program itself sees an
/// opening.
bool is_on_paper(rules::Proof proof) {
  return proof == rules::Proof::receipt || proof == rules::Proof::delivery_report;
}

std::optional<Rejection> flaw_of_service(ServeNotice const& command, Context const& context) {
  auto const* service = find_service(rules_of(context).notices, command.channel);
  if (!service)
    return Rejection{Reason::notice_channel_must_count_as_service,
                     std::string{name_of(command.channel)}};
  if (!command.served) return std::nullopt;
  if (*command.served > context.call.now) return Rejection{Reason::service_must_not_lie_ahead};
  auto const* excluded = command.notice.text == kExclusionNotice
                             ? nominee_of(case_of(context), command.person)
                             : nullptr;
  if (excluded && *command.served < excluded->excluded_at)
    return Rejection{Reason::service_must_follow_what_it_tells, to_rfc3339(excluded->excluded_at)};
  if (auto refused = flaw_of_service_day(context, command)) return refused;
  if (is_proven(command, *service)) {
    if (!is_on_paper(service->proof) || command.document) return std::nullopt;
    return Rejection{Reason::service_must_attach_its_proof, std::string{name_of(service->proof)}};
  }
  auto const from = deemed_from(command, *service, context);
  if (from && *from <= *command.served) return std::nullopt;
  return Rejection{Reason::service_must_be_proven,
                   from ? to_rfc3339(*from) : std::string{name_of(service->proof)}};
}

/// What the rules want after a delivery through this channel that came to nothing.
FailedNotice after_failure(rules::RuleSet const& rules, rules::NoticeChannel channel) {
  auto const& services = rules.notices.services;
  auto const at = std::ranges::find(services, channel, &rules::Service::channel);
  switch (rules.notices.on_failure) {
    case rules::OnFailure::next_channel:
      if (at == services.end() || at + 1 == services.end()) return {};
      return {.next = (at + 1)->channel};
    case rules::OnFailure::publish:
      if (channel == rules::NoticeChannel::public_board) return {};
      return {.next = rules::NoticeChannel::public_board};
    case rules::OnFailure::escalate:
      break;
  }
  return {.escalated_to = rules.deciding_role};
}

/// What follows from a delivery, or from one that came to nothing.
Result<Decision> serve(ServeNotice const& command, Context const& context) {
  if (!is_registered(command.person, context))
    return Rejection{Reason::person_must_be_registered, command.person.text};
  auto const& failed = case_of(context).notices_failed;
  auto const failure = failed.find({command.notice, command.person});
  if (is_uncalled(context.call,
                  failure == failed.end() ? std::nullopt : failure->second.escalated_to))
    return Rejection{Reason::notice_must_be_escalated_to_office, context.call.role.text};
  if (auto const refused = flaw_of_service(command, context)) return *refused;

  Decision decision;
  if (!command.served) {
    auto const then = after_failure(rules_of(context), command.channel);
    decision.add(context.stream, NoticeAttempted{.notice = command.notice,
                                                 .person = command.person,
                                                 .channel = command.channel,
                                                 .next = then.next,
                                                 .escalated_to = then.escalated_to});
    return decision;
  }
  decision.add(context.stream, NoticeServed{.notice = command.notice,
                                            .person = command.person,
                                            .channel = command.channel,
                                            .proof = command.proof,
                                            .served = *command.served,
                                            .document = command.document});
  return decision;
}

/// By whoever can read what a correction says.
constexpr std::array<std::string_view, 6> kConfirming{
    "department_officer", "administrative_affairs", "finance", "decider", "body_secretary",
    "inspectorate"};

/// A correction that waits for its second person.
Result<OpenCorrection const*> open_correction(Case const& state, Code const& proposal) {
  auto const found = state.corrections.find(proposal);
  if (found == state.corrections.end())
    return Rejection{Reason::correction_must_be_proposed, proposal.text};
  return &found->second;
}

bool proposed(OpenCorrection const& correction, PersonId const& person) {
  return person == correction.by || person == correction.behalf;
}

/// A deadline that still runs.
Result<OpenDeadline> open_deadline(Case const& state, Code const& name) {
  auto const found = state.deadlines.find(name);
  if (found == state.deadlines.end()) return Rejection{Reason::deadline_must_be_known, name.text};
  return found->second;
}

/// Whether it is the time that a nominee has for consenting, and is over: prolonged, it would say
/// afterwards who stands.
bool revives_a_consent(Code const& name, OpenDeadline const& deadline) {
  return deadline.missed && is_consent_deadline(name);
}

/// Hides with a report whom it is kept from; people of the register.
Result<void> withhold(Preparation& preparation) {
  auto& input = preparation.input();
  auto const* given = input.if_contains("kept_from");
  if (!given) return {};
  auto const people = decode<std::vector<PersonId>>(*given);
  if (!people) return inside("kept_from", people.error());
  for (auto const& person : *people)
    if (!preparation.view().find<registry::Person>(stream_of(registry::Person::kKind, person.text)))
      return Rejection{Reason::person_must_be_registered, person.text};
  if (!people->empty()) input["withheld"] = withheld_text(*people);
  input["kept_from"] = json::array{};
  return {};
}

}  // namespace

Result<Decision> decide(AddNote const& command, Context const& context) {
  Decision decision;
  decision.add(context.stream, NoteAdded{.note = command.note});
  return decision;
}

Result<Decision> decide(AttachDocument const& command, Context const& context) {
  Decision decision;
  decision.add(context.stream,
               DocumentAttached{
                   .document = command.document, .about = command.about, .title = command.title});
  return decision;
}

Result<Decision> decide(ReportInfluence const& command, Context const& context) {
  Decision decision;
  decision.add(context.stream,
               InfluenceReported{.report = command.report, .withheld = command.withheld});
  return decision;
}

Result<Decision> decide(RegisterContact const& command, Context const& context) {
  Decision decision;
  decision.add(context.stream,
               ContactRegistered{.contact = command.contact, .withheld = command.withheld});
  return decision;
}

Result<Decision> decide(ServeNotice const& command, Context const& context) {
  if (command.served && command.proof == rules::Proof::first_opening)
    return Rejection{Reason::opening_must_be_the_addressees_own, command.notice.text};
  return serve(command, context);
}

Result<Decision> decide(AcknowledgeNotice const& command, Context const& context) {
  auto const person = principal_of(context.call);
  if (!case_of(context).notices_owed.contains({command.notice, person}))
    return Rejection{Reason::notice_must_be_given, command.notice.text};
  return serve({.notice = command.notice,
                .person = person,
                .channel = rules::NoticeChannel::inbox,
                .proof = rules::Proof::first_opening,
                .served = context.call.now},
               context);
}

Result<Decision> decide(ExtendDeadline const& command, Context const& context) {
  if (is_account_deadline(command.name))
    return Rejection{Reason::account_deadline_must_stand, command.name.text};
  auto const running = open_deadline(case_of(context), command.name);
  if (!running) return running.error();
  if (revives_a_consent(command.name, *running))
    return Rejection{Reason::consent_must_not_be_revived, command.name.text};
  // Whoever owes the call of an acting head, or is a second person, gives themselves no more time.
  bool const is_owed = command.name.text == kActingCall || is_transcription_deadline(command.name);
  bool const foreign = is_owed ? running->escalated_to != context.call.role
                               : is_uncalled(context.call, running->escalated_to);
  if (foreign)
    return Rejection{Reason::deadline_must_be_escalated_to_office, context.call.role.text};
  if (command.due <= running->due || command.due <= context.call.now)
    return Rejection{Reason::deadline_must_only_grow, to_rfc3339(running->due)};

  Decision decision;
  decision.add(context.stream,
               DeadlineExtended{.name = command.name,
                                .due = command.due,
                                .reason = command.reason,
                                .remind = reminder_of(context, command.name, command.due)});
  return decision;
}

Result<Decision> decide(MissDeadline const& command, Context const& context) {
  auto const running = open_deadline(case_of(context), command.name);
  if (!running) return running.error();
  if (running->missed) return Rejection{Reason::deadline_must_be_open, command.name.text};
  if (context.call.now < running->due)
    return Rejection{Reason::deadline_must_have_passed, to_rfc3339(running->due)};

  Decision decision;
  auto const told = escalation_of(rules_of(context), case_of(context), command.name);
  decision.add(context.stream, DeadlineMissed{.name = command.name, .escalated_to = told});
  return decision;
}

Result<Decision> decide(RequestAccount const& command, Context const& context) {
  auto const* clock = rules::find_clock(rules_of(context), rules::Stage::account);
  auto const due = deadline(context, clock ? clock->length : kAccountByLaw);
  auto const name = account_deadline(command.request);

  Decision decision;
  decision.add(
      context.stream,
      AccountRequested{.request = command.request, .due = due, .question = command.question});
  decision.add(context.stream,
               DeadlineSet{.name = name, .due = due, .remind = reminder_of(context, name, due)});
  return decision;
}

Result<Decision> decide(GiveAccount const& command, Context const& context) {
  if (!case_of(context).accounts.contains(command.request))
    return Rejection{Reason::account_must_be_requested, command.request.text};
  auto const running = open_deadline(case_of(context), account_deadline(command.request));
  if (is_uncalled(context.call, running ? running->escalated_to : std::nullopt))
    return Rejection{Reason::deadline_must_be_escalated_to_office, context.call.role.text};

  Decision decision;
  decision.add(context.stream, AccountGiven{.request = command.request, .answer = command.answer});
  return decision;
}

Result<Decision> decide(ProposeCorrection const& command, Context const& context) {
  if (command.seq < 0 || command.seq >= context.facts.next_seq())
    return Rejection{Reason::corrected_event_must_be_on_record, std::to_string(command.seq)};

  Decision decision;
  decision.add(context.stream, CorrectionProposed{.proposal = command.proposal,
                                                  .seq = command.seq,
                                                  .correction = command.correction});
  return decision;
}

Result<Decision> decide(ConfirmCorrection const& command, Context const& context) {
  auto const correction = open_correction(case_of(context), command.proposal);
  if (!correction) return correction.error();
  for (auto const& one : {context.call.actor, principal_of(context.call)})
    if (proposed(**correction, one))
      return Rejection{Reason::confirmer_must_be_another_person, one.text};

  Decision decision;
  decision.add(context.stream, ErrorCorrected{.proposal = command.proposal,
                                              .seq = (*correction)->seq,
                                              .proposed_by = (*correction)->by});
  return decision;
}

Result<Decision> decide(DropCorrection const& command, Context const& context) {
  auto const correction = open_correction(case_of(context), command.proposal);
  if (!correction) return correction.error();
  auto const& role = context.call.role;
  bool const may_read =
      std::find(kConfirming.begin(), kConfirming.end(), role.text) != kConfirming.end();
  if (!may_read && !proposed(**correction, principal_of(context.call)))
    return Rejection{EngineReason::role_must_permit_command, role.text};

  Decision decision;
  decision.add(context.stream, CorrectionDropped{.proposal = command.proposal,
                                                 .seq = (*correction)->seq,
                                                 .reason = command.reason});
  return decision;
}

Result<void> prepare(std::type_identity<ReportInfluence>, Preparation& preparation) {
  return withhold(preparation);
}

Result<void> prepare(std::type_identity<RegisterContact>, Preparation& preparation) {
  return withhold(preparation);
}

Result<void> prepare(std::type_identity<RequestAccount>, Preparation& preparation) {
  preparation.input()["request"] = "a-" + preparation.fresh_id();
  return {};
}

Result<void> prepare(std::type_identity<ProposeCorrection>, Preparation& preparation) {
  preparation.input()["proposal"] = "e-" + preparation.fresh_id();
  return {};
}

std::vector<CommandType> progress_commands() {
  CommandTraits const file{.roles = {"department_officer", "administrative_affairs", "finance",
                                     "decider", "body_secretary", "inspectorate",
                                     "objections_officer", "clerk"}};
  CommandTraits const anybody{
      .roles = {"citizen", "nominee", "department_officer", "administrative_affairs", "finance",
                "assessor", "panel_chair", "body_member", "body_chair", "body_secretary", "decider",
                "objections_officer", "inspectorate", "clerk"}};
  CommandTraits const reader{.roles = {kConfirming.begin(), kConfirming.end()}};
  CommandTraits const clock{.roles = {"clock"}};
  CommandTraits const council{.roles = {"body_chair", "body_secretary", "body_member"}};
  CommandTraits const own{.roles = {"nominee", "assessor", "panel_chair", "citizen"}};
  CommandTraits extender{.roles = {"administrative_affairs"}};
  CommandTraits server{.roles = {"administrative_affairs"}};
  CommandTraits answerer{.roles = {"decider", "administrative_affairs"}};
  for (auto* traits : {&extender, &server, &answerer})
    traits->roles.insert(traits->roles.end(), kSteppingIn.begin(), kSteppingIn.end());
  return {command_type<AddNote>("appointment", "case", file),
          command_type<AttachDocument>("appointment", "case", file),
          command_type<ReportInfluence>("appointment", "case", anybody),
          command_type<RegisterContact>("appointment", "case", anybody),
          command_type<ServeNotice>("appointment", "case", server),
          command_type<AcknowledgeNotice>("appointment", "case", own),
          command_type<ExtendDeadline>("appointment", "case", extender),
          command_type<MissDeadline>("appointment", "case", clock),
          command_type<RequestAccount>("appointment", "case", council),
          command_type<GiveAccount>("appointment", "case", answerer),
          command_type<ProposeCorrection>("appointment", "case", file),
          command_type<ConfirmCorrection>("appointment", "case", reader),
          command_type<DropCorrection>("appointment", "case", file)};
}

}  // namespace gozin::appointment
