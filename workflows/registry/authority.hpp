#pragma once

#include "engine/command/context.hpp"

#include <optional>

namespace gozin::registry {

/// Where an act takes place, as far as roles depend on it.
struct Place {
  std::optional<Code> scope = {};  ///< the unit concerned; absent: a grant of any scope will do
  StreamId body = {};              ///< whose offices count; empty: the decision asks for them
};

/// Whether somebody acts in a role at the moment of the call: by a dated grant, by an office of the
/// body, as a registered person or anonymously (`citizen`), as the program on the machine
/// (`operator`), as the clock.
[[nodiscard]] bool acts_in_role(Context const& context, PersonId const& who, Code const& role,
                                Place const& place);

/// Whether the caller may give a command in the role of the call. Refuses, in this order,
/// `role_must_permit_command`, `actor_must_be_known`, `office_must_act_in_person`,
/// `actor_must_hold_role`. A clerk who writes down somebody's act (channel `clerk`) holds `clerk`,
/// and that person the role, which is a citizen's or a member's: offices have computers. Other acts
/// on behalf are a matter of the workflow's own delegations and are refused here.
[[nodiscard]] std::optional<Rejection> authorise_by_grants(CommandType const& type,
                                                           Context const& context,
                                                           Place const& place);
[[nodiscard]] std::optional<Rejection> authorise_by_grants(CommandType const& type,
                                                           Context const& context);

}  // namespace gozin::registry
