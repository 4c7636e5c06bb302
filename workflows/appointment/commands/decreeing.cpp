#include "workflows/appointment/commands/decreeing.hpp"

#include "engine/command/preparation.hpp"
#include "engine/command/typed.hpp"
#include "engine/port/plain_text.hpp"
#include "workflows/appointment/acting.hpp"
#include "workflows/appointment/decree.hpp"
#include "workflows/appointment/decree_dates.hpp"
#include "workflows/appointment/deliberation.hpp"
#include "workflows/appointment/elections.hpp"
#include "workflows/appointment/inquiries.hpp"
#include "workflows/appointment/interests.hpp"
#include "workflows/appointment/links.hpp"
#include "workflows/appointment/objections.hpp"
#include "workflows/appointment/outsiders.hpp"
#include "workflows/appointment/transcribing.hpp"
#include "workflows/registry/decrees.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

constexpr std::string_view kReturned = "حکم پیش از ثبت بازگردانده شد و شماره آن باطل است.";

bool is_permitted(Case const& state, NomineeId const& nominee) {
  return std::find(state.permitted.begin(), state.permitted.end(), nominee) !=
         state.permitted.end();
}

/// A signature and an override are nobody's to write down for the decider.
std::optional<Rejection> flaw_of_hand(Context const& context) {
  if (context.call.behalf.empty()) return std::nullopt;
  return Rejection{Reason::decider_must_act_in_person, context.call.behalf.text};
}

std::optional<Rejection> flaw_of_decider(Context const& context) {
  // `decider` is the role by which the deciding one is known in every case; the hook resolves it.
  auto const& role = context.call.role;
  if (role != Code{"decider"} && role != rules_of(context).deciding_role)
    return Rejection{Reason::decider_must_hold_deciding_role, role.text};
  return std::nullopt;
}

/// The caller decides, and has declared to have no interest that forbids it in this nominee.
std::optional<Rejection> flaw_of_decider_for(NomineeId const& nominee, Context const& context) {
  if (auto refused = flaw_of_decider(context)) return refused;
  auto const& state = case_of(context);
  auto const declared = state.decider_interests.find(nominee);
  if (state.decider != principal_of(context.call) || declared == state.decider_interests.end())
    return Rejection{Reason::decider_must_declare_interests, nominee.text};
  if (auto const interest = forbidding_interest(state, *state.decider, nominee))
    return Rejection{Reason::decider_must_have_no_disqualifying_interest,
                     std::string{name_of(*interest)}};
  if (state.conflicts.contains({*state.decider, nominee}))
    return Rejection{Reason::decider_must_have_no_disqualifying_interest, nominee.text};
  if (auto const* hint = find_hint(state, *state.decider, nominee))
    return Rejection{Reason::hints_must_be_disposed_of, hint->text};
  return std::nullopt;
}

/// What holds for every choice, inside the permitted set or not.
std::optional<Rejection> flaw_of_choice(NomineeId const& id, PersonId const& person,
                                        Context const& context) {
  if (auto refused = flaw_of_decider_for(id, context)) return refused;
  auto const& state = case_of(context);
  auto const nominee = running_nominee(state, id);
  if (!nominee) return nominee.error();
  if (auto refused = flaw_before_choice(state)) return refused;
  if (auto const* hint = find_hint_about(state, (*nominee)->id))
    return Rejection{Reason::hints_must_be_disposed_of, hint->text};
  // Acting head only since the decider declared: another declaration raises the hint.
  if (lacks_acting_hint(context, **nominee))
    return Rejection{Reason::decider_must_declare_interests, id.text};
  if ((*nominee)->person != person)
    return Rejection{EngineReason::stream_must_be_unchanged, context.stream.text};
  if (current_decree(state))
    return Rejection{Reason::selection_must_not_change_under_a_decree,
                     current_decree(state)->number.text};
  if (auto const gate = gate_lacking(state, rules_of(context), id))
    return Rejection{Reason::selected_must_have_passed_binding_gates, gate->text};
  if (auto refused = flaw_of_seats(context, {id})) return refused;
  if (auto refused = flaw_of_share(context, person)) return refused;
  return flaw_of_answers(context, (*nominee)->id);
}

/// Whom a ranking that binds puts first among those who can be appointed.
bool is_first_in_rank(Context const& context, NomineeId const& nominee) {
  auto const& state = case_of(context);
  for (auto const& candidate : candidates_of(state)) {
    bool const is_barred = candidate != nominee && (flaw_of_seats(context, {candidate}) ||
                                                    flaw_of_answers(context, candidate));
    if (!is_barred && !gate_lacking(state, rules_of(context), candidate))
      return candidate == nominee;
  }
  return false;
}

