#include "workflows/appointment/fold.hpp"
#include "workflows/appointment/names.hpp"

namespace gozin::appointment {

void apply(Case& state, Recorded const& at, CaseOpened const& event) {
  state.id = at.at.stream;
  state.opened = at.at.recorded;
  state.post = event.post;
  state.post_title = event.post_title;
  state.post_class = event.post_class;
  state.unit = event.unit;
  state.ruleset = event.ruleset;
  state.readvertises = event.readvertises;
  state.tenure = event.tenure.value_or(Tenure::regular);
}

void apply(Case& state, Recorded const&, CallOpened const& event) {
  state.call = event.call;
  state.deadlines.erase(Code{std::string{kActingCall}});
}

void apply(Case& state, Recorded const& at, PaperFileProposed const& event) {
  state.paper_proposal = {.file = event, .by = at.at.actor, .behalf = at.at.behalf};
}

void apply(Case& state, Recorded const&, PaperFileTakenOver const& event) { state.paper = event; }

void apply(Case& state, Recorded const&, VacancyDescribed const& event) {
  state.described = true;
  state.paper_proposal.reset();
  state.route = event.route;
  state.budget_line = event.budget_line;
  state.yearly_cost = event.yearly_cost;
  state.weights = event.weights;
}

void apply(Case& state, Recorded const&, VacancyAmended const& event) {
  state.paper_proposal.reset();
  state.route = event.route;
  state.budget_line = event.budget_line;
  state.yearly_cost = event.yearly_cost;
  state.weights = event.weights;
}

void apply(Case& state, Recorded const&, VacancySubmitted const&) {
  state.paper_proposal.reset();
  state.establishment_confirmed = false;
  state.budget_confirmed = false;
}

void apply(Case& state, Recorded const&, EstablishmentConfirmed const&) {
  state.establishment_confirmed = true;
  state.deadlines.erase(Code{"stage.establishment"});
}

void apply(Case& state, Recorded const&, BudgetConfirmed const& event) {
  state.budget_confirmed = true;
  state.reserved = event.amount;
  state.deadlines.erase(Code{"stage.budget"});
}

void apply(Case& state, Recorded const&, ReturnedToDrafting const&) {
  state.establishment_confirmed = false;
  state.budget_confirmed = false;
  state.reserved = 0;
  state.deadlines.erase(Code{"stage.establishment"});
  state.deadlines.erase(Code{"stage.budget"});
}

void apply(Case&, Recorded const&, VacancyAuthorised const&) {}

}  // namespace gozin::appointment
