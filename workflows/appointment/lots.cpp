#include "workflows/appointment/lots.hpp"

#include "engine/port/plain_text.hpp"
#include "engine/scoring/lot.hpp"
#include "workflows/appointment/elections.hpp"
#include "workflows/appointment/judging.hpp"
#include "workflows/appointment/merit.hpp"
#include "workflows/appointment/sheets.hpp"

#include <iterator>

namespace gozin::appointment {
namespace {

Result<LotNeed> needed_for_ranking(Context const& context, Case const& state) {
  auto const merit = merit_of(rules_of(context), state, state.lot_seed);
  if (!merit) return merit.error();
  if (!merit->needs_lot) return Rejection{Reason::lot_must_be_needed, state.round.text};
  return need_of_ranking(state);
}

/// Whether a tie will be left is not known while sheets are sealed, but none comes in any more, so
/// nobody seals a sheet with the value at hand.
Result<LotNeed> needed_for_readmission(Context const& context, Case const& state) {
  auto const readmitted = known_nominee(state, state.readmitted.value());
  if (!readmitted) return readmitted.error();
  auto const& nominee = **readmitted;
  if (nominee.standing == Standing::consented)
    return Rejection{Reason::readmitted_nominee_must_be_screened, nominee.id.text};
  if (nominee.standing == Standing::admitted)
    if (auto const refused = flaw_of_sheets(context, state, assignments(context, state)))
      return *refused;
  return need_of_ranking(state);
}

Result<LotNeed> needed_for_ballot(Context const& context, Case const& state) {
  if (!awaits_tie_break(state)) return Rejection{Reason::lot_must_be_needed};
  auto const& tied = state.ballots.back().ballot;
  if (tie_rule_of(context, tied) != ballot::TieRule::lot)
    return Rejection{Reason::lot_must_be_needed, tied.code.text};
  return LotNeed{LotPurpose::ballot, tied.code};
}

}  // namespace

LotNeed need_of_ranking(Case const& state) {
  return {LotPurpose::ranking, state.readmitted ? Code{state.readmitted->text} : state.round};
}

Result<LotNeed> lot_needed(Context const& context) {
  auto const& state = case_of(context);
  if (stands_in(context, "Authorised")) {
    if (state.panel_drawn) return Rejection{Reason::panel_must_be_drawn_once};
    return need_of_panel();
  }
  if (stands_in(context, "Moderating")) {
    if (auto const refused = flaw_of_moderation(context)) return *refused;
    return needed_for_ranking(context, state);
  }
  if (stands_in(context, "Readmitting")) return needed_for_readmission(context, state);
  if (stands_in(context, "Deliberating")) return needed_for_ballot(context, state);
  return Rejection{Reason::lot_must_be_needed};
}

Result<LotDrawn> draw_lot(Context const& context, LotNeed const& need,
                          std::optional<Label> const& value) {
  auto const& lot = case_of(context).lot;
  if (!lot || lot->purpose != need.purpose || lot->about != need.about)
    return Rejection{Reason::lot_must_be_announced_beforehand, need.about.text};
  if (context.call.now < lot->draws_at)
    return Rejection{Reason::lot_must_wait_for_its_moment, to_rfc3339(lot->draws_at)};
  if (!value) return Rejection{Reason::lot_must_have_announced_value, lot->source.text};
  auto digits = to_ascii_digits(value->text);
  if (!all_ascii_digits(digits) || std::ssize(digits) != lot->digits)
    return Rejection{Reason::lot_value_must_have_its_digits, std::to_string(lot->digits)};
  auto const seed = scoring::lot_seed(lot->root, digits);
  return LotDrawn{seed, Label{std::move(digits)}};
}

bool do_scores_stand(Context const& context) {
  auto const& lot = case_of(context).lot;
  if (!lot || lot->purpose != LotPurpose::ranking) return false;
  return lot->draws_at <= context.call.now || stands_in(context, "Readmitting");
}

bool awaits_drawn_panel(Case const& state) {
  return state.lot && state.lot->purpose == LotPurpose::panel;
}

}  // namespace gozin::appointment
