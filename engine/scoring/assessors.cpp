#include "engine/scoring/assessors.hpp"

#include "engine/scoring/correlation.hpp"
#include "engine/scoring/outliers.hpp"

#include <algorithm>

namespace gozin::scoring {
namespace {

using Totals = std::map<NomineeId, Fraction>;

int sign(Fraction const& value) { return value > 0 ? 1 : (value < 0 ? -1 : 0); }

RootStatistic tau_of(std::vector<Fraction> const& x, std::vector<Fraction> const& y) {
  auto const found = correlate(x, y);
  // Lists that are too short to be compared at all have no order either.
  return found ? found->kendall : RootStatistic{Undefined::two_values_are_needed};
}

Accord accord(std::pair<PersonId const, Totals> const& first,
              std::pair<PersonId const, Totals> const& second) {
  std::vector<Fraction> x;
  std::vector<Fraction> y;
  for (auto const& [nominee, total] : first.second) {
    auto const other = second.second.find(nominee);
    if (other == second.second.end()) continue;
    x.push_back(total);
    y.push_back(other->second);
  }
  Accord made{.first = first.first, .second = second.first, .tau = tau_of(x, y)};
  for (std::size_t i = 0; i < x.size(); ++i)
    for (std::size_t j = i + 1; j < x.size(); ++j) {
      ++made.pairs;
      if (sign(x[i] - x[j]) == sign(y[i] - y[j])) ++made.alike;
    }
  return made;
}

}  // namespace

std::vector<Accord> accords_of(PanelTotals const& totals) {
  std::vector<Accord> accords;
  for (auto first = totals.begin(); first != totals.end(); ++first)
    for (auto second = std::next(first); second != totals.end(); ++second)
      accords.push_back(accord(*first, *second));
  return accords;
}

std::vector<Deviation> deviations_of(PanelTotals const& totals) {
  static Fraction const significance{1, 20};  // of Grubbs' test, which is not looked at here
  std::map<NomineeId, std::pair<std::vector<PersonId>, std::vector<Fraction>>> given;
  for (auto const& [assessor, of_assessor] : totals)
    for (auto const& [nominee, total] : of_assessor) {
      given[nominee].first.push_back(assessor);
      given[nominee].second.push_back(total);
    }
  std::vector<Deviation> deviations;
  for (auto const& [nominee, column] : given) {
    auto const& [assessors, values] = column;
    auto const found = outliers(values, significance).value();
    for (std::size_t i = 0; i < assessors.size(); ++i) {
      Deviation one{.assessor = assessors[i],
                    .nominee = nominee,
                    .modified_z = Undefined::three_values_are_needed};
      if (values.size() >= 3) {
        one.modified_z = found.modified_z[i];
        one.flagged = std::ranges::find(found.flagged, i) != found.flagged.end();
      }
      deviations.push_back(std::move(one));
    }
  }
  return deviations;
}

}  // namespace gozin::scoring
