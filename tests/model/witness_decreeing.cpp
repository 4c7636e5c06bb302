#include "tests/model/witness.hpp"

#include <algorithm>

// Choice and decree: everything that must be there before somebody is appointed.
namespace gozin::model {
namespace {

using namespace appointment;

bool speaks_against(Interest interest) {
  return interest == Interest::kinship || interest == Interest::superior ||
         interest == Interest::subordinate || interest == Interest::business;
}

/// Every gate that binds has said yes to this nominee, every other was asked, and what binds only
/// after a period has come into effect.
void demand_gates(Sight const& sight, NomineeId const& nominee) {
  auto& [witness, seen, at, event] = sight;
  if (seen.direct) return;
  for (auto const& gate : witness.rules_of(seen).gates) {
    if (gate.kind == rules::GateKind::none) continue;
    bool const binds =
        gate.kind == rules::GateKind::consent || gate.kind == rules::GateKind::election;
    auto const found = seen.gates.find(gate.code);
    bool const passed = found != seen.gates.end() &&
                        (binds ? found->second.approved.contains(nominee) : found->second.asked);
    witness.demand(passed, "a decree without a gate", gate.code.text);
    witness.demand(found == seen.gates.end() || found->second.effective,
                   "a decree before the resolution it rests on is effective", gate.code.text);
  }
}

void demand_grounds(Sight const& sight, PersonId const& person) {
  auto& [witness, seen, at, event] = sight;
  witness.demand(seen.funded, "a decree without budget confirmed");
  witness.demand(witness.budgets[seen.line].reserved.contains(at.stream),
                 "a decree without credit reserved");
  if (!seen.selected) return witness.demand(false, "a decree for nobody");
  auto const& nominee = seen.nominees[*seen.selected];
  witness.demand(nominee.person == person, "a decree for somebody who was not selected");
  witness.demand(nominee.standing == "admitted", "a decree for somebody out of the running",
                 nominee.standing);
  witness.demand(seen.overridden || seen.permitted.contains(*seen.selected),
                 "a decree for a person outside of the permitted set");
  auto const& post = witness.posts[seen.post];
  witness.demand((seen.acting ? post.acting_claimed_by : post.claimed_by) == at.stream,
                 "a decree for a post that the case does not claim");
  demand_gates(sight, *seen.selected);
}

/// Inside the permitted set a choice, outside an override (threat T25).
void see_choice(Sight const& sight, NomineeId const& nominee, PersonId const& person) {
  auto& [witness, seen, at, event] = sight;
  auto const declared = seen.decider_free.find(nominee);
  witness.demand(seen.decider == principal_of(at) && declared != seen.decider_free.end(),
                 "a choice by somebody who did not declare");
  witness.demand(declared == seen.decider_free.end() || declared->second,
                 "a choice in spite of a conflict");
  witness.demand(!seen.earlier.contains({principal_of(at), nominee}) ||
                     seen.looked_at.contains({principal_of(at), nominee}),
                 "a choice by somebody whose earlier interest nobody looked at");
  witness.demand(!seen.decree, "another choice under a decree");
  witness.demand(seen.nominees[nominee].person == person, "a choice of another person");
  seen.selected = nominee;
  seen.overridden = event.as<SelectionOverridden>() != nullptr;
  witness.demand(seen.overridden != seen.permitted.contains(nominee),
                 "an override inside, or a choice outside of the permitted set");
  demand_gates(sight, nominee);
}

void see_declared(CaseSeen& seen, DeciderDeclared const& declared) {
  seen.decider = declared.decider;
  seen.decider_free.clear();
  for (auto const& [nominee, interest] : declared.interests) {
    // What somebody has declared once against themselves is not taken back, by a return either.
    if (speaks_against(interest)) seen.said_once[{declared.decider, nominee}].insert(0);
    seen.decider_free[nominee] = !seen.said_once.contains({declared.decider, nominee});
  }
}

void see_drafted(Sight const& sight, DecreeDrafted const& drafted) {
  auto& [witness, seen, at, event] = sight;
  witness.demand(!seen.decree, "two decrees in one case");
  for (auto const& [stream, other] : witness.cases)
    witness.demand(
        stream == at.stream || other.post != seen.post || !other.decree || !other.ended.empty(),
        "two decrees for one post at a time");
  auto const& post = witness.posts[seen.post];
  witness.demand(!post.holder || post.acts, "a decree for a post that is held");
  demand_grounds(sight, drafted.person);
  witness.demand(drafted.term_from >= drafted.dated, "a term before its decree");
  witness.demand(witness.register_seen.drafted.value.insert(drafted.number.text).second,
                 "a decree number twice", drafted.number.text);
  seen.decree = DecreeSeen{.number = {drafted.number}, .person = drafted.person};
}

void see_signed(Sight const& sight, DecreeSigned const& made) {
  auto& [witness, seen, at, event] = sight;
  witness.demand(seen.decree && seen.decree->number.value == made.number && !seen.decree->is_signed,
                 "a signature under no draft");
  if (!seen.decree) return;
  demand_grounds(sight, seen.decree->person);
  witness.demand(made.signatory == principal_of(at), "a signature by another hand");
  auto const is_free =
      seen.selected ? seen.decider_free.find(*seen.selected) : seen.decider_free.end();
  witness.demand(
      seen.decider == principal_of(at) && is_free != seen.decider_free.end() && is_free->second,
      "a signature by somebody with an interest");
  seen.decree->is_signed = true;
}

void see_returned(Sight const& sight) {
  auto& [witness, seen, at, event] = sight;
  if (auto const* voided = event.as<DecreeNumberVoided>()) {
    witness.demand(seen.decree && seen.decree->number.value == voided->number,
                   "a number voided that has no decree");
    seen.decree.reset();
  }
  if (event.as<DecreeReturnedToReview>()) {
    witness.demand(!seen.decree, "a decree left behind by a return");
    seen.selected.reset();
    seen.overridden = false;
    seen.decider.reset();
    seen.decider_free.clear();
  }
  if (event.as<DecreeReturnedToDraft>() && seen.decree) seen.decree->is_signed = false;
}

}  // namespace

void see_decreeing(Sight const& sight) {
  auto& [witness, seen, at, event] = sight;
  if (auto const* declared = event.as<DeciderDeclared>()) {
    witness.demand(declared->decider == principal_of(at), "somebody else's declaration");
    see_declared(seen, *declared);
    for (auto const& [nominee, interest] : declared->interests)
      if (interest != Interest::none) seen.interests.insert({declared->decider, nominee});
  }
  if (auto const* selected = event.as<PersonSelected>())
    see_choice(sight, selected->nominee, selected->person);
  if (auto const* chosen = event.as<SelectionOverridden>()) {
    see_choice(sight, chosen->nominee, chosen->person);
    auto& count = witness.register_seen.overrides[chosen->decider];
    witness.demand(chosen->count == ++count, "an override that is not counted");
  }
  if (auto const* drafted = event.as<DecreeDrafted>()) see_drafted(sight, *drafted);
  if (auto const* made = event.as<DecreeSigned>()) see_signed(sight, *made);
  see_returned(sight);
  if (event.as<DecreeRegistered>() || event.as<DecreePublished>()) {
    witness.demand(seen.decree && seen.decree->is_signed, "a decree that nobody signed");
    if (seen.decree) demand_grounds(sight, seen.decree->person);
  }
  if (auto const* published = event.as<DecreePublished>()) {
    witness.demand(!seen.decree || seen.decree->number.value == published->number,
                   "another number published than was signed");
    seen.ended = "appointed";
  }
  if (auto const* annulled = event.as<CaseAnnulled>()) {
    seen.ended = "annulled";
    seen.defect_from = annulled->defect_from;
  }
}

}  // namespace gozin::model
