#include "engine/scoring/sensitivity.hpp"

#include <algorithm>
#include <string>

namespace gozin::scoring {
namespace {

constexpr std::size_t kChangesMax = 100'000;

using Rows = std::vector<std::vector<Fraction>>;

std::optional<Rejection> fault_of(std::vector<Fraction> const& weights, Rows const& rows) {
  if (weights.empty() || rows.empty()) return Rejection{DataReason::values_must_be_given};
  for (auto const& weight : weights)
    if (weight < 0) return Rejection{DataReason::data_weights_must_be_usable};
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i].size() != weights.size())
      return Rejection{DataReason::rows_must_be_equally_long, "/" + std::to_string(i)};
  if (rows.size() * (rows.size() - 1) / 2 * weights.size() > kChangesMax)
    return Rejection{DataReason::size_must_not_exceed_limits};
  return std::nullopt;
}

std::vector<Fraction> totals_of(std::vector<Fraction> const& weights, Rows const& rows) {
  std::vector<Fraction> totals;
  for (auto const& row : rows) {
    auto& total = totals.emplace_back(0);
    for (std::size_t k = 0; k < weights.size(); ++k) total += weights[k] * row[k];
  }
  return totals;
}

/// Keeps the smaller change, the earlier of equals.
void keep_least(std::optional<Flip>& least, Flip const& flip) {
  if (!least || abs(flip.change.percent) < abs(least->change.percent)) least = flip;
}

}  // namespace

Result<Sensitivity> sensitivity(std::vector<Fraction> const& weights, Rows const& rows) {
  if (auto const fault = fault_of(weights, rows)) return *fault;
  auto const totals = totals_of(weights, rows);
  auto const best = *std::max_element(totals.begin(), totals.end());

  Sensitivity result;
  for (std::size_t i = 0; i < totals.size(); ++i)
    if (totals[i] == best) result.winners.push_back(i);
  auto const note = [&](WeightChange const& change) {
    result.changes.push_back(change);
    // With a weight of 0 the two are level, and no weight goes below.
    if (change.percent <= -100) return;
    auto const behind = totals[change.first] < totals[change.second] ? change.first : change.second;
    auto const ahead = behind == change.first ? change.second : change.first;
    keep_least(result.any_flip_at, {change, behind});
    if (result.winners.size() == 1 && ahead == result.winners.front())
      keep_least(result.winner_flips_at, {change, behind});
  };
  for (std::size_t k = 0; k < weights.size(); ++k)
    for (std::size_t i = 0; i < rows.size(); ++i)
      for (std::size_t j = i + 1; j < rows.size(); ++j) {
        auto const slope = weights[k] * (rows[i][k] - rows[j][k]);
        if (slope == 0) continue;
        auto const percent = 100 * (totals[j] - totals[i]) / slope;
        note({k, i, j, percent, percent >= -100});
      }
  return result;
}

}  // namespace gozin::scoring
