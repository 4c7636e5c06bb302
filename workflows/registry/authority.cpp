#include "workflows/registry/authority.hpp"

#include "workflows/registry/reasons.hpp"
#include "workflows/registry/roles.hpp"
#include "workflows/registry/states.hpp"

#include <algorithm>

namespace gozin::registry {
namespace {

constexpr std::string_view kClerkChannel = "clerk";

/// Whoever is erased is nobody any more.
Person const* find_person(View& view, PersonId const& who) {
  auto const* person = view.find<Person>(stream_of(Person::kKind, who.text));
  return person && !person->erased ? person : nullptr;
}

bool is_operator(PersonId const& who) { return who.text.starts_with(kOperatorActor); }

/// The roles that are tied to no person: clock, operator, nobody by name.
bool is_nobody_by_name(PersonId const& who) {
  return who.text == kClockActor || who.text == kAnonymousActor || is_operator(who);
}

bool is_body_role(Code const& role) {
  return role.text == kBodyMember || role.text == kBodyChair || role.text == kBodySecretary;
}

bool holds_body_role(View& view, PersonId const& who, Code const& role, StreamId const& body) {
  if (body.empty()) return find_person(view, who) != nullptr;
  auto const* found = view.find<Body>(body);
  if (!found) return false;
  if (role.text == kBodyMember) return has_vote(*found, who);
  return holds_office(*found, who, role.text == kBodyChair ? Office::chair : Office::secretary);
}

}  // namespace

bool acts_in_role(Context const& context, PersonId const& who, Code const& role,
                  Place const& place) {
  auto& view = context.view;
  if (role.text == kClock) return who.text == kClockActor;
  if (role.text == kOperator) return is_operator(who);
  if (role.text == kCitizen) return who.text == kAnonymousActor || find_person(view, who);
  if (is_body_role(role)) return holds_body_role(view, who, role, place.body);
  auto const* person = find_person(view, who);
  return person && holds_role(*person, role, place.scope, context.call.now);
}

std::optional<Rejection> authorise_by_grants(CommandType const& type, Context const& context,
                                             Place const& place) {
  auto const& call = context.call;
  auto const& roles = type.traits.roles;
  if (std::ranges::find(roles, call.role.text) == roles.end())
    return Rejection{EngineReason::role_must_permit_command, call.role.text};
  if (!is_nobody_by_name(call.actor) && !find_person(context.view, call.actor))
    return Rejection{EngineReason::actor_must_be_known};

  Rejection const refused{EngineReason::actor_must_hold_role, call.role.text};
  if (call.behalf.empty()) {
    if (!acts_in_role(context, call.actor, call.role, place)) return refused;
    return std::nullopt;
  }
  if (call.channel.text != kClerkChannel) return refused;
  if (call.role.text != kCitizen && call.role.text != kBodyMember)
    return Rejection{Reason::office_must_act_in_person, call.role.text};
  auto const clerk = Code{std::string{name_of(GrantedRole::clerk)}};
  if (!acts_in_role(context, call.actor, clerk, place))
    return Rejection{EngineReason::actor_must_hold_role, clerk.text};
  if (!acts_in_role(context, call.behalf, call.role, place)) return refused;
  return std::nullopt;
}

std::optional<Rejection> authorise_by_grants(CommandType const& type, Context const& context) {
  return authorise_by_grants(type, context, Place{});
}

}  // namespace gozin::registry
