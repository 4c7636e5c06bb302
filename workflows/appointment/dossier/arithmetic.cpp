#include "workflows/appointment/dossier/arithmetic.hpp"

#include "engine/rules/choice.hpp"
#include "workflows/appointment/merit.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

/// Everybody the ranking speaks about, in its order.
std::vector<NomineeId> nominees_of(RankingFound const& ranking) {
  std::vector<NomineeId> nominees;
  for (auto const& ranked : *ranking.ranking) nominees.push_back(ranked.nominee);
  for (auto const& one : *ranking.below)
    if (std::ranges::find(nominees, one.nominee) == nominees.end()) nominees.push_back(one.nominee);
  return nominees;
}

std::vector<std::pair<PersonId, std::int64_t>> levels_of(Case const& then, NomineeId const& nominee,
                                                         Code const& criterion) {
  std::vector<std::pair<PersonId, std::int64_t>> levels;
  for (auto const& sheet : then.revealed) {
    auto const level = sheet.levels.find(criterion);
    if (sheet.nominee == nominee && level != sheet.levels.end())
      levels.emplace_back(sheet.assessor, level->second);
  }
  std::ranges::sort(levels);
  return levels;
}

ScoredNominee scored(CaseFile const& file, Case const& then, NomineeId const& nominee) {
  ScoredNominee scored{.nominee = nominee, .criteria = {}, .total = 0, .stated = {}};
  for (auto const& criterion : file.criteria()) {
    auto levels = levels_of(then, nominee, criterion.code);
    if (levels.empty()) continue;
    std::vector<Fraction> values;
    for (auto const& level : levels) values.emplace_back(level.second);
    auto const value = scoring::aggregate(file.rules().scoring.aggregation, std::move(values));
    auto const weight = from_exact(criterion.weight);
    scored.criteria.push_back({criterion.code, weight, std::move(levels), value, weight * value});
    scored.total += weight * value;
  }
  return scored;
}

/// Whether who fell below a floor did, and nobody who is ranked did.
bool floors_hold(CaseFile const& file, RankingFound const& ranking, ScoredNominee const& one) {
  for (auto const& part : one.criteria) {
    auto const criterion = rules::find_criterion(file.rules(), part.criterion);
    if (!criterion || !criterion->floor) continue;
    auto const is_named = [&](FellBelow const& below) {
      return below.nominee == one.nominee && below.criterion == part.criterion;
    };
    bool const is_below = part.value < from_exact(*criterion->floor);
    // Whoever fell in an earlier round was not looked at again.
    if (is_below != std::ranges::any_of(*ranking.below, is_named) && (is_below || one.stated))
      return false;
  }
  return true;
}

void compare(CaseFile const& file, RankingFound const& ranking, ScoredNominee& one) {
  for (auto const& ranked : *ranking.ranking)
    if (ranked.nominee == one.nominee) one.stated = ranked.score;
  one.reproduces =
      (!one.stated || one.total == from_exact(*one.stated)) && floors_hold(file, ranking, one);
}

/// Ranked again from the same sheets, by the same rules and the same lot, everybody stands where
/// the record has them: scores, places, floors and cut-offs.
bool ranks_the_same(CaseFile const& file, RankingFound const& ranking) {
  auto const then = file.as_of(ranking.at->at.seq - 1);
  auto const merit = merit_of(file.rules(), then, lot_seed_of(*ranking.at, then));
  return merit && merit->ranking == *ranking.ranking && merit->below == *ranking.below;
}

}  // namespace

std::optional<Arithmetic> recompute(CaseFile const& file) {
  auto const ranking = last_ranking(file);
  if (!ranking) return std::nullopt;
  auto const then = file.as_of(ranking.at->at.seq);
  Arithmetic made{.ranking = ranking, .nominees = {}, .reproduces = ranks_the_same(file, ranking)};
  for (auto const& nominee : nominees_of(ranking)) {
    auto one = scored(file, then, nominee);
    compare(file, ranking, one);
    made.reproduces = made.reproduces && one.reproduces;
    made.nominees.push_back(std::move(one));
  }
  return made;
}

}  // namespace gozin::appointment
