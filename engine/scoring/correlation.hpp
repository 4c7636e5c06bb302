#pragma once

#include "engine/core/result.hpp"
#include "engine/scoring/statistic.hpp"

#include <vector>

namespace gozin::scoring {

/// From -1 to 1; without value below two pairs or where one of the lists does not vary.
struct Correlations {
  RootStatistic pearson;
  RootStatistic spearman;  ///< of midranks
  RootStatistic kendall;   ///< tau-b, corrected for ties
};

/// Refuses lists that are empty, longer than 10,000, or of different lengths.
[[nodiscard]] Result<Correlations> correlate(std::vector<Fraction> const& x,
                                             std::vector<Fraction> const& y);

}  // namespace gozin::scoring
