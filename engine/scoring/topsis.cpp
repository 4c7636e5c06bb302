#include "engine/scoring/topsis.hpp"

#include "engine/scoring/real.hpp"

#include <algorithm>
#include <numeric>
#include <string>

namespace gozin::scoring {
namespace {

using Row = std::vector<Real>;

std::optional<Rejection> fault_of(std::vector<WeightedColumn> const& columns,
                                  std::vector<std::vector<Fraction>> const& alternatives) {
  if (alternatives.empty() || columns.empty()) return Rejection{DataReason::values_must_be_given};
  bool weighty = false;
  for (auto const& column : columns) {
    if (column.weight < 0) return Rejection{DataReason::data_weights_must_be_usable};
    weighty = weighty || column.weight > 0;
  }
  if (!weighty) return Rejection{DataReason::data_weights_must_be_usable};
  for (std::size_t i = 0; i < alternatives.size(); ++i)
    if (alternatives[i].size() != columns.size())
      return Rejection{DataReason::rows_must_be_equally_long, "/" + std::to_string(i)};
  return std::nullopt;
}

Real distance(Row const& left, Row const& right) {
  Real sum = 0;
  for (std::size_t k = 0; k < left.size(); ++k) {
    auto const difference = left[k] - right[k];
    sum += difference * difference;
  }
  return sqrt(sum);
}

std::vector<Row> weighted(std::vector<WeightedColumn> const& columns,
                          std::vector<std::vector<Fraction>> const& alternatives) {
  std::vector<Row> rows(alternatives.size(), Row(columns.size()));
  for (std::size_t k = 0; k < columns.size(); ++k) {
    Fraction squares = 0;
    for (auto const& values : alternatives) squares += values[k] * values[k];
    if (squares == 0) continue;
    auto const scale = to_real(columns[k].weight) / sqrt(to_real(squares));
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i][k] = to_real(alternatives[i][k]) * scale;
  }
  return rows;
}

/// The best value of each column, or the worst.
Row extreme(std::vector<WeightedColumn> const& columns, std::vector<Row> const& rows, bool best) {
  Row point;
  for (std::size_t k = 0; k < columns.size(); ++k) {
    auto const [least, most] =
        std::minmax_element(rows.begin(), rows.end(),
                            [k](Row const& left, Row const& right) { return left[k] < right[k]; });
    point.push_back(((columns[k].better == Better::more) == best ? *most : *least)[k]);
  }
  return point;
}

std::vector<std::vector<std::size_t>> order_of(std::vector<Real> const& scores) {
  std::vector<std::size_t> sorted(scores.size());
  std::iota(sorted.begin(), sorted.end(), std::size_t{0});
  std::stable_sort(sorted.begin(), sorted.end(), [&](std::size_t left, std::size_t right) {
    return scores[left] > scores[right];
  });
  std::vector<std::vector<std::size_t>> order;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (i == 0 || !is_noise(scores[sorted[i - 1]] - scores[sorted[i]])) order.emplace_back();
    order.back().push_back(sorted[i]);
  }
  for (auto& tied : order) std::sort(tied.begin(), tied.end());
  return order;
}

}  // namespace

Result<Closeness> topsis(std::vector<WeightedColumn> const& columns,
                         std::vector<std::vector<Fraction>> const& alternatives) {
  if (auto const fault = fault_of(columns, alternatives)) return *fault;
  auto const rows = weighted(columns, alternatives);
  auto const ideal = extreme(columns, rows, true);
  auto const opposite = extreme(columns, rows, false);

  Closeness closeness;
  std::vector<Real> scores;
  for (auto const& row : rows) {
    auto const far = distance(row, ideal);
    auto const near = distance(row, opposite);
    if (far + near == 0) {
      closeness.scores.emplace_back(Undefined::nothing_varies);
      scores.emplace_back(0);
      continue;
    }
    scores.emplace_back(near / (far + near));
    closeness.scores.emplace_back(static_cast<double>(scores.back()));
  }
  closeness.order = order_of(scores);
  return closeness;
}

}  // namespace gozin::scoring
