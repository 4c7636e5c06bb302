#pragma once

#include "engine/core/result.hpp"
#include "engine/scoring/statistic.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace gozin::scoring {

/// How many of a group were selected; `total` is 1 to 1,000,000.
struct SelectedOf {
  std::int64_t selected = 0;
  std::int64_t total = 1;
};

/// Adverse impact by the Uniform Guidelines, 29 CFR 1607.4(D).
struct Impact {
  /// Each group's rate over the highest rate; nothing where nobody at all was selected.
  std::vector<std::optional<Fraction>> ratios;
  /// No rate lies below 4/5 of the highest.
  bool four_fifths = true;
  /// The groups with the highest and the lowest rate, the first of each: the tests compare these.
  std::size_t highest = 0;
  std::size_t lowest = 0;
  /// Fisher's exact test, two-sided: the probability of all tables with the same margins that are
  /// no likelier than this one.
  double fisher_p = 1;
  /// Difference of the two rates in standard errors of the pooled rate, 0 or more; without value
  /// where everybody or nobody was selected.
  RootStatistic z;
  /// At least five are expected in each cell of the two groups' table (W. G. Cochran, 1954); with
  /// fewer, neither ratios nor z say anything.
  bool enough_data = false;
};

/// Refuses fewer than two groups, and counts that are none.
[[nodiscard]] Result<Impact> adverse_impact(std::vector<SelectedOf> const& groups);

}  // namespace gozin::scoring
