#include "workflows/appointment/fold.hpp"
#include "workflows/appointment/objections.hpp"
#include "workflows/appointment/transcribing.hpp"

namespace gozin::appointment {
namespace {

void close(Case& state, Code const& code) {
  for (auto& objection : state.objections)
    if (objection.code == code) objection.open = false;
  state.deadlines.erase(objection_deadline(code));
}

}  // namespace

void apply(Case& state, Recorded const& at, ObjectionRaised const& event) {
  state.objections.push_back({.code = event.objection,
                              .objector = event.objector,
                              .against = event.against,
                              .nominee = event.nominee,
                              .act = act_under(state, at)});
  // Whoever objects has been told.
  auto const* nominee = nominee_of(state, event.objector);
  if (event.against != Against::exclusion || !nominee || nominee->told_at) return;
  state.nominees[nominee->id].told_at = at.at.recorded;
  state.objections.back().told = true;
}

void apply(Case& state, Recorded const&, ObjectionDismissed const& event) {
  close(state, event.objection);
}

void apply(Case& state, Recorded const&, ObjectionSettled const& event) {
  close(state, event.objection);
}

}  // namespace gozin::appointment
