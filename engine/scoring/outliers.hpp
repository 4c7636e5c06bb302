#pragma once

#include "engine/core/result.hpp"
#include "engine/scoring/statistic.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace gozin::scoring {

/// F. E. Grubbs, "Procedures for detecting outlying observations in samples", Technometrics 11
/// (1969), two-sided: the largest distance from the mean in standard deviations, and what it must
/// exceed, (n-1)/√n · √(t²/(n-2+t²)) with t the upper alpha/2n quantile of Student's t with n-2
/// degrees of freedom. Wants three values that are not all equal.
struct Grubbs {
  RootStatistic g;
  RootStatistic critical;
  std::optional<bool> outlier = std::nullopt;
};

struct Outliers {
  /// 0.6745 (x - median) / MAD (B. Iglewicz and D. C. Hoaglin, "How to Detect and Handle Outliers",
  /// 1993). Where more than half of the values are equal the MAD is 0 and the mean absolute
  /// deviation from the median takes its place, (x - median) / (1.253314 · it); where all are
  /// equal, every value is 0.
  std::vector<Fraction> modified_z;
  std::vector<std::size_t> flagged;  ///< places from 0 whose modified z is beyond ±3.5
  Grubbs grubbs;
};

/// Flags for people: with three to seven assessors a false alarm is likely. `alpha` is the
/// significance of Grubbs' test, from 10^-9 to below 1. Refuses no values and any other `alpha`.
[[nodiscard]] Result<Outliers> outliers(std::vector<Fraction> const& values, Fraction const& alpha);

}  // namespace gozin::scoring
