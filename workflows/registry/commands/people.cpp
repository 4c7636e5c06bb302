#include "workflows/registry/commands/people.hpp"

#include "engine/command/preparation.hpp"
#include "engine/command/typed.hpp"
#include "engine/event/json.hpp"
#include "engine/port/person_numbers.hpp"
#include "workflows/registry/attributes.hpp"
#include "workflows/registry/reasons.hpp"
#include "workflows/registry/roles.hpp"
#include "workflows/registry/states.hpp"

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

std::vector<CommandType> people_commands() {
  CommandTraits const registering{.roles = {"administrative_affairs", kOperator}, .opens = true};
  CommandTraits const affairs{.roles = {"administrative_affairs", kOperator}};
  return {command_type<RegisterPerson>("registry", "person", registering),
          command_type<MovePerson>("registry", "person", affairs),
          command_type<DescribePerson>("registry", "person", affairs)};
}

}  // namespace gozin::registry