Result<Numbered> number_for(DraftDecree const& command, Context const& context, Day today) {
  auto const* series = context.view.find<registry::DecreeSeries>(registry::city_decrees());
  if (!series || !context.view.in(registry::city_decrees(), "Opened"))
    return Rejection{Reason::decree_series_must_be_open};
  if (!command.number) return next_number(*series, rules_of(context).decree, today);
  Label const number{plain_entry(command.number->text)};
  if (number.text.empty()) return Rejection{EngineReason::field_must_be_given, "number"};
  if (registry::is_taken(*series, number))
    return Rejection{Reason::decree_number_must_be_free, number.text};
  auto const dated = command.dated.value_or(today);
  auto const earliest = day_of(decided_at(case_of(context)), calendar_of(context).offset);
  if (dated > today || dated < earliest)
    return Rejection{Reason::decree_date_must_follow_the_decision, to_iso_date(dated)};
  return Numbered{
      .number = number, .series = Series::secretariat, .dated = dated, .count = std::nullopt};
}

/// Why this decree can go no further: it is for whoever is selected and still stands. Somebody may
/// have withdrawn, or objected, since it was signed.
std::optional<Rejection> flaw_of_selection(Case const& state, Decree const& decree) {
  if (auto refused = flaw_of_departure(state, decree.person)) return refused;
  if (!state.selected || decree.person != state.selected_person)
    return Rejection{Reason::person_must_be_selected};
  if (auto const running = running_nominee(state, *state.selected); !running)
    return running.error();
  return flaw_of_open_objections(state);
}

/// Why no decree can be drafted for whoever was selected.
std::optional<Rejection> flaw_of_grounds(Context const& context) {
  auto const& state = case_of(context);
  if (!state.selected)
    if (auto refused = flaw_of_departures(state)) return refused;
  if (!state.selected || !state.selected_person) return Rejection{Reason::person_must_be_selected};
  if (auto const* decree = current_decree(state))
    return Rejection{Reason::case_must_have_one_decree, decree->number.text};
  if (auto const running = running_nominee(state, *state.selected); !running)
    return running.error();
  if (!state.overridden && !is_permitted(state, *state.selected))
    return Rejection{Reason::selection_must_stay_in_permitted_set, state.selected->text};
  if (auto const gate = gate_lacking(state, rules_of(context), *state.selected))
    return Rejection{Reason::selected_must_have_passed_binding_gates, gate->text};
  if (auto const refused = flaw_of_open_objections(state)) return refused;
  if (!state.budget_confirmed) return Rejection{Reason::budget_must_be_confirmed};
  if (auto const refused =
          flaw_of_inquiries(context, {.by = rules::InquiryStep::decree,
                                      .about = {*state.selected},
                                      .unanswered = Reason::inquiry_must_be_answered}))
    return refused;
  if (auto const refused = flaw_of_answers(context, *state.selected)) return refused;
  if (auto const refused = flaw_of_share(context, *state.selected_person)) return refused;
  if (auto const refused = flaw_of_hold(context)) return refused;
  if (auto const refused = flaw_before_decree(state)) return refused;
  return flaw_of_other_decree(context);
}

DecreeText text_of(Context const& context, Numbered const& numbered, Day from, Day until) {
  auto const& state = case_of(context);
  auto const& rules = rules_of(context);
  auto const* log = context.view.find<registry::Log>(StreamId{"log"});
  DecreeText text;
  text.number = numbered.number;
  text.dated = numbered.dated;
  text.person = *state.selected_person;
  text.name = context.facts.directory().name(text.person).value_or("");
  text.post = state.post;
  text.post_title = state.post_title;
  text.term_from = from;
  text.term_until = until;
  text.reasons = state.selection_reason;
  text.rules = state.rules.value_or(Hash{});
  text.rules_title = rules.title.fa;
  text.signatory = office_of(rules.deciding_role);
  text.city = log ? log->city : "";
  text.acting = state.tenure == Tenure::acting;
  text.invalidity = log ? invalidity_of(log->purpose) : "";
  return text;
}

/// The person behind the nominee, for the key of what is written about them.
Result<void> name_person(Preparation& preparation) {
  auto& input = preparation.input();
  auto const* state = preparation.view().find<Case>(preparation.stream());
  auto const id = decode<NomineeId>(input["nominee"]);
  if (!id) return inside("nominee", id.error());
  auto const* nominee = state ? find_nominee(*state, *id) : nullptr;
  if (!nominee || !nominee->person) return Rejection{Reason::nominee_must_be_known, id->text};
  input["person"] = nominee->person->text;
  return {};
}

}  // namespace

Result<void> prepare(std::type_identity<SelectPerson>, Preparation& preparation) {
  return name_person(preparation);
}

