#pragma once

#include "engine/core/result.hpp"
#include "engine/scoring/statistic.hpp"

#include <vector>

namespace gozin::scoring {

struct Means {
  Fraction mean;
  Fraction median;
  Fraction trimmed;     ///< the mean of what is left
  Fraction winsorised;  ///< the mean when what is cut takes the value of its nearest neighbour left
};

/// `trim` is the share that is cut at each end, in [0, 1/2), of which whole values only are cut:
/// 1/20 of 39 values is one. Refuses no values and any other share.
[[nodiscard]] Result<Means> means(std::vector<Fraction> values, Fraction const& trim);

}  // namespace gozin::scoring
