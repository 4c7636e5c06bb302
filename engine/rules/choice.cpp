#include "engine/rules/choice.hpp"

#include "engine/core/fraction.hpp"
#include "engine/rules/problem.hpp"

#include <algorithm>
#include <utility>

namespace gozin::rules {
namespace {

Fraction number_of(ExactText const& text) { return parse_fraction(text.text).value(); }

Result<Fraction> new_weight(Criterion const& criterion, ExactText const& asked) {
  auto const weight = parse_fraction(asked.text);
  if (!weight) return Rejection{Reason::number_must_be_exact, criterion.code.text};
  auto const bounds = criterion.bounds.value_or(WeightBounds{criterion.weight, criterion.weight});
  if (*weight < number_of(bounds.least) || *weight > number_of(bounds.most))
    return Rejection{Reason::weight_must_lie_in_bounds, criterion.code.text};
  return *weight;
}

std::vector<NomineeId> first_n(scoring::Ranking const& ranking, int n) {
  std::vector<NomineeId> chosen;
  for (auto const& tied : ranking.order) {
    if (std::cmp_greater_equal(chosen.size(), n)) break;
    chosen.insert(chosen.end(), tied.begin(), tied.end());
  }
  return chosen;
}

/// How many of the ranked, counted from the best, reach a score.
std::ptrdiff_t reaching(scoring::Ranking const& ranking, Fraction const& score) {
  return std::count_if(ranking.ranked.begin(), ranking.ranked.end(),
                       [&](auto const& ranked) { return number_of(ranked.score) >= score; });
}

std::vector<NomineeId> by_category(scoring::Ranking const& ranking, Choice const& choice) {
  std::ptrdiff_t size = 0;
  for (std::size_t i = 0; i < choice.categories.size() && i < 2 && size < choice.n; ++i)
    size = reaching(ranking, number_of(choice.categories[i].from));
  std::vector<NomineeId> chosen;
  for (std::ptrdiff_t i = 0; i < size; ++i)
    chosen.push_back(ranking.ranked[static_cast<std::size_t>(i)].nominee);
  return chosen;
}

}  // namespace

Result<std::vector<Criterion>> weigh(RuleSet const& rules,
                                     std::map<Code, ExactText> const& weights) {
  for (auto const& [code, weight] : weights)
    if (!find_criterion(rules, code)) return Rejection{Reason::criterion_must_be_known, code.text};

  auto criteria = rules.criteria;
  Fraction sum = 0;
  for (auto& criterion : criteria) {
    if (auto const asked = weights.find(criterion.code); asked != weights.end()) {
      auto const weight = new_weight(criterion, asked->second);
      if (!weight) return weight.error();
      criterion.weight = to_exact(*weight);
    }
    sum += number_of(criterion.weight);
  }
  if (sum != 1) return Rejection{Reason::weights_must_sum_to_one, to_exact(sum).text};
  return criteria;
}

std::vector<scoring::Criterion> scoring_criteria(std::vector<Criterion> const& criteria,
                                                 Panel const& panel) {
  std::vector<scoring::Criterion> scales;
  for (auto const& criterion : criteria) {
    bool const outside = criterion.instrument == Instrument::certificate;
    scales.push_back({.code = criterion.code,
                      .weight = criterion.weight,
                      .floor = criterion.floor,
                      .min_values = outside ? 1 : panel.min_sheets_per_nominee});
  }
  return scales;
}

std::vector<NomineeId> permitted_set(Choice const& choice, scoring::Ranking const& ranking) {
  switch (choice.permitted) {
    case PermittedSet::category:
      return by_category(ranking, choice);
    case PermittedSet::first_n:
      return first_n(ranking, choice.n);
    case PermittedSet::all_above_floors:
      break;
  }
  return first_n(ranking, static_cast<int>(ranking.ranked.size()));
}

}  // namespace gozin::rules