Result<void> prepare(std::type_identity<OverrideSelection>, Preparation& preparation) {
  return name_person(preparation);
}

Result<Decision> decide(DeclareAsDecider const& command, Context const& context) {
  if (auto const refused = flaw_of_decider(context)) return *refused;
  auto const& state = case_of(context);
  for (auto const& [id, interest] : command.interests)
    if (auto const known = known_nominee(state, id); !known) return known.error();
  for (auto const& candidate : candidates_of(state))
    if (!command.interests.contains(candidate))
      return Rejection{Reason::declaration_must_cover_every_candidate, candidate.text};

  Decision decision;
  decision.add(context.stream, DeciderDeclared{.decider = principal_of(context.call),
                                               .interests = command.interests,
                                               .detail = command.detail});
  enter_kin(decision, context, principal_of(context.call), command.interests);
  raise_links(decision, context,
              {.judge = principal_of(context.call),
               .nominees = without_interest(command.interests),
               .declared = command.interests,
               .by_unit = false});
  raise_acting_hints(decision, context);
  raise_earlier_interests(decision, context);
  return decision;
}

Result<Decision> decide(SelectPerson const& command, Context const& context) {
  if (auto const refused = flaw_of_choice(command.nominee, command.person, context))
    return *refused;
  auto const& state = case_of(context);
  if (!is_permitted(state, command.nominee))
    return Rejection{Reason::selection_must_stay_in_permitted_set, command.nominee.text};
  if (rules_of(context).choice.chooser == rules::Chooser::rank_order &&
      !is_first_in_rank(context, command.nominee))
    return Rejection{Reason::selection_must_follow_rank_order, command.nominee.text};

  Decision decision;
  decision.add(context.stream,
               PersonSelected{
                   .nominee = command.nominee, .person = command.person, .reason = command.reason});
  return decision;
}

Result<Decision> decide(OverrideSelection const& command, Context const& context) {
  if (auto const refused = flaw_of_hand(context)) return *refused;
  if (auto const refused = flaw_of_choice(command.nominee, command.person, context))
    return *refused;
  auto const& state = case_of(context);
  if (is_permitted(state, command.nominee))
    return Rejection{Reason::override_must_leave_permitted_set, command.nominee.text};
  if (find_nominee(state, command.nominee)->standing != Standing::admitted)
    return Rejection{Reason::override_must_meet_conditions, command.nominee.text};
  auto const decider = stream_of(registry::Person::kKind, principal_of(context.call).text);
  auto const* person = context.view.find<registry::Person>(decider);
  if (!person) return Rejection{Reason::person_must_be_registered, principal_of(context.call).text};

  auto const count = person->overrides + 1;
  Decision decision;
  decision.add(context.stream, SelectionOverridden{.nominee = command.nominee,
                                                   .person = command.person,
                                                   .decider = principal_of(context.call),
                                                   .count = count,
                                                   .reason = command.reason});
  decision.add(decider, registry::OverrideCounted{.by = context.stream, .count = count});
  return decision;
}

Result<Decision> decide(DraftDecree const& command, Context const& context) {
  if (auto const refused = flaw_of_grounds(context)) return *refused;
  auto const& state = case_of(context);
  auto const today = day_of(context.call.now, calendar_of(context).offset);
  auto const numbered = number_for(command, context, today);
  if (!numbered) return numbered.error();
  if (auto const refused = flaw_of_term(command.term_from, numbered->dated, today)) return *refused;
  auto const until = last_day_of_term(context, command.term_from);
  if (!until) return until.error();
  auto const text = text_of(context, *numbered, command.term_from, *until);
  if (text.name.empty()) return Rejection{Reason::person_must_have_a_name, text.person.text};

  VaultKeyId const key{stream_of(registry::Person::kKind, text.person.text).text};
  auto const document = context.facts.attach(key, kDecreeMedia, decree_document(text));
  Decision decision;
  decision.add(context.stream, DecreeDrafted{.number = text.number,
                                             .series = numbered->series,
                                             .dated = text.dated,
                                             .person = text.person,
                                             .post = state.post,
                                             .term_from = text.term_from,
                                             .term_until = text.term_until,
                                             .decree = sha256(canonical_decree(text)),
                                             .document = document,
                                             .media = {std::string{kDecreeMedia}}});
  decision.add(registry::city_decrees(),
               registry::DecreeNumberTaken{
                   .number = text.number, .count = numbered->count, .by = context.stream});
  return decision;
}

