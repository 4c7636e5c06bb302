#include "workflows/appointment/fold.hpp"
#include "workflows/appointment/names.hpp"
#include "workflows/appointment/transcribing.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

/// The nominee an event names; an event written under the id of a nomination that was merged since
/// counts for the one it became.
Nominee& nominee_in(Case& state, NomineeId const& id) {
  auto const* found = find_nominee(state, id);
  return state.nominees[found ? found->id : id];
}

PersonId principal_at(Recorded const& at) {
  return at.at.behalf.empty() ? at.at.actor : at.at.behalf;
}

void screened(Case& state, NomineeId const& id, Standing standing,
              std::vector<ConditionFinding> const& findings) {
  auto& nominee = nominee_in(state, id);
  nominee.standing = standing;
  nominee.findings = findings;
}

}  // namespace

void apply(Case& state, Recorded const& at, NominationReceived const& event) {
  auto& nominee = state.nominees[event.nominee];
  nominee.id = event.nominee;
  nominee.person = event.person;
  nominee.nominators.push_back(
      {.person = event.nominator, .channel = event.channel, .act = act_under(state, at)});
}

void apply(Case& state, Recorded const&, NomineeMatched const& event) {
  state.nominees[event.nominee].person = event.person;
}

void apply(Case& state, Recorded const&, NominationMerged const& event) {
  auto& merged = state.nominees[event.nominee];
  auto& into = state.nominees[event.into];
  for (auto const& nominator : merged.nominators) {
    bool const known =
        std::any_of(into.nominators.begin(), into.nominators.end(), [&](Nominator const& other) {
          return other.person == nominator.person && other.channel == nominator.channel &&
                 other.act == nominator.act;
        });
    if (!known) into.nominators.push_back(nominator);
  }
  into.evidence.insert(into.evidence.end(), merged.evidence.begin(), merged.evidence.end());
  merged.nominators.clear();
  merged.evidence.clear();
  merged.standing = Standing::merged;
  merged.merged_into = event.into;
  state.deadlines.erase(consent_deadline(event.nominee));
}

void apply(Case& state, Recorded const&, PoolMemberInvited const& event) {
  state.invited.insert(event.person);
}

void apply(Case& state, Recorded const& at, NominationConsented const& event) {
  auto& nominee = nominee_in(state, event.nominee);
  nominee.standing = Standing::consented;
  nominee.consent_act = act_under(state, at);
  state.deadlines.erase(consent_deadline(event.nominee));
}

void apply(Case& state, Recorded const& at, NominationDeclined const& event) {
  auto& nominee = nominee_in(state, event.nominee);
  note_departure(state, at, nominee);
  nominee.standing = Standing::declined;
  state.deadlines.erase(consent_deadline(event.nominee));
}

void apply(Case& state, Recorded const& at, EvidenceFiled const& event) {
  nominee_in(state, event.nominee)
      .evidence.push_back({.code = event.evidence,
                           .about = event.about,
                           .filed_by = principal_at(at),
                           .entered_by = at.at.actor,
                           .documented = event.document.has_value(),
                           .holds = std::nullopt,
                           .act = act_under(state, at)});
}

void apply(Case& state, Recorded const&, EvidenceVerified const& event) {
  for (auto& evidence : nominee_in(state, event.nominee).evidence)
    if (evidence.code == event.evidence) evidence.holds = event.holds;
}

void apply(Case& state, Recorded const&, NominationWindowExtended const& event) {
  state.window_closes = event.closes;
  state.window_remind = event.remind;
}

void apply(Case&, Recorded const&, NominationsClosed const&) {}

void apply(Case& state, Recorded const&, NomineeAdmitted const& event) {
  screened(state, event.nominee, Standing::admitted, event.findings);
}

void apply(Case& state, Recorded const& at, NomineeExcluded const& event) {
  screened(state, event.nominee, Standing::excluded, event.findings);
  auto& nominee = nominee_in(state, event.nominee);
  nominee.excluded_at = at.at.recorded;
  nominee.told_at.reset();
  // What was tried before told them of another exclusion.
  std::erase_if(state.notices, [&](auto const& one) {
    return one.first.notice.text == kExclusionNotice && one.first.person == nominee.person;
  });
}

void apply(Case& state, Recorded const&, ScreeningCompleted const&) {
  state.deadlines.erase(Code{"stage.screening"});
}

}  // namespace gozin::appointment
