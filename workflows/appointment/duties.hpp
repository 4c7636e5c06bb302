#pragma once

#include "workflows/appointment/case.hpp"

#include <string_view>

namespace gozin::appointment {

/// Of commands that are given in several roles: the duty is that of the role of the call.
inline constexpr std::string_view kDutyOfRole = "duty_of_role";

/// The duty that somebody does who acts in a role; empty for roles that are no duty. A panel's
/// chair does an assessor's duty, a body's chair a member's.
[[nodiscard]] std::string_view duty_of_role(std::string_view role);

/// The duty that an event is a part of; empty where its actor takes no part in what is decided.
[[nodiscard]] Code duty_of(Recorded const& recorded);

/// What every event leaves in the case, whatever its type: who has done which duty, since when the
/// step under way runs, when the case last changed. A pure function of the recorded event, so that
/// replay gives the same. Acts of the clock are nobody's; notes, reports, declarations and recusals
/// are no part in the decision.
void keep_books(Case& state, Recorded const& recorded);

/// The stage that begins with an event of this type, reached from an earlier one; nothing where
/// none does.
[[nodiscard]] std::optional<Phase> stage_begun_by(std::string_view type);

}  // namespace gozin::appointment
