#include "workflows/appointment/commands/ranking.hpp"

#include "workflows/appointment/inquiries.hpp"
#include "workflows/appointment/merit.hpp"
#include "workflows/appointment/objections.hpp"
#include "workflows/appointment/seats.hpp"
#include "workflows/appointment/sheets.hpp"
#include "workflows/appointment/transcribing.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

std::optional<Rejection> not_the_chair(Context const& context) {
  auto const person = principal_of(context.call);
  if (person == acting_chair(case_of(context))) return std::nullopt;
  return Rejection{Reason::actor_must_chair_the_panel, person.text};
}

bool is_disputed(Case const& state) {
  return std::any_of(state.objections.begin(), state.objections.end(),
                     [](Objection const& objection) { return objection.open; });
}

/// On whom the first place depends as the case stands now: in a ranking that is established, and
/// among those of it who are still in the running.
Result<std::vector<PersonId>> pivotal_now(Context const& context) {
  auto const& state = case_of(context);
  auto pivotal = state.pivotal;
  if (!stands_in(context, "Moderating") && ranked_in_the_running(state).empty()) return pivotal;
  auto merit = merit_of(rules_of(context), state, state.lot_seed);
  if (!merit) return merit.error();
  for (auto const& one : merit->pivotal)
    if (std::find(pivotal.begin(), pivotal.end(), one) == pivotal.end()) pivotal.push_back(one);
  return pivotal;
}

bool is_noted(Case const& state, std::vector<PersonId> const& pivotal) {
  return std::all_of(pivotal.begin(), pivotal.end(),
                     [&](PersonId const& person) { return state.noted.contains(person); });
}

}  // namespace

Result<Decision> decide(NoteAnalysis const& command, Context const& context) {
  auto pivotal = pivotal_now(context);
  if (!pivotal) return pivotal.error();
  auto const noters = who_may_note(case_of(context), *pivotal);
  auto const person = principal_of(context.call);
  if (std::ranges::find(noters, person) == noters.end()) {
    bool const is_chair = person == acting_chair(case_of(context));
    return Rejection{
        is_chair ? Reason::note_must_come_from_another : Reason::actor_must_chair_the_panel,
        person.text};
  }

  Decision decision;
  decision.add(context.stream, AnalysisNoted{.pivotal = std::move(*pivotal), .note = command.note});
  return decision;
}

Result<Decision> decide(EstablishRanking const& command, Context const& context) {
  auto const& state = case_of(context);
  if (auto const refused = not_the_chair(context)) return *refused;
  if (auto const refused = flaw_of_departures(state)) return *refused;
  if (auto const refused = flaw_of_moderation(context)) return *refused;
  auto settled = settle(context, state, command.announced);
  if (!settled) return settled.error();

  Decision decision;
  decision.add(context.stream, RankingEstablished{.round = state.round,
                                                  .ranking = std::move(settled->merit.ranking),
                                                  .below = std::move(settled->merit.below),
                                                  .pivotal = std::move(settled->merit.pivotal),
                                                  .lot_seed = seed_of(settled->lot),
                                                  .lot_announced = value_of(settled->lot)});
  return decision;
}

Result<Decision> decide(ConfirmShortlist const&, Context const& context) {
  auto const& state = case_of(context);
  if (auto const refused = not_the_chair(context)) return *refused;
  if (auto const refused = flaw_of_departures(state)) return *refused;
  if (!is_last_round(rules_of(context), state) && !ranked_in_the_running(state).empty())
    return Rejection{Reason::rounds_must_be_complete, state.round.text};
  auto const pivotal = pivotal_now(context);
  if (!pivotal) return pivotal.error();
  if (!is_noted(state, *pivotal)) return Rejection{Reason::analysis_must_be_noted};
  if (auto const refused = flaw_of_exclusions(context)) return *refused;
  auto const permitted = permitted_by(rules_of(context), state, state.ranking);
  if (auto const refused =
          flaw_of_inquiries(context, {.by = rules::InquiryStep::shortlist, .about = permitted}))
    return *refused;

  Decision decision;
  decision.add(context.stream, ShortlistConfirmed{.permitted = permitted});
  // An objection that is still open may bring somebody back, so it is heard first.
  if (permitted.empty() && !is_disputed(state))
    leave_unfilled(decision, context, UnfilledCause::nobody_above_floors);
  else
    start_clock(decision, context, rules::Stage::objecting);
  return decision;
}

Result<Decision> decide(PublishRanking const&, Context const& context) {
  if (case_of(context).objections_close != Instant{})
    return Rejection{Reason::ranking_must_be_published_once};

  Decision decision;
  decision.add(context.stream,
               RankingPublished{.objections_close = deadline(
                                    context, rules_of(context).objections.against_ranking)});
  return decision;
}

}  // namespace gozin::appointment
