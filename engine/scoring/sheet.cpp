#include "engine/scoring/sheet.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace gozin::scoring {
namespace {

using Values = std::map<NomineeId, std::map<Code, std::vector<Fraction>>>;

Fraction mean(std::vector<Fraction> const& values) {
  Fraction const sum = std::accumulate(values.begin(), values.end(), Fraction{0});
  return sum / Fraction{values.size()};
}

Fraction median(std::vector<Fraction> const& sorted) {
  auto const middle = sorted.size() / 2;
  if (sorted.size() % 2 == 1) return sorted[middle];
  return (sorted[middle - 1] + sorted[middle]) / 2;
}

bool is_listed(std::vector<Criterion> const& criteria, Code const& code) {
  return std::any_of(criteria.begin(), criteria.end(),
                     [&](Criterion const& criterion) { return criterion.code == code; });
}

Result<Values> gather(std::vector<Criterion> const& criteria, std::vector<Sheet> const& sheets) {
  Values values;
  std::set<std::tuple<NomineeId, Code, PersonId>> seen;
  for (auto const& sheet : sheets) {
    auto& of_nominee = values[sheet.nominee];
    for (auto const& [code, level] : sheet.levels) {
      if (!is_listed(criteria, code))
        return Rejection{Reason::level_must_be_for_a_listed_criterion, code.text};
      if (!seen.emplace(sheet.nominee, code, sheet.assessor).second)
        return Rejection{Reason::level_must_be_given_once, sheet.nominee.text + " " + code.text};
      of_nominee[code].push_back(level);
    }
  }
  return values;
}

}  // namespace

Fraction aggregate(Aggregation how, std::vector<Fraction> values) {
  std::sort(values.begin(), values.end());
  switch (how) {
    case Aggregation::median:
      return median(values);
    case Aggregation::trimmed_mean:
      if (values.size() >= 3) values = {std::next(values.begin()), std::prev(values.end())};
      break;
    case Aggregation::mean:
      break;
  }
  return mean(values);
}

Result<std::vector<Alternative>> aggregate(std::vector<Criterion> const& criteria,
                                           std::vector<Sheet> const& sheets, Aggregation how) {
  auto gathered = gather(criteria, sheets);
  if (!gathered) return gathered.error();

  std::vector<Alternative> alternatives;
  for (auto& [nominee, values] : *gathered) {
    Alternative alternative{.nominee = nominee, .values = {}};
    for (auto const& criterion : criteria) {
      auto& given = values[criterion.code];
      if (given.empty() || std::cmp_less(given.size(), criterion.min_values))
        return Rejection{Reason::nominee_must_have_enough_sheets,
                         nominee.text + " " + criterion.code.text};
      alternative.values.emplace(criterion.code, aggregate(how, std::move(given)));
    }
    alternatives.push_back(std::move(alternative));
  }
  return alternatives;
}

}  // namespace gozin::scoring
