#include "workflows/appointment/commands/transcribing.hpp"

#include "engine/command/typed.hpp"
#include "workflows/appointment/ballots.hpp"
#include "workflows/appointment/clocks.hpp"
#include "workflows/appointment/commands/objecting.hpp"
#include "workflows/appointment/names.hpp"
#include "workflows/appointment/transcribing.hpp"
#include "workflows/registry/roles.hpp"

#include <algorithm>
#include <array>

namespace gozin::appointment {
namespace {

using transcription::Act;
using SecondReason = transcription::Reason;

constexpr std::string_view kClerk = "clerk";
constexpr std::array<std::string_view, 3> kSpeakingForBodies{
    registry::kBodySecretary, registry::kBodyChair, registry::kBodyMember};
constexpr std::array<std::string_view, 2> kSpeakingOfObjections{"objections_officer",
                                                                "objections_board"};

template <std::size_t N>
bool is_one_of(std::array<std::string_view, N> const& roles, Code const& role) {
  return std::ranges::find(roles, role.text) != roles.end();
}

/// What somebody does as a member of a body, but for putting somebody forward.
bool is_of_body(Act const& act) {
  return act.type.text != NominationReceived::kType && is_one_of(kSpeakingForBodies, act.role);
}

/// Nobody looks at what is said about themselves; at an objection nobody who did what it is about;
/// at a vote nobody who stands or must not vote.
bool is_neutral(Context const& context, Act const& act) {
  auto const& state = case_of(context);
  auto const& actor = context.call.actor;
  auto const* nominee = act.nominee ? find_nominee(state, *act.nominee) : nullptr;
  if (nominee && nominee->person == actor) return false;
  for (auto const& objection : state.objections)
    if (objection.code == act.about && took_part(context, objection, actor)) return false;
  auto const* ballot = find_ballot(state);
  if (!ballot || ballot->code != act.about) return true;
  return !nominee_of(state, actor) && !appointment::is_among(ballot->recused, actor);
}

std::optional<Rejection> flaw_of_acts(std::vector<std::int64_t> const& acts,
                                      Context const& context) {
  auto const& transcribed = case_of(context).transcribed;
  if (auto const refused = flaw_of_second_person(transcribed, acts, context.call)) return refused;
  for (auto const number : acts) {
    auto const& act = transcribed.at(number);
    if (!may_speak(case_of(context), context.call.role, number))
      return Rejection{SecondReason::transcription_must_be_confirmed_by_its_office,
                       std::to_string(number)};
    if (!is_neutral(context, act))
      return Rejection{SecondReason::transcription_must_be_confirmed_by_somebody_neutral,
                       context.call.actor.text};
  }
  return std::nullopt;
}

/// Whoever is back among those who were asked has their time to answer.
void ask_again(Decision& decision, Context const& context, std::int64_t act) {
  if (!stands_in(context, "Nominating") && !stands_in(context, "Screening")) return;
  auto const& state = case_of(context);
  auto after = state;
  take_back(after, act);
  for (auto const& [id, nominee] : after.nominees) {
    bool const is_asked = nominee.standing == Standing::received && nominee.person &&
                          state.nominees.at(id).standing != Standing::received;
    if (!is_asked) continue;
    auto const due = deadline(context, rules_of(context).nomination.consent);
    decision.add(context.stream, DeadlineSet{.name = consent_deadline(id), .due = due});
  }
}

}  // namespace

void await_second_person(Decision& decision, Context const& context) {
  if (!is_transcribed(context.call) || !stands_in(context, "Running")) return;
  auto number = context.facts.next_seq();
  for (auto const& emitted : decision.events) {
    bool const waits = emitted.stream == context.stream && !emitted.event.as<InfluenceReported>() &&
                       !emitted.event.as<ContactRegistered>();
    if (!waits) {
      ++number;
      continue;
    }
    auto const* clock = rules::find_clock(rules_of(context), rules::Stage::second_person);
    auto const name = transcription_deadline(number);
    auto const due = deadline(context, clock ? clock->length : kSecondPerson);
    decision.add(context.stream,
                 DeadlineSet{.name = name, .due = due, .remind = reminder_of(context, name, due)});
    return;
  }
}

bool may_speak(Case const& state, Code const& role, std::int64_t act) {
  auto const found = state.transcribed.find(act);
  if (found == state.transcribed.end()) return false;
  auto const end = state.deadlines.find(transcription_deadline(act));
  bool const steps_in = end != state.deadlines.end() && end->second.escalated_to == role;
  return steps_in || suits(role, found->second);
}

bool suits(Code const& role, Act const& act) {
  if (role.text == kClerk) return true;
  if (is_of_body(act)) return is_one_of(kSpeakingForBodies, role);
  if (act.type.text == ObjectionRaised::kType) return is_one_of(kSpeakingOfObjections, role);
  return role.text == "administrative_affairs";
}

Result<Decision> decide(ConfirmTranscription const& command, Context const& context) {
  auto const acts = transcription::in_order(command.acts);
  if (auto const refused = flaw_of_acts(acts, context)) return *refused;

  Decision decision;
  decision.add(context.stream, TranscriptionConfirmed{.acts = acts, .scan = command.scan});
  settle_withdrawals(decision, context, acts);
  return decision;
}

Result<Decision> decide(DisputeTranscription const& command, Context const& context) {
  if (!is_denied(case_of(context).transcribed, command.act, context.call))
    if (auto const refused = flaw_of_acts({command.act}, context)) return *refused;

  Decision decision;
  decision.add(context.stream, TranscriptionDisputed{.act = command.act, .reason = command.reason});
  ask_again(decision, context, command.act);
  return decision;
}

std::vector<CommandType> transcribing_commands() {
  CommandTraits second{.roles = {kClerk, "administrative_affairs", registry::kBodySecretary,
                                 registry::kBodyChair, registry::kBodyMember, "objections_officer",
                                 "objections_board"}};
  second.roles.insert(second.roles.end(), kSteppingIn.begin(), kSteppingIn.end());
  // Whoever it stands for says so like anybody else: what a clerk wrote down may have cost them the
  // office in which they would have spoken.
  auto denying = second;
  denying.roles.push_back(registry::kCitizen);
  return {command_type<ConfirmTranscription>("appointment", "case", second),
          command_type<DisputeTranscription>("appointment", "case", denying)};
}

}  // namespace gozin::appointment
