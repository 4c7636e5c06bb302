#include "workflows/appointment/commands/objecting.hpp"

#include "engine/command/preparation.hpp"
#include "engine/command/typed.hpp"
#include "workflows/appointment/aliases.hpp"
#include "workflows/appointment/gates.hpp"
#include "workflows/appointment/judging.hpp"
#include "workflows/appointment/merit.hpp"
#include "workflows/appointment/objections.hpp"
#include "workflows/appointment/seats.hpp"
#include "workflows/appointment/sheets.hpp"
#include "workflows/appointment/transcribing.hpp"

#include <algorithm>
#include <stdexcept>

namespace gozin::appointment {
namespace {

Objection const* find_objection(Case const& state, Code const& code) {
  for (auto const& objection : state.objections)
    if (objection.code == code) return &objection;
  return nullptr;
}

/// The objection that the input names.
Result<Objection const*> named_objection(Preparation& preparation) {
  auto const code = decode<Code>(preparation.input().at("objection"));
  if (!code) return inside("objection", code.error());
  auto const* state = preparation.view().find<Case>(preparation.stream());
  auto const* objection = state ? find_objection(*state, *code) : nullptr;
  if (!objection) return Rejection{Reason::objection_must_be_known};
  return objection;
}

Result<void> name_the_objector(Preparation& preparation) {
  auto const objection = named_objection(preparation);
  if (!objection) return objection.error();
  preparation.input()["objector"] = encode((*objection)->objector);
  return {};
}

/// Whom the objection is about, and whether it may be raised now and by this person.
Result<std::optional<NomineeId>> concerned(RaiseObjection const& command, PersonId const& objector,
                                           Context const& context) {
  auto const& state = case_of(context);
  auto const now = context.call.now;
  if (command.against == Against::conditions) {
    if (state.published == Instant{} || now > state.window_closes)
      return Rejection{Reason::objection_must_be_within_its_window, "conditions"};
    return std::optional<NomineeId>{};
  }
  auto const* nominee = nominee_of(state, objector);
  if (!nominee) return Rejection{Reason::objector_must_be_concerned, objector.text};
  if (command.nominee)
    if (auto const known = known_nominee(state, *command.nominee); !known) return known.error();

  auto closes = state.objections_close;
  if (command.against == Against::exclusion) {
    if (nominee->standing != Standing::excluded ||
        (command.nominee && find_nominee(state, *command.nominee) != nominee))
      return Rejection{Reason::objector_must_be_concerned, objector.text};
    // The time begins with service: whoever was not told is not too late.
    closes = rules::deadline(calendar_of(context), nominee->told_at.value_or(now),
                             rules_of(context).objections.against_exclusion);
  } else if (nominee->standing != Standing::admitted) {
    return Rejection{Reason::objector_must_be_concerned, objector.text};
  }
  if (closes == Instant{} || now > closes)
    return Rejection{Reason::objection_must_be_within_its_window,
                     std::string{name_of(command.against)}};
  return std::optional{command.nominee.value_or(nominee->id)};
}

/// What somebody must not have done in the case to hear an objection against it.
std::vector<std::string_view> duties_objected_to(Against against) {
  switch (against) {
    case Against::conditions:
      return {"department_officer", "administrative_affairs"};
    case Against::exclusion:
      return {"administrative_affairs"};
    case Against::ranking:
      return {"assessor"};
  }
  return {};
}

}  // namespace

bool took_part(Context const& context, Objection const& objection, PersonId const& person) {
  auto const& state = case_of(context);
  if (person == objection.objector) return true;
  if (objection.against == Against::ranking && find_assessor(state, person)) return true;
  auto const duties = duties_in_matter(state, context).done;
  auto const done = duties.find(person);
  if (done == duties.end()) return false;
  auto const excluded = duties_objected_to(objection.against);
  return std::any_of(excluded.begin(), excluded.end(), [&](std::string_view duty) {
    return done->second.contains(Code{std::string{duty}});
  });
}

namespace {

/// The objection that the caller may decide.
Result<Objection const*> to_decide(Code const& code, Context const& context) {
  auto const& state = case_of(context);
  auto const* objection = find_objection(state, code);
  if (!objection) return Rejection{Reason::objection_must_be_known, code.text};
  if (!objection->open) return Rejection{Reason::objection_must_be_open, code.text};
  auto const& heard_by = rules_of(context).objections.heard_by;
  if (context.call.role != heard_by)
    return Rejection{Reason::objection_must_be_heard_by_the_named_role, heard_by.text};
  for (auto const& person : {context.call.actor, principal_of(context.call)})
    if (took_part(context, *objection, person))
      return Rejection{Reason::objection_must_be_heard_by_an_outsider, person.text};
  if (auto const refused = flaw_of_word(state, code)) return *refused;
  return objection;
}

/// Sheets about one readmitted nominee: everybody knows who it is, so the alias is the id.
std::map<PersonId, std::vector<Code>> named_aliases(Case const& state, NomineeId const& nominee) {
  std::map<PersonId, std::vector<Code>> aliases;
  for (auto const& assessor : judges_of_any_round(state, nominee))
    aliases[assessor] = {Code{nominee.text}};
  return aliases;
}

/// Reveals what is still sealed about the readmitted nominee; refused while sheets may still come.
std::optional<Rejection> reveal_rest(Decision& decision, Context const& context, Case& after) {
  auto const wanted = assignments(context, after);
  if (auto refused = flaw_of_sheets(context, after, wanted)) return refused;
  reveal_sheets(decision, context, after, wanted);
  return std::nullopt;
}

}  // namespace

Result<void> prepare(std::type_identity<DismissObjection>, Preparation& preparation) {
  return name_the_objector(preparation);
}

Result<void> prepare(std::type_identity<SettleObjection>, Preparation& preparation) {
  return name_the_objector(preparation);
}

Result<void> prepare(std::type_identity<UpholdObjection>, Preparation& preparation) {
  auto const found = named_objection(preparation);
  if (!found) return found.error();
  auto const& objection = **found;
  if (!objection.nominee)
    return Rejection{Reason::objection_must_name_a_nominee, objection.code.text};
  preparation.input()["nominee"] = encode(*objection.nominee);
  return {};
}

Result<Decision> decide(RaiseObjection const& command, Context const& context) {
  auto const objector = principal_of(context.call);
  auto const nominee = concerned(command, objector, context);
  if (!nominee) return nominee.error();
  for (auto const& other : case_of(context).objections)
    if (other.open && other.objector == objector && other.against == command.against &&
        other.nominee == *nominee)
      return Rejection{Reason::objection_must_be_raised_once, other.code.text};

  Code const code{"o-" + context.facts.fresh_id()};
  Decision decision;
  decision.add(context.stream, ObjectionRaised{.objection = code,
                                               .objector = objector,
                                               .against = command.against,
                                               .nominee = *nominee,
                                               .grounds = command.grounds});
  decision.add(context.stream,
               DeadlineSet{.name = objection_deadline(code),
                           .due = deadline(context, rules_of(context).objections.decision)});
  return decision;
}

Result<Decision> decide(DismissObjection const& command, Context const& context) {
  auto const objection = to_decide(command.objection, context);
  if (!objection) return objection.error();

  Decision decision;
  decision.add(context.stream, ObjectionDismissed{.objection = command.objection,
                                                  .objector = (*objection)->objector,
                                                  .reason = command.reason});
  return decision;
}

Result<Decision> decide(SettleObjection const& command, Context const& context) {
  auto const objection = to_decide(command.objection, context);
  if (!objection) return objection.error();

  Decision decision;
  decision.add(context.stream, ObjectionSettled{.objection = command.objection,
                                                .objector = (*objection)->objector,
                                                .remedy = command.remedy});
  return decision;
}

Result<Decision> decide(UpholdObjection const& command, Context const& context) {
  auto const& state = case_of(context);
  auto const objection = to_decide(command.objection, context);
  if (!objection) return objection.error();
  if (!(*objection)->nominee)
    return Rejection{Reason::objection_must_name_a_nominee, command.objection.text};
  auto const nominee = known_nominee(state, *(*objection)->nominee);
  if (!nominee) return nominee.error();
  auto const standing = (*nominee)->standing;
  if (standing != Standing::excluded && standing != Standing::admitted)
    return Rejection{Reason::nominee_must_be_in_the_running, (*nominee)->id.text};
  if (standing == Standing::excluded && command.step != Step::screening)
    return Rejection{Reason::excluded_nominee_must_be_screened_first, (*nominee)->id.text};

  Decision decision;
  decision.add(context.stream, NomineeReadmitted{.objection = command.objection,
                                                 .nominee = (*nominee)->id,
                                                 .step = command.step,
                                                 .reason = command.reason,
                                                 .aliases = named_aliases(state, (*nominee)->id),
                                                 .alias_map = std::nullopt});
  start_clock(decision, context, rules::Stage::sealing);
  return decision;
}

Result<Decision> decide(ConcludeReadmission const& command, Context const& context) {
  auto const& state = case_of(context);
  auto const person = principal_of(context.call);
  if (person != acting_chair(state))
    return Rejection{Reason::actor_must_chair_the_panel, person.text};
  if (auto const refused = flaw_before_choice(state)) return *refused;
  auto const* nominee = state.readmitted ? find_nominee(state, *state.readmitted) : nullptr;
  if (!nominee) return Rejection{EngineReason::phase_must_allow_event, "ReadmissionConcluded"};
  if (nominee->standing == Standing::consented)
    return Rejection{Reason::readmitted_nominee_must_be_screened, nominee->id.text};
  // Excluded once more is excluded: told of it, and in time to object.
  if (nominee->standing == Standing::excluded)
    if (auto const refused = flaw_of_exclusions(context)) return *refused;
  // Who is out of the running again needs nobody's word.
  if (nominee->standing == Standing::admitted)
    for (auto const& judge : judges_of(state, nominee->id))
      if (auto const* hint = find_hint(state, judge, nominee->id))
        return Rejection{Reason::hints_must_be_disposed_of, hint->text};

  Decision decision;
  auto after = state;
  if (nominee->standing == Standing::admitted)
    if (auto const refused = reveal_rest(decision, context, after)) return *refused;
  auto settled = settle(context, after, command.announced);
  if (!settled) return settled.error();
  auto& merit = settled->merit;
  auto const permitted = permitted_by(rules_of(context), after, merit.ranking);
  decision.add(context.stream,
               ReadmissionConcluded{.nominee = nominee->id,
                                    .ranking = std::move(merit.ranking),
                                    .below = std::move(merit.below),
                                    .permitted = permitted,
                                    .objections_close = deadline(
                                        context, rules_of(context).objections.against_ranking),
                                    .lot_seed = seed_of(settled->lot),
                                    .lot_announced = value_of(settled->lot),
                                    .pivotal = std::move(merit.pivotal)});
  return decision;
}

Result<Decision> decide(CloseObjections const&, Context const& context) {
  auto const& state = case_of(context);
  if (state.objections_close == Instant{}) return Rejection{Reason::ranking_must_be_published};
  if (context.call.now < state.objections_close)
    return Rejection{Reason::objection_periods_must_have_passed,
                     to_rfc3339(state.objections_close)};
  for (auto const& objection : state.objections)
    if (objection.open) return Rejection{Reason::objections_must_be_decided, objection.code.text};
  if (state.permitted.empty())
    if (auto const refused = flaw_of_departures(state)) return *refused;
  // Somebody readmitted made another ranking.
  if (wants_note(state)) return Rejection{Reason::analysis_must_be_noted};

  Decision decision;
  decision.add(context.stream, ObjectionsClosed{});
  if (state.permitted.empty())
    leave_unfilled(decision, context,
                   state.ranking.empty() ? UnfilledCause::nobody_above_floors
                                         : UnfilledCause::everybody_withdrew);
  else
    follow_gates(decision, context, 0);
  return decision;
}

std::vector<CommandType> objecting_commands() {
  CommandTraits const objector{.roles = {"citizen", "nominee"}};
  CommandTraits const hearer{.roles = {"objections_officer", "objections_board"},
                             .duty = "objections_officer"};
  CommandTraits const chair{.roles = {"panel_chair", "assessor"}, .duty = "assessor"};
  CommandTraits const affairs_or_clock{.roles = {"administrative_affairs", "clock"},
                                       .duty = "administrative_affairs"};
  return {command_type<RaiseObjection>("appointment", "case", objector),
          command_type<DismissObjection>("appointment", "case", hearer),
          command_type<SettleObjection>("appointment", "case", hearer),
          command_type<UpholdObjection>("appointment", "case", hearer),
          command_type<ConcludeReadmission>("appointment", "case", chair),
          command_type<CloseObjections>("appointment", "case", affairs_or_clock)};
}

}  // namespace gozin::appointment
