#pragma once

#include "workflows/appointment/judging.hpp"
#include "workflows/session/state.hpp"

namespace gozin::appointment {

// A session is called under rules that its secretary names, a case keeps its own: whatever body
// deals with it meets as these demand too (threat T18).

/// Why the case cannot be dealt with in this session of its body: called at shorter notice than its
/// rules give the body, or opened by a lower quorum.
[[nodiscard]] std::optional<Rejection> flaw_of_meeting(StreamId const& session,
                                                       Context const& context);

/// Where its rules owe the body notice, and that has begun or the session is open, the session must
/// have taken the case on (`late_item_must_be_taken_on`), whatever its own rules say.
[[nodiscard]] std::optional<Rejection> flaw_of_late_case(StreamId const& session,
                                                         Context const& context);

/// Whether so many were there for the motion as the rules of the case demand.
[[nodiscard]] bool has_quorum_of_case(session::Motion const& motion, Context const& context);

}  // namespace gozin::appointment
