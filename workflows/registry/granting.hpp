#pragma once

#include "engine/event/field.hpp"

// Who holds which role.
namespace gozin::registry {

/// A role for a time; `scope` is a unit or a body, empty: the whole city.
struct RoleGranted {
  static constexpr std::string_view kType = "RoleGranted";
  Code role;
  std::optional<Code> scope;
  Instant from;
  std::optional<Instant> until;

  static constexpr auto fields() {
    return fields_of(open("role", &RoleGranted::role), open("scope", &RoleGranted::scope),
                     open("from", &RoleGranted::from), open("until", &RoleGranted::until));
  }
};

struct RoleEnded {
  static constexpr std::string_view kType = "RoleEnded";
  Code role;
  std::optional<Code> scope;

  static constexpr auto fields() {
    return fields_of(open("role", &RoleEnded::role), open("scope", &RoleEnded::scope));
  }
};

/// A role that decides, as one person says; waits for another. `ends`: it is to be given up.
struct RoleProposed {
  static constexpr std::string_view kType = "RoleProposed";
  Code role;
  std::optional<Code> scope = {};
  std::optional<Instant> from = {};  // absent: from the confirmation on
  std::optional<Instant> until = {};
  std::optional<bool> ends = {};

  static constexpr auto fields() {
    return fields_of(open("role", &RoleProposed::role), open("scope", &RoleProposed::scope),
                     open("from", &RoleProposed::from), open("until", &RoleProposed::until),
                     open("ends", &RoleProposed::ends));
  }
};

struct RoleProposalDropped {
  static constexpr std::string_view kType = "RoleProposalDropped";
  PersonId person;
  Code role;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("person", &RoleProposalDropped::person),
                     open("role", &RoleProposalDropped::role),
                     personal("reason", &RoleProposalDropped::reason, "person"));
  }
};

/// While a city is founded its program has made this person an administrator by its own word;
/// behind the second of them it does so no more.
struct AdministratorNamed {
  static constexpr std::string_view kType = "AdministratorNamed";
  PersonId person;

  static constexpr auto fields() { return fields_of(open("person", &AdministratorNamed::person)); }
};

}  // namespace gozin::registry
