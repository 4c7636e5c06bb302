#pragma once

#include "engine/command/context.hpp"

namespace gozin::appointment {

/// Whether somebody is not of the staff by the register; who is not registered is taken for staff.
[[nodiscard]] bool is_outsider(Context const& context, PersonId const& person);

/// What the post is told of them: that they are from outside, or nothing.
[[nodiscard]] std::optional<bool> outsider_mark(Context const& context, PersonId const& person);

/// Refused as `outsiders_must_not_exceed_their_share` where the person is not of the staff and,
/// with them in the post, more of the city's managerial posts would be held from outside than the
/// rules permit (Civil Service Management Law, art. 54: 15 percent). Managerial are the posts of
/// the classes that the rules list; those that they exempt are not counted, nor is anybody whom a
/// body elects. The register counts all such posts, filled or not.
[[nodiscard]] std::optional<Rejection> flaw_of_share(Context const& context,
                                                     PersonId const& person);

}  // namespace gozin::appointment
