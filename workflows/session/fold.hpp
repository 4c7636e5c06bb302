#pragma once

#include "workflows/session/state.hpp"

namespace gozin::session {

// How each event changes the session: plain assignments, no judgement. Live and in replay alike.

void apply(Session& state, Recorded const& at, SessionCalled const& event);
void apply(Session& state, Recorded const& at, AgendaItemAdded const& event);
/// The secretary's entry makes somebody present; the member's own word confirms that, and both end
/// it.
void apply(Session& state, Recorded const& at, AttendanceRecorded const& event);
void apply(Session& state, Recorded const& at, SessionOpened const& event);
void apply(Session& state, Recorded const& at, SessionFailed const& event);
void apply(Session& state, Recorded const& at, SessionClosed const& event);
void apply(Session& state, Recorded const& at, MotionEntered const& event);
void apply(Session& state, Recorded const& at, MotionConfirmed const& event);
void apply(Session& state, Recorded const& at, MinutesApproved const& event);

}  // namespace gozin::session
