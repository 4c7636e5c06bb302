#include "tests/model/witness.hpp"

#include <algorithm>

// From the vacancy to the admitted nominees.
namespace gozin::model {
namespace {

using namespace appointment;

void see_authorising(Sight const& sight) {
  auto& [witness, seen, at, event] = sight;
  if (event.as<EstablishmentConfirmed>()) seen.confirmed = true;
  if (event.as<BudgetConfirmed>()) seen.funded = true;
  if (event.as<ReturnedToDrafting>()) seen.confirmed = seen.funded = false;
  if (event.as<VacancyAuthorised>()) {
    witness.demand(seen.confirmed && seen.funded, "a vacancy authorised without both checks");
    seen.authorised = true;
  }
}

/// Before any name is known (threat T5), of people who did nothing that excludes it.
void see_panel(Sight const& sight, PanelAppointed const& panel) {
  auto& [witness, seen, at, event] = sight;
  auto const& rules = witness.rules_of(seen).panel;
  witness.demand(seen.authorised, "a panel before authorisation");
  witness.demand(seen.nominees.empty(), "a panel appointed after names were known");
  seen.panel = {panel.members.begin(), panel.members.end()};
  seen.reserves = {panel.reserves.begin(), panel.reserves.end()};
  witness.demand(std::cmp_equal(seen.panel.size(), rules.members), "a panel of another size");
  witness.demand(seen.panel.contains(panel.chair), "a panel whose chair is no member");
  for (auto const& person : seen.panel) {
    witness.demand(!seen.reserves.contains(person), "a member who is a reserve too");
    for (auto const& pair : witness.rules_of(seen).exclusive_duties) {
      bool const first = pair.first.text == "assessor";
      auto const& other = first ? pair.second : pair.first;
      if (first || pair.second.text == "assessor")
        witness.demand(!seen.duties[person].contains(other.text),
                       "a panel member who did a duty that excludes it", person.text);
    }
  }
}

/// After both checks, with a panel, and for as long as the rules say (threat T3).
void see_publication(Sight const& sight, VacancyPublished const& published) {
  auto& [witness, seen, at, event] = sight;
  auto const& rules = witness.rules_of(seen);
  auto const least = rules::min_open(rules.nomination, published.route).days;
  witness.demand(seen.authorised, "publication before authorisation");
  witness.demand(!seen.panel.empty(), "publication without a panel");
  witness.demand(published.closes.ms - at.recorded.ms >= std::int64_t{least} * 86'400'000,
                 "a window shorter than the rules say");
  witness.demand(published.ruleset == seen.ruleset, "publication under other rules");
  seen.published = at.recorded;
  seen.closes = published.closes;
}

/// Verified by somebody else than who filed it (threat T13).
void see_evidence(Sight const& sight) {
  auto& [witness, seen, at, event] = sight;
  if (auto const* filed = event.as<EvidenceFiled>())
    nominee_in(seen, filed->nominee).filed[filed->evidence] = {at.actor, principal_of(at)};
  auto const* verified = event.as<EvidenceVerified>();
  if (!verified) return;
  auto& nominee = nominee_in(seen, verified->nominee);
  auto const filed = nominee.filed.find(verified->evidence);
  witness.demand(filed != nominee.filed.end(), "evidence verified that nobody filed");
  if (filed == nominee.filed.end()) return;
  for (auto const& person : {at.actor, principal_of(at)})
    witness.demand(!filed->second.contains(person) && nominee.person != person,
                   "evidence verified by who filed it", person.text);
  nominee.filed.erase(filed);
}

/// Whether they left the case that this one goes on from after what was taken over: then they are
/// let go by whoever takes it up again.
bool has_left_annulled(Sight const& sight, NomineeId const& id) {
  auto& [witness, seen, at, event] = sight;
  if (!seen.annulled) return false;
  auto const standing = nominee_in(witness.cases[*seen.annulled], id).standing;
  return standing == "withdrawn" || standing == "declined";
}

void see_answers(Sight const& sight) {
  auto& [witness, seen, at, event] = sight;
  auto const own = [&](NomineeId const& id) {
    witness.demand(nominee_in(seen, id).person == principal_of(at), "somebody else's answer",
                   id.text);
  };
  if (auto const* consented = event.as<NominationConsented>()) {
    own(consented->nominee);
    auto& standing = nominee_in(seen, consented->nominee).standing;
    witness.demand(standing == "received", "consent to what was answered before");
    standing = "consented";
  }
  if (auto const* declined = event.as<NominationDeclined>()) {
    own(declined->nominee);
    nominee_in(seen, declined->nominee).standing = "declined";
  }
  if (auto const* withdrawn = event.as<NominationWithdrawn>()) {
    if (!has_left_annulled(sight, withdrawn->nominee)) own(withdrawn->nominee);
    nominee_in(seen, withdrawn->nominee).standing = "withdrawn";
  }
  if (auto const* merged = event.as<NominationMerged>()) {
    auto& nominee = seen.nominees[merged->nominee];
    auto& into = seen.nominees[merged->into];
    into.nominators.insert(nominee.nominators.begin(), nominee.nominators.end());
    into.named.insert(nominee.named.begin(), nominee.named.end());
    into.filed.insert(nominee.filed.begin(), nominee.filed.end());
    nominee.standing = "merged";
    nominee.into = merged->into;
  }
}

void see_names(Sight const& sight, NominationReceived const& received) {
  auto& [witness, seen, at, event] = sight;
  witness.demand(seen.published != Instant{}, "a name before publication");
  witness.demand(at.recorded <= seen.closes, "a name after the window");
  witness.demand(!seen.panel.contains(received.nominator), "a name from the panel");
  witness.demand(!received.person || !seen.panel.contains(*received.person),
                 "a member of the panel put forward");
  auto& nominee = seen.nominees[received.nominee];
  nominee.person = received.person;
  nominee.nominators.insert(received.nominator);
}

void see_screened(Sight const& sight) {
  auto& [witness, seen, at, event] = sight;
  auto const unmet = [](auto const& findings, rules::Finding finding) {
    return std::ranges::count(findings, finding, &ConditionFinding::finding);
  };
  if (auto const* admitted = event.as<NomineeAdmitted>()) {
    auto const all = static_cast<std::ptrdiff_t>(admitted->findings.size());
    witness.demand(unmet(admitted->findings, rules::Finding::met) == all,
                   "somebody admitted who does not meet every condition");
    auto& standing = nominee_in(seen, admitted->nominee).standing;
    witness.demand(standing == "consented" || standing == "excluded",
                   "somebody admitted who did not consent", standing);
    standing = "admitted";
  }
  if (auto const* excluded = event.as<NomineeExcluded>()) {
    auto& nominee = nominee_in(seen, excluded->nominee);
    // Nobody was found for the name, or nothing is known and there was time to show it.
    auto const days = witness.rules_of(seen).nomination.consent.days;
    bool const in_vain = unmet(excluded->findings, rules::Finding::unknown) > 0 &&
                         at.recorded.ms - seen.closes.ms > std::int64_t{days} * 86'400'000;
    witness.demand(unmet(excluded->findings, rules::Finding::unmet) > 0 || in_vain ||
                       (!nominee.person && excluded->findings.empty()),
                   "somebody excluded who fails no condition");
    nominee.standing = "excluded";
  }
  if (event.as<ScreeningCompleted>())
    for (auto const& [id, nominee] : seen.nominees) {
      witness.demand(nominee.standing != "consented", "screening over with somebody unscreened",
                     id.text);
      witness.demand(nominee.standing != "received" || nominee.person,
                     "screening over with a name that is nobody's", id.text);
    }
}

}  // namespace

NomineeSeen& nominee_in(CaseSeen& seen, NomineeId const& id) {
  auto* nominee = &seen.nominees[id];
  while (nominee->into) nominee = &seen.nominees[*nominee->into];
  return *nominee;
}

void see_drafting(Sight const& sight) {
  auto& [witness, seen, at, event] = sight;
  if (auto const* opened = event.as<CaseOpened>()) {
    seen.post = opened->post;
    seen.ruleset = opened->ruleset;
  }
  if (auto const* described = event.as<VacancyDescribed>()) seen.line = described->budget_line;
  if (auto const* amended = event.as<VacancyAmended>()) seen.line = amended->budget_line;
  see_authorising(sight);
  if (auto const* panel = event.as<PanelAppointed>()) see_panel(sight, *panel);
  if (auto const* published = event.as<VacancyPublished>()) see_publication(sight, *published);
  if (auto const* direct = event.as<DirectAppointmentProposed>()) {
    auto const& grounds = witness.rules_of(seen).routes.direct_reasons;
    witness.demand(seen.authorised, "a direct proposal before authorisation");
    witness.demand(std::ranges::find(grounds, direct->ground) != grounds.end(),
                   "a direct proposal for a ground that is not listed");
    seen.direct = true;
    seen.permitted = {direct->nominee};
    auto& nominee = seen.nominees[direct->nominee];
    nominee.person = direct->person;
    nominee.standing = "admitted";
  }
  if (auto const* migrated = event.as<RuleSetMigrated>()) {
    witness.demand(seen.seals.empty() && seen.scored.empty(), "other rules after scores");
    seen.ruleset = migrated->ruleset;
  }
  if (auto const* passed_on = event.as<TaskDelegated>())
    seen.delegated.push_back({passed_on->holder, {passed_on->substitute, passed_on->duty}});
  if (event.as<CaseCancelled>()) seen.ended = "cancelled";
  if (auto const* unfilled = event.as<CaseUnfilled>()) {
    bool const closed = seen.closes != Instant{} && at.recorded >= seen.closes;
    witness.demand(unfilled->cause != UnfilledCause::nobody_admitted || closed,
                   "nobody admitted to a call that is not over");
    seen.ended = "unfilled";
  }
}

void see_nominating(Sight const& sight) {
  auto& [witness, seen, at, event] = sight;
  if (auto const* received = event.as<NominationReceived>()) see_names(sight, *received);
  if (auto const* matched = event.as<NomineeMatched>())
    seen.nominees[matched->nominee].person = matched->person;
  if (auto const* extended = event.as<NominationWindowExtended>()) {
    witness.demand(extended->closes > seen.closes, "a window that shrinks");
    seen.closes = extended->closes;
  }
  if (auto const* extended = event.as<DeadlineExtended>())
    if (extended->name.text == "window") seen.closes = extended->due;
  if (event.as<NominationsClosed>())
    witness.demand(at.recorded >= seen.closes, "a window closed early");
  see_answers(sight);
  see_evidence(sight);
  see_screened(sight);
}

}  // namespace gozin::model
