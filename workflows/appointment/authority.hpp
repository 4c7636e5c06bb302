#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/case.hpp"

#include <optional>

namespace gozin::appointment {

/// Whether the caller may give a command on a case: acts for themselves, writes down as a clerk, or
/// stands in by a delegation of this case; the person for whom the act counts holds the role;
/// nobody who is a nominee judges; nobody does two duties that the rule set keeps apart (threat
/// T24). Refuses, in this order, `role_must_permit_command`, `actor_must_be_known`,
/// `office_must_act_in_person`, `delegation_must_cover_act`, `actor_must_chair_the_panel`,
/// `officer_must_belong_to_unit` or `actor_must_hold_role`, `judge_must_not_be_nominee`,
/// `actor_must_hold_one_duty`.
[[nodiscard]] std::optional<Rejection> authorise(CommandType const& type, Context const& context);

/// In which roles the caller may write down what somebody else does by this command: as a clerk of
/// the case's unit what people do who may have no computer, as the secretary of the body before
/// which the case is how its members vote. Empty where nobody writes it down. Whether it can be the
/// act of a certain person is judged when it is given.
[[nodiscard]] std::vector<Code> roles_written_down(CommandType const& type, Context const& context);

/// Whether the case is about this person. A name that somebody else put forward binds nobody, or
/// any officer could be kept out by naming them; from consent on a nominee is a party, and stays
/// one after withdrawing.
[[nodiscard]] bool is_party(Case const& state, PersonId const& who);

}  // namespace gozin::appointment
