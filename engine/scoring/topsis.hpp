#pragma once

#include "engine/core/result.hpp"
#include "engine/scoring/statistic.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace gozin::scoring {

#define GOZIN_SCORING_DIRECTIONS(X) X(more) X(less)
GOZIN_NAMED_ENUM(Better, GOZIN_SCORING_DIRECTIONS)

/// A criterion of an analysis: 0 or more; weights are used in proportion.
struct WeightedColumn {
  Fraction weight;
  Better better = Better::more;
};

struct Closeness {
  /// One an alternative, 0 (the worst in everything) to 1 (the best in everything). Without value
  /// where all alternatives are alike: best and worst are then one point.
  std::vector<RootStatistic> scores;
  std::vector<std::vector<std::size_t>> order;  ///< best first, ties together
};

/// Closeness to the ideal and distance from its opposite, vector normalisation and Euclidean
/// distance (C. L. Hwang and K. Yoon, "Multiple Attribute Decision Making", 1981). A column of
/// zeros tells nobody apart. For analysis only: what is ranked depends on who else is in the list.
/// Refuses no alternatives, rows of other lengths, negative weights, and weights that are all 0.
[[nodiscard]] Result<Closeness> topsis(std::vector<WeightedColumn> const& columns,
                                       std::vector<std::vector<Fraction>> const& alternatives);

}  // namespace gozin::scoring
