#include "workflows/appointment/merit.hpp"

#include "engine/rules/choice.hpp"
#include "workflows/appointment/judging.hpp"
#include "workflows/appointment/lots.hpp"
#include "workflows/appointment/rounds.hpp"
#include "workflows/appointment/seats.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

using Codes = std::set<Code>;

Codes codes_of(std::vector<rules::Criterion> const& criteria) {
  Codes codes;
  for (auto const& criterion : criteria) codes.insert(criterion.code);
  return codes;
}

std::vector<scoring::Sheet> sheets_about(Case const& state, std::vector<NomineeId> const& nominees,
                                         std::set<NomineeId> const& without) {
  std::vector<scoring::Sheet> sheets;
  for (auto const& revealed : state.revealed) {
    if (std::find(nominees.begin(), nominees.end(), revealed.nominee) == nominees.end() ||
        without.contains(revealed.nominee))
      continue;
    scoring::Sheet sheet{.assessor = revealed.assessor, .nominee = revealed.nominee, .levels = {}};
    for (auto const& [criterion, level] : revealed.levels) sheet.levels.emplace(criterion, level);
    sheets.push_back(std::move(sheet));
  }
  return sheets;
}

std::vector<scoring::Criterion> only(std::vector<scoring::Criterion> criteria, Codes const& codes) {
  std::erase_if(criteria, [&](auto const& criterion) { return !codes.contains(criterion.code); });
  return criteria;
}

/// Criteria outside `codes` count nothing: no floor, and every nominee at 0. So the weights stay as
/// they are and a sum so far is compared with what the rule set says about it.
struct Partial {
  std::vector<scoring::Criterion> criteria;
  std::vector<scoring::Alternative> alternatives;
};

Partial partial(std::vector<scoring::Criterion> const& criteria,
                std::vector<scoring::Alternative> const& judged, Codes const& codes) {
  Partial made{.criteria = criteria, .alternatives = judged};
  for (auto& criterion : made.criteria) {
    if (codes.contains(criterion.code)) continue;
    criterion.floor.reset();
    for (auto& alternative : made.alternatives) alternative.values[criterion.code] = 0;
  }
  return made;
}

/// Nominees below the cut-off of the round, which is asked of this round's share of the score.
Result<std::vector<FellBelow>> cut_off(rules::Round const& round,
                                       std::vector<scoring::Criterion> const& criteria,
                                       std::vector<scoring::Alternative> const& judged) {
  std::vector<FellBelow> below;
  if (!round.cut_off) return below;
  auto const least = parse_fraction(round.cut_off->text);
  if (!least) return least.error();
  auto const share = partial(criteria, judged, {round.criteria.begin(), round.criteria.end()});
  auto const ranking = scoring::rank(share.criteria, share.alternatives, {});
  if (!ranking) return ranking.error();
  for (auto const& [nominee, total] : ranking->totals)
    if (parse_fraction(total.text).value() < *least)
      below.push_back({.nominee = nominee, .criterion = round.code, .reached = total});
  return below;
}

std::optional<Rejection> unjudged(std::vector<NomineeId> const& nominees,
                                  std::vector<scoring::Alternative> const& judged) {
  for (auto const& nominee : nominees)
    if (std::none_of(judged.begin(), judged.end(),
                     [&](auto const& alternative) { return alternative.nominee == nominee; }))
      return Rejection{scoring::Reason::nominee_must_have_enough_sheets, nominee.text};
  return std::nullopt;
}

std::vector<FellBelow> fell_before(Case const& state, std::vector<NomineeId> const& nominees) {
  std::vector<FellBelow> below;
  for (auto const& one : state.below)
    if (std::find(nominees.begin(), nominees.end(), one.nominee) == nominees.end())
      below.push_back(one);
  return below;
}

