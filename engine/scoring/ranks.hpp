#pragma once

#include "engine/core/fraction.hpp"

#include <cstdint>
#include <vector>

namespace gozin::scoring {

/// Twice the rank of each value, from the smallest (2) on; equal values share the mean of their
/// ranks, which is a whole number once it is doubled.
[[nodiscard]] std::vector<std::int64_t> doubled_midranks(std::vector<Fraction> const& values);

}  // namespace gozin::scoring
