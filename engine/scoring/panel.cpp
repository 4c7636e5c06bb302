#include "engine/scoring/panel.hpp"

#include "engine/core/tied_order.hpp"

#include <algorithm>
#include <set>

namespace gozin::scoring {
namespace {

using Totals = std::map<PersonId, std::map<NomineeId, Fraction>>;

/// Everything that one assessor gave one nominee, from the sheets of all rounds together.
std::map<std::pair<PersonId, NomineeId>, std::map<Code, Fraction>> joined(
    std::vector<Sheet> const& sheets) {
  std::map<std::pair<PersonId, NomineeId>, std::map<Code, Fraction>> levels;
  for (auto const& sheet : sheets)
    levels[{sheet.assessor, sheet.nominee}].insert(sheet.levels.begin(), sheet.levels.end());
  return levels;
}

Totals totals_of(std::vector<Criterion> const& criteria, std::vector<Sheet> const& sheets) {
  Totals totals;
  for (auto const& [place, levels] : joined(sheets)) {
    auto& of_assessor = totals[place.first];
    if (levels.size() != criteria.size()) continue;
    Fraction total = 0;
    for (auto const& criterion : criteria)
      total += parse_fraction(criterion.weight.text).value() * levels.at(criterion.code);
    of_assessor.emplace(place.second, total);
  }
  return totals;
}

std::vector<NomineeId> nominees_of(std::vector<Sheet> const& sheets) {
  std::set<NomineeId> nominees;
  for (auto const& sheet : sheets) nominees.insert(sheet.nominee);
  return {nominees.begin(), nominees.end()};
}

/// Compares every two nominees on every assessor's totals.
void compare(std::vector<NomineeId> const& nominees, PanelViews& views) {
  static Fraction const half{1, 2};
  for (auto const& upper : nominees) {
    views.borda[upper] = 0;
    for (auto const& lower : nominees)
      if (upper != lower) views.wins[{upper, lower}] = 0;
  }
  for (auto const& [assessor, totals] : views.totals)
    for (auto const& [upper, high] : totals)
      for (auto const& [lower, low] : totals) {
        if (upper == lower || high < low) continue;
        if (high > low) ++views.wins[{upper, lower}];
        views.borda[upper] += high > low ? Fraction{1} : half;
      }
  views.borda_order = tied_order(views.borda);
  for (auto const& one : nominees)
    if (std::all_of(nominees.begin(), nominees.end(), [&](NomineeId const& other) {
          return one == other || views.wins[{one, other}] > views.wins[{other, one}];
        }))
      views.condorcet.push_back(one);
}

Ratings ratings_of(std::vector<NomineeId> const& nominees, Totals const& totals) {
  Ratings ratings;
  for (auto const& nominee : nominees) {
    auto& row = ratings.emplace_back();
    for (auto const& [assessor, given] : totals) {
      auto const total = given.find(nominee);
      row.push_back(total == given.end() ? std::nullopt : std::optional{total->second});
    }
  }
  return ratings;
}

std::map<PersonId, Fraction> leniency_of(std::vector<NomineeId> const& nominees,
                                         Totals const& totals) {
  std::map<NomineeId, Fraction> means;
  for (auto const& nominee : nominees) {
    std::vector<Fraction> given;
    for (auto const& [assessor, of_assessor] : totals)
      if (auto const total = of_assessor.find(nominee); total != of_assessor.end())
        given.push_back(total->second);
    if (!given.empty()) means[nominee] = aggregate(Aggregation::mean, std::move(given));
  }
  std::map<PersonId, Fraction> leniency;
  for (auto const& [assessor, of_assessor] : totals) {
    std::vector<Fraction> above;
    for (auto const& [nominee, total] : of_assessor) above.push_back(total - means.at(nominee));
    if (!above.empty()) leniency[assessor] = aggregate(Aggregation::mean, std::move(above));
  }
  return leniency;
}

}  // namespace

PanelViews views_of(std::vector<Criterion> const& criteria, std::vector<Sheet> const& sheets) {
  auto const nominees = nominees_of(sheets);
  auto totals = totals_of(criteria, sheets);
  auto ratings = ratings_of(nominees, totals);
  auto agreement = icc(ratings);
  PanelViews views{.totals = std::move(totals),
                   .wins = {},
                   .borda = {},
                   .borda_order = {},
                   .condorcet = {},
                   .ratings = std::move(ratings),
                   .agreement = std::move(agreement),
                   .leniency = {}};
  compare(nominees, views);
  views.leniency = leniency_of(nominees, views.totals);
  return views;
}

Result<PanelAnalysis> analyse(std::vector<Criterion> const& criteria,
                              std::vector<Sheet> const& sheets) {
  Assessment assessment{.criteria = criteria, .sheets = sheets};
  auto const by = [&](Aggregation how) {
    assessment.aggregation = how;
    return rank(assessment);
  };
  auto mean = by(Aggregation::mean);
  if (!mean) return mean.error();
  auto trimmed = by(Aggregation::trimmed_mean);
  if (!trimmed) return trimmed.error();
  auto median = by(Aggregation::median);
  if (!median) return median.error();
  assessment.aggregation = Aggregation::mean;
  auto without = leave_one_out(assessment);
  if (!without) return without.error();
  return PanelAnalysis{views_of(criteria, sheets), std::move(*mean), std::move(*trimmed),
                       std::move(*median), std::move(*without)};
}

}  // namespace gozin::scoring