void take_over(scoring::Ranking const& ranking, Merit& merit) {
  for (auto const& ranked : ranking.ranked)
    merit.ranking.push_back(
        {.nominee = ranked.nominee, .score = ranked.score, .place = ranked.place});
  for (auto const& excluded : ranking.excluded)
    merit.below.push_back(
        {.nominee = excluded.nominee, .criterion = excluded.criterion, .reached = excluded.value});
  merit.needs_lot = ranking.needs_lot;
}

}  // namespace

bool is_last_round(rules::RuleSet const& rules, Case const& state) {
  return round_after(rules, state.round) == nullptr;
}

Result<Merit> merit_of(rules::RuleSet const& rules, Case const& state,
                       std::optional<Hash> const& lot_seed) {
  auto const weighed = rules::weigh(rules, state.weights);
  if (!weighed) return weighed.error();
  auto const criteria = rules::scoring_criteria(*weighed, rules.panel);
  auto const codes = codes_of(criteria_until(rules, state.round));
  auto const nominees = contenders(state, rules);

  auto judged = scoring::aggregate(only(criteria, codes), sheets_about(state, nominees, {}),
                                   rules.scoring.aggregation);
  if (!judged) return judged.error();
  if (auto const refused = unjudged(nominees, *judged)) return *refused;

  Merit merit{.ranking = {}, .below = fell_before(state, nominees), .pivotal = {}};
  std::set<NomineeId> fallen;
  if (auto const* round = find_round(rules, state.round)) {
    auto const below = cut_off(*round, criteria, *judged);
    if (!below) return below.error();
    merit.below.insert(merit.below.end(), below->begin(), below->end());
    for (auto const& one : *below) fallen.insert(one.nominee);
  }
  std::erase_if(*judged, [&](auto const& one) { return fallen.contains(one.nominee); });

  bool const last = is_last_round(rules, state);
  scoring::TieRule const tie{.criteria = rules.scoring.tie.criteria,
                             .lot = last && rules.scoring.tie.lot,
                             .seed = lot_seed};
  auto const so_far = partial(criteria, *judged, codes);
  auto const ranking = scoring::rank(so_far.criteria, so_far.alternatives, tie);
  if (!ranking) return ranking.error();
  take_over(*ranking, merit);
  if (!last) return merit;

  auto const without = scoring::leave_one_out({.criteria = criteria,
                                               .sheets = sheets_about(state, nominees, fallen),
                                               .aggregation = rules.scoring.aggregation,
                                               .tie = tie});
  if (!without) return without.error();
  for (auto const& one : *without)
    if (one.pivotal) merit.pivotal.push_back(one.assessor);
  return merit;
}

Result<Settled> settle(Context const& context, Case const& state,
                       std::optional<Label> const& announced) {
  auto const& rules = rules_of(context);
  auto merit = merit_of(rules, state, state.lot_seed);
  if (!merit) return merit.error();
  if (!merit->needs_lot) return Settled{std::move(*merit), std::nullopt};
  auto lot = draw_lot(context, need_of_ranking(state), announced);
  if (!lot) return lot.error();
  auto drawn = merit_of(rules, state, lot->seed);
  if (!drawn) return drawn.error();
  return Settled{std::move(*drawn), std::move(*lot)};
}

std::vector<NomineeId> permitted_by(rules::RuleSet const& rules, Case const& state,
                                    std::vector<RankedNominee> const& ranking) {
  scoring::Ranking standing;
  std::int64_t place = 0;
  for (auto const& ranked : ranking) {
    auto const* nominee = find_nominee(state, ranked.nominee);
    if (!nominee || nominee->standing != Standing::admitted) continue;
    if (standing.order.empty() || ranked.place != place) standing.order.emplace_back();
    place = ranked.place;
    standing.order.back().push_back(ranked.nominee);
    standing.ranked.push_back({.nominee = ranked.nominee, .score = ranked.score});
  }
  return rules::permitted_set(rules.choice, standing);
}

}  // namespace gozin::appointment
