#include "workflows/appointment/deliberation.hpp"
#include "workflows/appointment/fold.hpp"
#include "workflows/appointment/names.hpp"
#include "workflows/appointment/transcribing.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

/// The decree with this number that is not void yet; numbers are never taken twice.
Decree* find_decree(Case& state, Label const& number) {
  auto const found =
      std::find_if(state.decrees.rbegin(), state.decrees.rend(),
                   [&](Decree const& decree) { return decree.number == number && !decree.voided; });
  return found == state.decrees.rend() ? nullptr : &*found;
}

void choose(Case& state, Recorded const& at, NomineeId const& nominee, PersonId const& person) {
  state.selected = nominee;
  state.selected_person = person;
  state.decided = at.at.recorded;
}

}  // namespace

void apply(Case& state, Recorded const& at, DeciderDeclared const& event) {
  for (auto const& [nominee, interest] : event.interests) {
    if (interest != Interest::none) state.interests.insert({event.decider, nominee});
    state.kept_aside.declared[{event.decider, nominee}].insert({interest, act_under(state, at)});
  }
  // A conflict once declared stays: a later declaration of the same person does not undo it (T6).
  auto interests = event.interests;
  if (state.decider == event.decider)
    for (auto const& [nominee, before] : state.decider_interests)
      if (disqualifies(before)) interests[nominee] = before;
  state.decider = event.decider;
  state.decider_interests = std::move(interests);
}

void apply(Case& state, Recorded const& at, PersonSelected const& event) {
  choose(state, at, event.nominee, event.person);
  state.selection_reason = event.reason.commitment;
  state.overridden = false;
}

void apply(Case& state, Recorded const& at, SelectionOverridden const& event) {
  choose(state, at, event.nominee, event.person);
  state.selection_reason = event.reason.commitment;
  state.overridden = true;
}

void apply(Case& state, Recorded const&, DecreeDrafted const& event) {
  auto& decree = state.decrees.emplace_back();
  decree.number = event.number;
  decree.series = event.series;
  decree.dated = event.dated;
  decree.person = event.person;
  decree.term_from = event.term_from;
  decree.term_until = event.term_until;
  decree.decree = event.decree;
  decree.document = event.document;
}

void apply(Case& state, Recorded const&, DecreeSigned const& event) {
  if (auto* decree = find_decree(state, event.number)) {
    decree->signed_ = true;
    decree->signatory = event.signatory;
  }
  state.deadlines.erase(Code{"stage.decreeing"});
}

void apply(Case& state, Recorded const&, DecreeNumberVoided const& event) {
  if (auto* decree = find_decree(state, event.number)) decree->voided = true;
}

void apply(Case& state, Recorded const&, DecreeReturnedToReview const& event) {
  auto& passed = state.gates_passed;
  auto const from = std::find(passed.begin(), passed.end(), event.gate);
  for (auto& result : state.gate_results)
    if (std::find(from, passed.end(), result.gate) != passed.end()) result.stands = false;
  passed.erase(from, passed.end());
  state.decider.reset();
  state.decider_interests.clear();
  state.selected.reset();
  state.selected_person.reset();
  state.selection_reason = {};
  state.overridden = false;
  state.deadlines.erase(Code{"stage.decreeing"});
}

void apply(Case& state, Recorded const&, DecreeReturnedToDraft const&) {
  state.deadlines.erase(Code{"stage.registration"});
}

void apply(Case& state, Recorded const& at, DecreeRegistered const& event) {
  state.registered_as = event.entry.text;
  state.registered_seq = at.at.seq;
  state.deadlines.erase(Code{"stage.registration"});
}

void apply(Case& state, Recorded const& at, DecreePublished const& event) {
  if (auto* decree = find_decree(state, event.number)) decree->published = at.at.recorded;
  state.reserved = 0;
  state.deadlines.erase(Code{"stage.publication"});
}

void apply(Case& state, Recorded const&, AppointmentStayed const& event) {
  state.stayed = true;
  state.orders_carried_out.insert(event.order);
}

void apply(Case& state, Recorded const&, StayLifted const& event) {
  state.stayed = false;
  state.orders_carried_out.insert(event.order);
}

void apply(Case& state, Recorded const&, CaseAnnulled const& event) {
  state.orders_carried_out.insert(event.order);
  state.stayed = false;
  state.annulled = event;
}

void apply(Case& state, Recorded const&, CaseRemanded const& event) {
  state.remanded_to = event.to;
}

void apply(Case& state, Recorded const& at, CaseTakenOver const& event) {
  state.id = at.at.stream;
  state.opened = at.at.recorded;
  state.taken_over = event;
  // What was asked of the former case or proposed in it is settled there.
  state.accounts.clear();
  state.corrections.clear();
  std::erase_if(state.deadlines, [](auto const& one) { return is_account_deadline(one.first); });
  // Whoever stays excluded is told again, and may object again: what was said of it may be struck
  // down.
  for (auto& [id, nominee] : state.nominees)
    if (nominee.standing == Standing::excluded) nominee.told_at.reset();
  // Its value is known by now.
  state.lot.reset();
}

}  // namespace gozin::appointment
