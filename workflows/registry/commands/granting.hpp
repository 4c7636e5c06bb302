#pragma once

#include "engine/command/context.hpp"
#include "workflows/registry/events.hpp"
#include "workflows/registry/roles.hpp"

// Who holds which role. Whoever decides, rules, keeps the bodies or grants roles is named by the
// word of two (`takes_two`): one proposes, another confirms. In a demonstration the program itself
// records it at once, and so it does while a city is founded: until it has named two
// administrators, a class of posts has a day to go live, or the series of decrees is proposed.
namespace gozin::registry {

/// Gives a role for a time: from now on unless `from` is given, without an end unless `until` is.
/// `scope` is a unit or a body; without it the role is held in the whole city. One that takes two
/// is proposed, one proposal of a role at a time: `role_must_be_proposed_once`.
struct GrantRole {
  static constexpr std::string_view kName = "GrantRole";
  GrantedRole role = GrantedRole::department_officer;
  std::optional<Code> scope = {};
  std::optional<Instant> from = {};
  std::optional<Instant> until = {};

  static constexpr auto fields() {
    return fields_of(open("role", &GrantRole::role),
                     open("scope", &GrantRole::scope).ask(Input::code, "units"),
                     open("from", &GrantRole::from), open("until", &GrantRole::until));
  }
};

/// Ends at once what the person holds of this role in this scope; of one that takes two, proposes
/// it.
struct EndRole {
  static constexpr std::string_view kName = "EndRole";
  GrantedRole role = GrantedRole::department_officer;
  std::optional<Code> scope = {};

  static constexpr auto fields() {
    return fields_of(open("role", &EndRole::role),
                     open("scope", &EndRole::scope).ask(Input::code, "units"));
  }
};

/// By somebody else than who proposed it and than who gets the role
/// (`role_must_be_confirmed_by_another_person`). What is asked of the proposal is asked again; one
/// whose beginning has passed meanwhile begins now. Where none waits: `role_must_be_proposed`.
struct ConfirmRole {
  static constexpr std::string_view kName = "ConfirmRole";
  GrantedRole role = GrantedRole::administrator;

  static constexpr auto fields() { return fields_of(open("role", &ConfirmRole::role)); }
};

/// Not by whom it is about (`role_must_be_confirmed_by_another_person`).
struct DropRoleProposal {
  static constexpr std::string_view kName = "DropRoleProposal";
  PersonId person = {};
  GrantedRole role = GrantedRole::administrator;
  Committed reason = {};

  static constexpr auto fields() {
    return fields_of(open("person", &DropRoleProposal::person).ask(Input::none),
                     open("role", &DropRoleProposal::role),
                     personal("reason", &DropRoleProposal::reason, "person"));
  }
};

/// Names the person.
Result<void> prepare(std::type_identity<DropRoleProposal>, Preparation& preparation);

Result<Decision> decide(GrantRole const& command, Context const& context);
Result<Decision> decide(EndRole const& command, Context const& context);
Result<Decision> decide(ConfirmRole const& command, Context const& context);
Result<Decision> decide(DropRoleProposal const& command, Context const& context);

/// The descriptions of these commands.
[[nodiscard]] std::vector<CommandType> granting_commands();

}  // namespace gozin::registry
