#include "engine/event/json.hpp"
#include "engine/rules/calendar.hpp"
#include "engine/rules/choice.hpp"
#include "workflows/appointment/dossier/checks.hpp"
#include "workflows/appointment/screening.hpp"
#include "workflows/registry/events.hpp"
#include "workflows/ruleset/events.hpp"

#include <algorithm>

namespace gozin::appointment::checks {
namespace {

/// Whether the case claims the post there, for good or for an acting head.
bool claims(Recorded const& recorded, StreamId const& by) {
  auto const* claim = recorded.event.as<registry::PostClaimed>();
  auto const* acting = recorded.event.as<registry::ActingClaimed>();
  return (claim && claim->by == by) || (acting && acting->by == by);
}

}  // namespace

Judgement post_was_established(CaseFile const& file) {
  Judgement judged;
  auto const* published = publication_of(file);
  if (!published) return judged;
  auto const confirmed = file.last<EstablishmentConfirmed>();
  judged.hold(confirmed && is_before(confirmed.at, published), {confirmed.at, published});
  return judged;
}

/// Nobody held it for good when it was published: it was not filled, or was vacated since.
Judgement post_was_vacant(CaseFile const& file) {
  Judgement judged;
  auto const* published = publication_of(file);
  if (!published) return judged;
  Recorded const* holder = nullptr;
  Recorded const* claimed = nullptr;
  for (auto const& recorded : file.past_of(file.state().post)) {
    if (!is_before(&recorded, published)) break;
    if (recorded.event.as<registry::PostFilled>()) holder = &recorded;
    if (recorded.event.as<registry::PostVacated>()) holder = nullptr;
    if (claims(recorded, published->at.stream)) claimed = &recorded;
  }
  judged.hold(claimed && !holder, {claimed, holder, published});
  return judged;
}

Judgement budget_was_cleared(CaseFile const& file) {
  Judgement judged;
  auto const* published = publication_of(file);
  if (!published) return judged;
  auto const confirmed = file.last<BudgetConfirmed>();
  Recorded const* reserved = nullptr;
  for (auto const& credit :
       all_of<registry::CreditReserved>(file.past_of(file.state().budget_line)))
    if (confirmed && credit->by == confirmed.at->at.stream) reserved = credit.at;
  judged.hold(confirmed && confirmed->amount <= confirmed->available &&
                  is_before(confirmed.at, published) && is_before(reserved, published),
              {confirmed.at, reserved, published});
  return judged;
}

Judgement conditions_were_approved(CaseFile const& file) {
  Judgement judged;
  auto const* published = publication_of(file);
  if (!published) return judged;
  auto const& past = file.past_of(file.state().ruleset);
  auto const approved = all_of<ruleset::RuleSetApproved>(past);
  auto const in_force = all_of<ruleset::RuleSetInForce>(past);
  auto const* approval = approved.empty() ? nullptr : approved.back().at;
  auto const* begins = in_force.empty() ? nullptr : in_force.front().at;
  auto const migrated = file.last<RuleSetMigrated>();
  auto const* since = migrated ? migrated.at : published;
  judged.hold(is_before(approval, since) && is_before(begins, since), {approval, begins, since});
  return judged;
}

/// The hash of the document as it stands in the log is the one that was pinned.
Judgement notice_names_rules(CaseFile const& file) {
  Judgement judged;
  auto const* published = publication_of(file);
  if (!published || !file.state().rules) return judged;
  Recorded const* proposed = nullptr;
  bool is_the_same = false;
  for (auto const& proposal :
       all_of<ruleset::RuleSetProposed>(file.past_of(file.state().ruleset))) {
    proposed = proposal.at;
    auto const hash = sha256(to_canonical(proposal->document.value));
    is_the_same = hash == proposal->hash && hash == *file.state().rules;
  }
  judged.hold(is_the_same, {proposed, published, file.last<RuleSetMigrated>().at});
  return judged;
}

/// Every act since the publication was judged by the rules pinned at that moment, and another rule
/// set came only by an act of its own and before any score (threat T18).
Judgement judged_by_these_rules(CaseFile const& file) {
  Judgement judged;
  std::optional<Hash> pinned;
  bool is_scored = false;
  for (auto const& recorded : file.past()) {
    auto const* moved = recorded.event.as<RuleSetMigrated>();
    if (pinned && !moved && recorded.at.rules && *recorded.at.rules != *pinned)
      judged.hold(false, {&recorded});
    is_scored = is_scored || recorded.event.as<ScoreSheetSealed>();
    auto const pin = [&](Hash const& hash) {
      pinned = hash;
      judged.hold(true, {&recorded});
    };
    if (auto const* notice = recorded.event.as<VacancyPublished>()) pin(notice->rules);
    if (auto const* direct = recorded.event.as<DirectAppointmentProposed>()) pin(direct->rules);
    if (moved) {
      judged.hold(pinned == moved->from && !is_scored, {&recorded});
      pinned = moved->to;
    }
  }
  return judged;
}

Judgement weights_of_notice(CaseFile const& file) {
  Judgement judged;
  auto const notice = file.last<VacancyPublished>();
  if (!notice) return judged;
  std::map<Code, ExactText> applied;
  for (auto const& criterion : file.criteria()) applied.emplace(criterion.code, criterion.weight);
  judged.hold(rules::weigh(file.rules(), notice->weights).has_value() && applied == notice->weights,
              {notice.at, last_ranking(file).at});
  return judged;
}

Judgement conditions_of_rules(CaseFile const& file) {
  Judgement judged;
  std::vector<Code> codes;
  for (auto const& condition : file.rules().conditions) codes.push_back(condition.code);
  if (auto const notice = file.last<VacancyPublished>())
    judged.hold(notice->conditions == codes, {notice.at});
  if (auto const direct = file.last<DirectAppointmentProposed>())
    judged.hold(direct->conditions == codes, {direct.at});
  return judged;
}

Judgement window_long_enough(CaseFile const& file) {
  Judgement judged;
  auto const notice = file.last<VacancyPublished>();
  auto const* calendar = file.calendar();
  if (!notice || !calendar) return judged;
  auto const published = notice.at->at.recorded;
  auto const since = notice->called ? start_of(*notice->called, calendar->offset) : published;
  auto least =
      rules::deadline(*calendar, since, rules::min_open(file.rules().nomination, notice->route));
  if (notice->called)
    least = std::max(least, rules::deadline(*calendar, published, kNamesFromPaper));
  judged.hold(notice->closes >= least, {notice.at});
  return judged;
}

/// It only grew, for everybody, and was closed when it was over.
Judgement window_not_shortened(CaseFile const& file) {
  Judgement judged;
  auto const notice = file.last<VacancyPublished>();
  if (!notice) return judged;
  auto closes = notice->closes;
  for (auto const& extended : file.all<NominationWindowExtended>()) {
    judged.hold(extended->closes >= closes, {extended.at});
    closes = extended->closes;
  }
  if (auto const closed = file.last<NominationsClosed>())
    judged.hold(closed.at->at.recorded >= closes, {notice.at, closed.at});
  return judged;
}

namespace {

/// What became of a nominee, by the last event that says so; null while nothing has.
Recorded const* fate_in(CaseFile const& file, NomineeId const& id) {
  Recorded const* fate = nullptr;
  auto const take = [&](auto const& events) {
    for (auto const& one : events)
      if (one->nominee == id && (!fate || fate->at.seq < one.seq())) fate = one.at;
  };
  take(file.all<NominationMerged>());
  take(file.all<NominationDeclined>());
  take(file.all<NominationWithdrawn>());
  take(file.all<NomineeAdmitted>());
  take(file.all<NomineeExcluded>());
  return fate;
}

}  // namespace

/// Each nomination came to something: it was merged, declined, withdrawn, admitted or excluded, or
/// the nominee never answered and the window is over, or nobody had put them forward (threat T4).
Judgement nominations_accounted_for(CaseFile const& file) {
  Judgement judged;
  auto const screened = file.last<ScreeningCompleted>();
  if (!screened && file.stands_in("Running")) return judged;
  for (auto const& received : file.all<NominationReceived>()) {
    auto const* fate = fate_in(file, received->nominee);
    auto const found = file.state().nominees.find(received->nominee);
    auto const standing =
        found == file.state().nominees.end() ? Standing::admitted : found->second.standing;
    // A name that nobody was found for has nobody who could have answered.
    bool const is_no_fate = standing == Standing::disputed ||
                            (standing == Standing::received && (found->second.person || !screened));
    judged.hold(fate || is_no_fate, {received.at, fate});
  }
  return judged;
}

Judgement none_late(CaseFile const& file) {
  Judgement judged;
  auto const closes = file.state().window_closes;
  for (auto const& received : file.all<NominationReceived>())
    judged.hold(received.at->at.recorded <= closes, {received.at});
  return judged;
}

namespace {

/// Something was not met, or nothing was known of it when the time for showing it was over. A name
/// that nobody was found for was held to no condition.
bool has_ground(CaseFile const& file, Found<NomineeExcluded> const& excluded) {
  auto const finds = [&](rules::Finding finding) {
    return std::ranges::find(excluded->findings, finding, &ConditionFinding::finding) !=
           excluded->findings.end();
  };
  if (finds(rules::Finding::unmet)) return true;
  auto const then = file.as_of(excluded.seq());
  auto const* nominee = find_nominee(then, excluded->nominee);
  if (excluded->findings.empty()) return nominee && !nominee->person;
  auto const* calendar = file.calendar();
  return finds(rules::Finding::unknown) && calendar &&
         excluded.at->at.recorded > evidence_due(then, file.rules(), *calendar);
}

}  // namespace

Judgement exclusions_cite(CaseFile const& file) {
  Judgement judged;
  for (auto const& excluded : file.all<NomineeExcluded>())
    judged.hold(
        has_ground(file, excluded) && !excluded->reason.empty() && !excluded.at->at.actor.empty(),
        {excluded.at});
  return judged;
}

/// Whoever meets all is admitted, whoever does not is not (threat T12).
Judgement same_result(CaseFile const& file) {
  Judgement judged;
  auto const meets_all = [](std::vector<ConditionFinding> const& findings) {
    return std::ranges::all_of(findings,
                               [](auto const& one) { return one.finding == rules::Finding::met; });
  };
  for (auto const& in : file.all<NomineeAdmitted>()) judged.hold(meets_all(in->findings), {in.at});
  for (auto const& out : file.all<NomineeExcluded>())
    judged.hold(out->findings.empty() || !meets_all(out->findings), {out.at});
  return judged;
}

namespace {

/// Whether whoever acts here, or for whom, entered since the call what the register says of the
/// nominee by then.
bool has_described(CaseFile const& file, NomineeId const& id, Recorded const& act) {
  auto const then = file.as_of(act.at.seq);
  auto const* nominee = find_nominee(then, id);
  if (!nominee || !nominee->person) return false;
  Envelope const* last = nullptr;
  for (auto const& entry :
       file.past_of(stream_of(registry::Person::kKind, nominee->person->text))) {
    auto const* registered = entry.event.as<registry::PersonRegistered>();
    bool const describes =
        entry.event.as<registry::PersonDescribed>() || (registered && registered->attributes);
    if (describes && entry.at.seq < act.at.seq) last = &entry.at;
  }
  if (!last || last->recorded < then.published) return false;
  auto const is_of_act = [&](PersonId const& who) {
    return !who.empty() && (who == act.at.actor || who == act.at.behalf);
  };
  return is_of_act(last->actor) || is_of_act(last->behalf);
}

}  // namespace

/// Nobody was admitted or excluded by whoever had changed the register for it (threat T13).
Judgement register_by_others(CaseFile const& file) {
  Judgement judged;
  for (auto const& in : file.all<NomineeAdmitted>())
    judged.hold(!has_described(file, in->nominee, *in.at), {in.at});
  for (auto const& out : file.all<NomineeExcluded>())
    judged.hold(!has_described(file, out->nominee, *out.at), {out.at});
  return judged;
}

}  // namespace gozin::appointment::checks
