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

std::vector<scoring::Sheet> sheets_about(Case const& state,
                                         std::vector<NomineeId> const& nominees) {
  std::vector<scoring::Sheet> sheets;
  for (auto const& revealed : state.revealed) {
    if (std::find(nominees.begin(), nominees.end(), revealed.nominee) == nominees.end()) continue;
    scoring::Sheet sheet{.assessor = revealed.assessor, .nominee = revealed.nominee, .levels = {}};
    for (auto const& [criterion, level] : revealed.levels) sheet.levels.emplace(criterion, level);
    sheets.push_back(std::move(sheet));
  }
  return sheets;
}

Codes codes_of(std::vector<scoring::Criterion> const& criteria) {
  Codes codes;
  for (auto const& criterion : criteria) codes.insert(criterion.code);
  return codes;
}

std::vector<scoring::Criterion> only(std::vector<scoring::Criterion> criteria,
                                     std::vector<rules::Criterion> const& wanted) {
  std::erase_if(criteria, [&](auto const& criterion) {
    return std::none_of(wanted.begin(), wanted.end(),
                        [&](auto const& one) { return one.code == criterion.code; });
  });
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

std::optional<Rejection> unjudged(Basis const& basis) {
  for (auto const& nominee : basis.nominees)
    if (std::none_of(basis.sheets.begin(), basis.sheets.end(),
                     [&](scoring::Sheet const& sheet) { return sheet.nominee == nominee; }))
      return Rejection{scoring::Reason::nominee_must_have_enough_sheets, nominee.text};
  return std::nullopt;
}

std::vector<NomineeId> first_of(scoring::Ranking const& ranking) {
  return ranking.order.empty() ? std::vector<NomineeId>{} : ranking.order.front();
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

Result<Basis> basis_of(rules::RuleSet const& rules, Case const& state,
                       std::optional<Hash> const& lot_seed) {
  auto const weighed = rules::weigh(rules, state.weights);
  if (!weighed) return weighed.error();
  auto const nominees = contenders(state, rules);
  Basis basis{.criteria = rules::scoring_criteria(*weighed, rules.panel),
              .so_far = {},
              .nominees = nominees,
              .sheets = sheets_about(state, nominees),
              .tie = {.criteria = rules.scoring.tie.criteria,
                      .lot = rules.scoring.tie.lot && is_last_round(rules, state),
                      .seed = lot_seed}};
  basis.so_far = only(basis.criteria, criteria_until(rules, state.round));
  return basis;
}

Result<Placed> place(rules::RuleSet const& rules, Case const& state, Basis const& basis) {
  auto judged = scoring::aggregate(basis.so_far, basis.sheets, rules.scoring.aggregation);
  if (!judged) return judged.error();
  Placed placed{.judged = std::move(*judged), .cut = {}, .ranking = {}};
  if (auto const* round = find_round(rules, state.round)) {
    auto below = cut_off(*round, basis.criteria, placed.judged);
    if (!below) return below.error();
    placed.cut = std::move(*below);
  }
  std::erase_if(placed.judged, [&](auto const& one) {
    return std::any_of(placed.cut.begin(), placed.cut.end(),
                       [&](FellBelow const& below) { return below.nominee == one.nominee; });
  });
  auto const so_far = partial(basis.criteria, placed.judged, codes_of(basis.so_far));
  auto ranking = scoring::rank(so_far.criteria, so_far.alternatives, basis.tie);
  if (!ranking) return ranking.error();
  placed.ranking = std::move(*ranking);
  return placed;
}

Result<std::vector<WithoutAssessor>> without_each(rules::RuleSet const& rules, Case const& state,
                                                  Basis const& basis) {
  auto const whole = place(rules, state, basis);
  if (!whole) return whole.error();
  auto const winners = first_of(whole->ranking);
  std::set<PersonId> assessors;
  for (auto const& sheet : basis.sheets) assessors.insert(sheet.assessor);

  auto rest = basis;
  for (auto& criterion : rest.so_far) criterion.min_values = 1;
  std::vector<WithoutAssessor> found;
  for (auto const& assessor : assessors) {
    rest.sheets = scoring::sheets_without(assessor, basis.so_far, basis.sheets);
    auto const placed = place(rules, state, rest);
    if (!placed) return placed.error();
    auto first = first_of(placed->ranking);
    bool const pivotal = first != winners;
    found.push_back({.assessor = assessor, .first = std::move(first), .pivotal = pivotal});
  }
  return found;
}

Result<Merit> merit_of(rules::RuleSet const& rules, Case const& state,
                       std::optional<Hash> const& lot_seed) {
  auto const basis = basis_of(rules, state, lot_seed);
  if (!basis) return basis.error();
  auto const placed = place(rules, state, *basis);
  if (!placed) return placed.error();
  if (auto const refused = unjudged(*basis)) return *refused;

  Merit merit{.ranking = {}, .below = fell_before(state, basis->nominees), .pivotal = {}};
  merit.below.insert(merit.below.end(), placed->cut.begin(), placed->cut.end());
  take_over(placed->ranking, merit);
  if (!is_last_round(rules, state)) return merit;

  auto const without = without_each(rules, state, *basis);
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
