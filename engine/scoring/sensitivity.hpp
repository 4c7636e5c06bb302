#pragma once

#include "engine/core/result.hpp"
#include "engine/scoring/statistic.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace gozin::scoring {

/// The relative change of one weight, the others as they are, at which two alternatives have the
/// same weighted sum (E. Triantaphyllou and A. Sánchez, "A sensitivity analysis approach for some
/// deterministic multi-criteria decision-making methods", Decision Sciences 28, 1997; there a
/// positive change is a fall).
struct WeightChange {
  std::size_t criterion = 0;
  std::size_t first = 0;
  std::size_t second = 0;
  Fraction percent;       ///< of the weight; negative: it falls
  bool feasible = false;  ///< the weight stays 0 or more
};

/// The change of least size beyond which an order is turned; above -100, where nothing is beyond.
struct Flip {
  WeightChange change;
  std::size_t to = 0;  ///< who comes out ahead
};

struct Sensitivity {
  std::vector<std::size_t> winners;   ///< more than one when they are equal
  std::vector<WeightChange> changes;  ///< by criterion, then by pair; none for pairs that a weight
                                      ///< cannot move and for weights of 0
  std::optional<Flip> winner_flips_at = std::nullopt;  ///< nothing while several share the first
                                                       ///< place
  std::optional<Flip> any_flip_at = std::nullopt;
};

/// All exact. Weights are 0 or more and need not sum to one. Refuses nothing to weigh, rows of
/// other lengths, negative weights, and more than 100,000 changes.
[[nodiscard]] Result<Sensitivity> sensitivity(
    std::vector<Fraction> const& weights, std::vector<std::vector<Fraction>> const& alternatives);

}  // namespace gozin::scoring