Result<Decision> decide(SignDecree const& command, Context const& context) {
  if (auto const refused = flaw_of_hand(context)) return *refused;
  auto const& state = case_of(context);
  auto const* decree = current_decree(state);
  if (!decree) return Rejection{Reason::decree_must_be_drafted};
  if (decree->signed_) return Rejection{Reason::decree_must_be_unsigned, decree->number.text};
  if (auto const refused = flaw_of_selection(state, *decree)) return *refused;
  if (auto const refused = flaw_of_decider_for(*state.selected, context)) return *refused;
  if (command.decree != decree->decree || command.document != decree->document)
    return Rejection{Reason::signature_must_cover_current_decree, decree->number.text};

  Decision decision;
  decision.add(context.stream, DecreeSigned{.number = decree->number,
                                            .signatory = principal_of(context.call),
                                            .decree = decree->decree,
                                            .document = decree->document});
  start_clock(decision, context, rules::Stage::registration);
  return decision;
}

Result<Decision> decide(ReturnDecreeToReview const& command, Context const& context) {
  if (auto const refused = flaw_of_decider(context)) return *refused;
  auto const& state = case_of(context);
  auto const& rules = rules_of(context);
  auto const* gate = rules::find_gate(rules, command.gate);
  if (!gate || !asks(gate->kind) || state.ground)
    return Rejection{Reason::review_must_return_to_an_asked_gate, command.gate.text};

  Decision decision;
  if (auto const* decree = current_decree(state))
    decision.add(context.stream, DecreeNumberVoided{.number = decree->number,
                                                    .reason = noted(context, "reason", kReturned)});
  decision.add(context.stream,
               DecreeReturnedToReview{.gate = command.gate, .reason = command.reason});
  follow_gates(decision, context, gate_index(rules, command.gate));
  return decision;
}

Result<Decision> decide(ReturnDecreeToDraft const& command, Context const& context) {
  if (auto const refused = flaw_of_decider(context)) return *refused;
  auto const* decree = current_decree(case_of(context));
  if (!decree) return Rejection{Reason::decree_must_be_drafted};

  Decision decision;
  decision.add(context.stream, DecreeReturnedToDraft{.reason = command.reason});
  decision.add(context.stream, DecreeNumberVoided{.number = decree->number,
                                                  .reason = noted(context, "reason", kReturned)});
  start_clock(decision, context, rules::Stage::decreeing);
  return decision;
}

Result<Decision> decide(VoidDecreeNumber const& command, Context const& context) {
  auto const* decree = current_decree(case_of(context));
  if (!decree) return Rejection{Reason::decree_must_be_drafted};
  if (decree->signed_) return Rejection{Reason::decree_must_be_unsigned, decree->number.text};

  Decision decision;
  decision.add(context.stream,
               DecreeNumberVoided{.number = decree->number, .reason = command.reason});
  return decision;
}

Result<Decision> decide(RegisterDecree const& command, Context const& context) {
  auto const* decree = current_decree(case_of(context));
  if (!decree) return Rejection{Reason::decree_must_be_drafted};
  if (auto const refused = flaw_of_selection(case_of(context), *decree)) return *refused;

  Decision decision;
  decision.add(context.stream, DecreeRegistered{.number = decree->number, .entry = command.entry});
  start_clock(decision, context, rules::Stage::publication);
  return decision;
}

Result<Decision> decide(PublishDecree const&, Context const& context) {
  auto const& state = case_of(context);
  auto const* decree = current_decree(state);
  if (!decree) return Rejection{Reason::decree_must_be_drafted};
  if (auto const refused = flaw_of_selection(state, *decree)) return *refused;
  if (auto const refused = flaw_of_hold(context)) return *refused;
  if (auto const refused = flaw_of_beginning(context, *decree)) return *refused;

  Decision decision;
  decision.add(context.stream, DecreePublished{.number = decree->number, .person = decree->person});
  fill_post(decision, context, *decree);
  return decision;
}

std::vector<CommandType> decreeing_commands() {
  CommandTraits const decider{.roles = {"decider", "mayor", "governor", "minister"},
                              .duty = "decider"};
  CommandTraits const affairs{.roles = {"administrative_affairs"},
                              .duty = "administrative_affairs"};
  return {command_type<DeclareAsDecider>("appointment", "case", decider),
          command_type<SelectPerson>("appointment", "case", decider),
          command_type<OverrideSelection>("appointment", "case", decider),
          command_type<DraftDecree>("appointment", "case", affairs),
          command_type<SignDecree>("appointment", "case", decider),
          command_type<ReturnDecreeToReview>("appointment", "case", decider),
          command_type<ReturnDecreeToDraft>("appointment", "case", decider),
          command_type<VoidDecreeNumber>("appointment", "case", affairs),
          command_type<RegisterDecree>("appointment", "case", affairs),
          command_type<PublishDecree>("appointment", "case", affairs)};
}

}  // namespace gozin::appointment
