#include "workflows/appointment/authority.hpp"

#include "engine/duty/duty.hpp"
#include "workflows/appointment/commands/assessing.hpp"
#include "workflows/appointment/commands/balloting.hpp"
#include "workflows/appointment/commands/electing.hpp"
#include "workflows/appointment/commands/nominating.hpp"
#include "workflows/appointment/commands/objecting.hpp"
#include "workflows/appointment/commands/progress.hpp"
#include "workflows/appointment/commands/reviewing.hpp"
#include "workflows/appointment/commands/running.hpp"
#include "workflows/appointment/duties.hpp"
#include "workflows/appointment/judging.hpp"
#include "workflows/appointment/naming.hpp"
#include "workflows/appointment/seats.hpp"
#include "workflows/registry/authority.hpp"
#include "workflows/registry/reasons.hpp"
#include "workflows/registry/roles.hpp"
#include "workflows/registry/states.hpp"

#include <algorithm>
#include <array>

namespace gozin::appointment {
namespace {

bool is_one_of(Code const& role, std::span<std::string_view const> list) {
  return std::find(list.begin(), list.end(), role.text) != list.end();
}

/// Roles that may be granted for one unit.
constexpr std::array<std::string_view, 4> kOfUnits{"department_officer", "administrative_affairs",
                                                   "finance", "clerk"};
constexpr std::array<std::string_view, 3> kOfBodies{registry::kBodyMember, registry::kBodyChair,
                                                    registry::kBodySecretary};
constexpr std::array<std::string_view, 2> kOfPanel{"assessor", "panel_chair"};
/// Whose word a clerk may write down: theirs who may have no computer. Offices have one.
constexpr std::array<std::string_view, 4> kOfPeople{"nominee", registry::kCitizen,
                                                    registry::kBodyMember, "assessor"};
/// What people come to the counter for. Nobody needs a clerk to report something: that is done
/// without a name.
constexpr std::array<std::string_view, 13> kAtTheCounter{
    Nominate::kName,        ConsentToNomination::kName, DeclineNomination::kName,
    FileEvidence::kName,    WithdrawNomination::kName,  RaiseObjection::kName,
    DeclareInterest::kName, RecuseAssessor::kName,      DeclareInterestAsMember::kName,
    RecuseMember::kName,    CastBallot::kName,          CastElectionBallot::kName,
    RequestAccount::kName};
/// What a nominee may do like anybody else.
constexpr std::array<std::string_view, 2> kOwnSide{"nominee", registry::kCitizen};

/// An office counts in the body that reviews; before any does, in every body that the rules name.
bool holds_office(PersonId const& who, Code const& role, Case const& state,
                  Context const& context) {
  auto const acts_in = [&](StreamId const& body) {
    return registry::acts_in_role(context, who, role, {.scope = {}, .body = body});
  };
  if (state.review && !state.review->body.empty()) return acts_in(state.review->body);
  auto const& bodies = rules_of(context).ballots;
  return std::any_of(bodies.begin(), bodies.end(), [&](auto const& body) {
    return acts_in(stream_of(registry::Body::kKind, body.first.text));
  });
}

/// Members who have not left the case altogether, and reserves, who declare with them.
bool is_assessor(Case const& state, PersonId const& who) {
  auto const* seat = find_assessor(state, who);
  return seat ? !seat->recused : is_of_panel(state, who);
}

/// Where the rules have objections heard by a board, its members hear them.
bool sits_on_board(PersonId const& who, Code const& role, Context const& context) {
  if (rules_of(context).objections.heard_by != role) return false;
  auto const* board =
      context.view.find<registry::Body>(stream_of(registry::Body::kKind, role.text));
  return board && registry::has_vote(*board, who);
}

/// An account is owed to the council, which approves the rules, whichever body has its turn in the
/// case (Iranian council law, art. 83).
bool sits_on_council(PersonId const& who, Code const& role, Context const& context) {
  auto const council = stream_of(registry::Body::kKind, rules_of(context).approved_by.text);
  return registry::acts_in_role(context, who, role, {.scope = {}, .body = council});
}

/// Whether somebody holds a role in this case. Who claims the panel's chair is asked further, as
/// the chair may have left, and then the next member speaks.
bool holds(PersonId const& who, Code const& role, Case const& state, Context const& context) {
  if (role.text == "nominee") return nominee_of(state, who) != nullptr;
  if (is_one_of(role, kOfPanel)) return is_assessor(state, who);
  if (is_one_of(role, kOfBodies)) return holds_office(who, role, state, context);
  if (sits_on_board(who, role, context)) return true;
  auto const asked = role.text == "decider" ? rules_of(context).deciding_role : role;
  auto const scope = is_one_of(role, kOfUnits) ? std::optional{state.unit} : std::nullopt;
  return registry::acts_in_role(context, who, asked, {.scope = scope, .body = {}});
}

bool is_delegated(Case const& state, Call const& call) {
  return std::any_of(state.delegations.begin(), state.delegations.end(),
                     [&](TaskDelegated const& one) {
                       return one.holder == call.behalf && one.substitute == call.actor &&
                              one.duty == call.role && call.now < one.until;
                     });
}

bool is_vote(CommandType const& type) {
  return type.name == CastBallot::kName || type.name == CastElectionBallot::kName;
}

/// The secretary of a body counts hands: writes down how its members vote, and nothing else.
bool writes_for_member(CommandType const& type, Call const& call) {
  return is_transcribed(call) && call.role.text == registry::kBodySecretary && is_vote(type);
}

/// Acting for somebody takes a clerk's office or a delegation of this case.
std::optional<Rejection> flaw_of_behalf(CommandType const& type, Case const& state,
                                        Context const& context) {
  auto const& call = context.call;
  if (call.behalf.empty() || writes_for_member(type, call)) return std::nullopt;
  if (is_transcribed(call)) {
    if (!holds(call.actor, Code{"clerk"}, state, context))
      return Rejection{EngineReason::actor_must_hold_role, "clerk"};
    if (is_one_of(call.role, kOfPeople)) return std::nullopt;
    return Rejection{registry::Reason::office_must_act_in_person, call.role.text};
  }
  if (is_delegated(state, call)) return std::nullopt;
  return Rejection{Reason::delegation_must_cover_act, call.role.text};
}

std::optional<Rejection> flaw_of_role(CommandType const& type, Case const& state,
                                      Context const& context) {
  auto const& call = context.call;
  auto const who = writes_for_member(type, call) ? call.actor : principal_of(call);
  // Of the offices that may decide, the rule set names the one that does.
  bool const decides = type.traits.duty == "decider" && call.role.text != "decider";
  if (decides && call.role != rules_of(context).deciding_role)
    return Rejection{EngineReason::actor_must_hold_role, rules_of(context).deciding_role.text};
  auto const claims_chair = call.role.text == "panel_chair" && is_assessor(state, who);
  if (claims_chair && who != acting_chair(state))
    return Rejection{Reason::actor_must_chair_the_panel};
  bool const asks_for_account = type.name == RequestAccount::kName;
  if (asks_for_account ? sits_on_council(who, call.role, context)
                       : holds(who, call.role, state, context))
    return std::nullopt;
  bool const elsewhere =
      is_one_of(call.role, kOfUnits) && registry::acts_in_role(context, who, call.role, {});
  if (elsewhere) return Rejection{Reason::officer_must_belong_to_unit, state.unit.text};
  return Rejection{EngineReason::actor_must_hold_role, call.role.text};
}

std::optional<Rejection> flaw_of_person(CommandType const& type, Case const& state,
                                        Context const& context) {
  auto const& call = context.call;
  if (!is_one_of(call.role, kOwnSide))
    for (auto const& who : {call.actor, principal_of(call)})
      if (is_party(state, who)) return Rejection{Reason::judge_must_not_be_nominee};
  auto const duty =
      type.traits.duty == kDutyOfRole ? duty_of_role(call.role.text) : type.traits.duty;
  if (duty.empty()) return std::nullopt;

  duty::Act act{.duty = Code{std::string{duty}}, .by = call.actor};
  if (!call.behalf.empty()) act.on_behalf = call.behalf;
  act.transcribed = is_transcribed(call);
  auto const conflict =
      duty::conflict(rules_of(context).exclusive_duties, duties_in_matter(state, context), act);
  if (!conflict) return std::nullopt;
  return Rejection{EngineReason::actor_must_hold_one_duty,
                   conflict->held.text + " " + conflict->wanted.text};
}

std::optional<Rejection> authorise_on_case(CommandType const& type, Case const& state,
                                           Context const& context) {
  auto const& call = context.call;
  auto const& roles = type.traits.roles;
  if (std::find(roles.begin(), roles.end(), call.role.text) == roles.end())
    return Rejection{EngineReason::role_must_permit_command, call.role.text};
  // Nothing leads back to an anonymous report, so nothing else may be done without a name.
  bool const nameless = call.actor.text == registry::kAnonymousActor;
  if (nameless && type.name != "ReportInfluence")
    return Rejection{EngineReason::actor_must_be_known};
  if (auto const refused = flaw_of_behalf(type, state, context)) return refused;
  if (auto const refused = flaw_of_role(type, state, context)) return refused;
  if (call.role.text == registry::kClock) return std::nullopt;
  return flaw_of_person(type, state, context);
}

}  // namespace

bool is_party(Case const& state, PersonId const& who) {
  auto const* nominee = nominee_of(state, who);
  return nominee && nominee->standing != Standing::received &&
         nominee->standing != Standing::declined;
}

std::vector<Code> roles_written_down(CommandType const& type, Context const& context) {
  std::vector<Code> roles;
  auto const* state = context.view.find<Case>(context.stream);
  auto const* known = std::find(kAtTheCounter.begin(), kAtTheCounter.end(), type.name);
  if (!state || known == kAtTheCounter.end()) return roles;
  auto const& actor = context.call.actor;
  if (holds(actor, Code{"clerk"}, *state, context))
    for (auto const role : type.traits.roles)
      if (is_one_of(Code{std::string{role}}, kOfPeople)) roles.push_back(Code{std::string{role}});
  Code const secretary{std::string{registry::kBodySecretary}};
  if (is_vote(type) && state->review && holds(actor, secretary, *state, context))
    roles.push_back(secretary);
  return roles;
}

std::optional<Rejection> authorise(CommandType const& type, Context const& context) {
  auto const* state = context.view.find<Case>(context.stream);
  if (!state) return registry::authorise_by_grants(type, context);
  return authorise_on_case(type, *state, context);
}

}  // namespace gozin::appointment
