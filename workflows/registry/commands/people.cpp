#include "workflows/registry/commands/people.hpp"

#include "engine/command/preparation.hpp"
#include "engine/command/typed.hpp"
#include "engine/event/json.hpp"
#include "engine/port/person_numbers.hpp"
#include "workflows/registry/attributes.hpp"
#include "workflows/registry/reasons.hpp"
#include "workflows/registry/states.hpp"

#include <algorithm>

namespace gozin::registry {
namespace {

/// The person whose stream this is; the pipeline has refused streams that do not exist.
Person const& person_of(Context const& context) {
  return *context.view.find<Person>(context.stream);
}

/// A text of the input; null when it was left out or left blank, as forms do.
json::value* given(Preparation& preparation, std::string_view name) {
  auto* value = preparation.input().if_contains(name);
  if (!value) return nullptr;
  bool const blank =
      std::string_view{value->get_string()}.find_first_not_of(" \t\r\n") == std::string_view::npos;
  return blank ? nullptr : value;
}

std::optional<Rejection> settle_national_id(Preparation& preparation, PersonId const& person) {
  auto* value = given(preparation, "national_id");
  if (!value) return std::nullopt;
  auto const id = parse_national_id(std::string_view{value->get_string()});
  if (!id) return Rejection{Reason::national_id_must_be_valid};
  *value = *id;
  preparation.look_up(*id, person);
  return std::nullopt;
}

/// Kept in canonical form, so that equal attributes have equal bytes.
std::optional<Rejection> settle_attributes(Preparation& preparation) {
  auto* value = given(preparation, "attributes");
  if (!value) return std::nullopt;
  auto const document = parse_json(std::string_view{value->get_string()});
  if (!document) return Rejection{Reason::attributes_must_fit_their_fields};
  if (auto const attributes = parse_attributes(*document); !attributes) return attributes.error();
  *value = to_canonical(*document);
  return std::nullopt;
}

bool same_place(Person::Grant const& grant, Code const& role, std::optional<Code> const& scope) {
  return grant.role == role && grant.scope == scope;
}

/// Whether a grant and a time have an instant in common.
bool overlaps(Person::Grant const& grant, Instant from, std::optional<Instant> until) {
  bool const ends_before = grant.until && *grant.until <= from;
  bool const begins_after = until && *until <= grant.from;
  return !ends_before && !begins_after;
}

bool excluded_by(Person::Grant const& grant, GrantedRole role) {
  auto const held = find_by_name<GrantedRole>(grant.role.text);
  return held && exclude_each_other(*held, role);
}

Code code_of(GrantedRole role) { return Code{std::string{name_of(role)}}; }

}  // namespace

Result<void> prepare(std::type_identity<RegisterPerson>, Preparation& preparation) {
  PersonId const person{preparation.fresh_id()};
  if (auto const refused = settle_national_id(preparation, person)) return *refused;
  if (auto const refused = settle_attributes(preparation)) return *refused;
  auto const stream = stream_of(Person::kKind, person.text);
  preparation.input()["person"] = person.text;
  preparation.new_key(VaultKeyId{stream.text});
  preparation.open_as(stream);
  return {};
}

Result<void> prepare(std::type_identity<DescribePerson>, Preparation& preparation) {
  preparation.input()["person"] = preparation.stream().key();
  if (auto const refused = settle_attributes(preparation)) return *refused;
  return {};
}

Result<Decision> decide(RegisterPerson const& command, Context const& context) {
  Decision decision;
  decision.add(context.stream, PersonRegistered{.person = command.person,
                                                .kind = command.kind,
                                                .unit = command.unit,
                                                .name = command.name,
                                                .national_id = command.national_id,
                                                .attributes = command.attributes});
  return decision;
}

Result<Decision> decide(MovePerson const& command, Context const& context) {
  if (person_of(context).unit == command.unit)
    return Rejection{Reason::unit_must_change, command.unit.text};

  Decision decision;
  decision.add(context.stream, PersonMoved{.unit = command.unit});
  return decision;
}

Result<Decision> decide(DescribePerson const& command, Context const& context) {
  auto const& call = context.call;
  if (call.actor == command.person || call.behalf == command.person)
    return Rejection{Reason::attributes_must_be_entered_by_another, command.person.text};

  Decision decision;
  decision.add(context.stream,
               PersonDescribed{.person = command.person, .attributes = command.attributes});
  return decision;
}

Result<Decision> decide(GrantRole const& command, Context const& context) {
  auto const& person = person_of(context);
  auto const role = code_of(command.role);
  auto const from = command.from.value_or(context.call.now);
  if (context.call.actor == person.id || context.call.behalf == person.id)
    return Rejection{Reason::role_must_be_granted_by_another, role.text};
  if (from < context.call.now)
    return Rejection{Reason::role_must_not_begin_in_the_past, to_rfc3339(from)};
  if (command.until && *command.until <= from)
    return Rejection{Reason::role_must_end_after_it_begins, to_rfc3339(*command.until)};
  for (auto const& grant : person.grants) {
    if (!overlaps(grant, from, command.until)) continue;
    if (same_place(grant, role, command.scope))
      return Rejection{Reason::role_must_not_be_held_twice, role.text};
    if (excluded_by(grant, command.role))
      return Rejection{Reason::roles_must_not_exclude_each_other,
                       grant.role.text + " " + role.text};
  }

  Decision decision;
  decision.add(
      context.stream,
      RoleGranted{.role = role, .scope = command.scope, .from = from, .until = command.until});
  return decision;
}

Result<Decision> decide(EndRole const& command, Context const& context) {
  auto const role = code_of(command.role);
  auto const& grants = person_of(context).grants;
  bool const held = std::ranges::any_of(grants, [&](Person::Grant const& grant) {
    return same_place(grant, role, command.scope) &&
           (!grant.until || *grant.until > context.call.now);
  });
  if (!held) return Rejection{Reason::role_must_be_held, role.text};

  Decision decision;
  decision.add(context.stream, RoleEnded{.role = role, .scope = command.scope});
  return decision;
}

std::vector<CommandType> people_commands() {
  CommandTraits const registering{.roles = {"administrative_affairs", kOperator}, .opens = true};
  CommandTraits const affairs{.roles = {"administrative_affairs", kOperator}};
  CommandTraits const granting{.roles = {"administrator", kOperator}};
  return {command_type<RegisterPerson>("registry", "person", registering),
          command_type<MovePerson>("registry", "person", affairs),
          command_type<DescribePerson>("registry", "person", affairs),
          command_type<GrantRole>("registry", "person", granting),
          command_type<EndRole>("registry", "person", granting)};
}

}  // namespace gozin::registry
