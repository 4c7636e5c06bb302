#include "workflows/session/fold.hpp"

#include "workflows/registry/roles.hpp"

namespace gozin::session {

void apply(Session& state, Recorded const& at, SessionCalled const& event) {
  state.id = at.at.stream;
  state.body = event.body;
  state.number = event.number;
  state.called = at.at.recorded;
  state.starts = event.starts;
  state.ruleset = event.ruleset;
}

void apply(Session& state, Recorded const&, AgendaItemAdded const& event) {
  state.agenda.push_back({.number = event.item, .title = event.title, .about = event.about});
}

void apply(Session& state, Recorded const& at, AttendanceRecorded const& event) {
  bool const own = at.at.role.text == registry::kBodyMember;
  // A clerk's word is not the member's own.
  bool const personal = own && at.at.behalf.empty();
  if (event.presence == Presence::arrived)
    state.departed.erase(event.member);
  else if (personal)
    state.departed.insert(event.member);
  if (event.presence == Presence::left) {
    state.present.erase(event.member);
    state.confirmed.erase(event.member);
  } else if (personal) {
    state.confirmed.insert(event.member);
  } else {
    state.present.insert(event.member);
  }
}

void apply(Session&, Recorded const&, SessionOpened const&) {}

void apply(Session&, Recorded const&, SessionFailed const&) {}

void apply(Session& state, Recorded const& at, SessionClosed const&) {
  state.closed_by = at.at.actor;
}

void apply(Session& state, Recorded const& at, MotionEntered const& event) {
  auto& motion = state.motions.emplace_back();
  motion.entered = event;
  motion.writers.insert(at.at.actor);
  motion.entered_at = at.at.recorded;
  motion.present = state.present;
  if (!at.at.behalf.empty()) motion.writers.insert(at.at.behalf);
}

void apply(Session& state, Recorded const& at, MotionConfirmed const& event) {
  for (auto& motion : state.motions)
    if (motion.entered.motion == event.motion) motion.rev = at.at.rev;
}

void apply(Session&, Recorded const&, MinutesApproved const&) {}

}  // namespace gozin::session
