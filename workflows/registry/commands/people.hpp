#pragma once

#include "engine/command/context.hpp"
#include "workflows/registry/events.hpp"

namespace gozin::registry {

/// Enters a person into the register. `person` is made by the server and names the stream. The
/// national id is kept in ten ASCII digits; `attributes` is the text of a JSON object, see
/// attributes.hpp.
struct RegisterPerson {
  static constexpr std::string_view kName = "RegisterPerson";
  PersonId person = {};
  PersonKind kind = PersonKind::staff;
  std::optional<Code> unit = {};
  Committed name = {};
  std::optional<Committed> national_id = {};
  std::optional<Committed> attributes = {};

  static constexpr auto fields() {
    return fields_of(
        open("person", &RegisterPerson::person).ask(Input::none),
        open("kind", &RegisterPerson::kind),
        open("unit", &RegisterPerson::unit).ask(Input::code, "units"),
        personal("name", &RegisterPerson::name, "person").ask(Input::text).at_most(200),
        personal("national_id", &RegisterPerson::national_id, "person")
            .ask(Input::text)
            .at_most(64),
        personal("attributes", &RegisterPerson::attributes, "person")
            .ask(Input::document)
            .at_most(4000));
  }
};

struct MovePerson {
  static constexpr std::string_view kName = "MovePerson";
  Code unit = {};

  static constexpr auto fields() {
    return fields_of(open("unit", &MovePerson::unit).ask(Input::code, "units"));
  }
};

/// Puts attributes in place of those that the register holds about the person, which conditions ask
/// for; nobody does so for themselves: `attributes_must_be_entered_by_another`.
struct DescribePerson {
  static constexpr std::string_view kName = "DescribePerson";
  PersonId person = {};
  Committed attributes = {};

  static constexpr auto fields() {
    return fields_of(open("person", &DescribePerson::person).ask(Input::none),
                     personal("attributes", &DescribePerson::attributes, "person")
                         .ask(Input::document)
                         .at_most(4000));
  }
};

/// Makes the person's id and key, normalises the national id and the attributes. Refuses
/// `national_id_must_be_valid`, `attributes_must_fit_their_fields`.
Result<void> prepare(std::type_identity<RegisterPerson>, Preparation& preparation);
/// Names the person, normalises the attributes.
Result<void> prepare(std::type_identity<DescribePerson>, Preparation& preparation);

Result<Decision> decide(RegisterPerson const& command, Context const& context);
Result<Decision> decide(MovePerson const& command, Context const& context);
Result<Decision> decide(DescribePerson const& command, Context const& context);

/// The descriptions of these commands.
[[nodiscard]] std::vector<CommandType> people_commands();

}  // namespace gozin::registry
