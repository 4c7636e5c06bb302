#include "workflows/appointment/fold.hpp"

namespace gozin::appointment {

void apply(Case& state, Recorded const&, PanelAppointed const& event) {
  state.chair = event.chair;
  state.panel.clear();
  for (auto const& member : event.members) state.panel.emplace_back().person = member;
  state.reserves = event.reserves;
  state.panel_drawn = event.seed.has_value();
  state.lot.reset();
}

void apply(Case& state, Recorded const& at, VacancyPublished const& event) {
  state.ruleset = event.ruleset;
  state.rules = event.rules;
  state.route = event.route;
  state.weights = event.weights;
  state.published = at.at.recorded;
  state.window_closes = event.closes;
  state.window_remind = event.remind;
  state.deadlines.erase(Code{"stage.authorised"});
}

void apply(Case& state, Recorded const& at, DirectAppointmentProposed const& event) {
  state.ruleset = event.ruleset;
  state.rules = event.rules;
  state.published = at.at.recorded;
  state.ground = event.ground;
  state.call = event.call;
  state.noticed = event.notice.has_value();
  auto& nominee = state.nominees[event.nominee];
  nominee.id = event.nominee;
  nominee.person = event.person;
  nominee.standing = Standing::admitted;
  for (auto const& condition : event.conditions)
    nominee.findings.emplace_back().condition = condition;
  state.permitted = {event.nominee};
  state.deadlines.erase(Code{"stage.authorised"});
}

}  // namespace gozin::appointment
