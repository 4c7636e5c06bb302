#pragma once

#include "engine/core/fraction.hpp"

#include <vector>

namespace gozin::scoring {

/// A whole number of any size.
using Integer = boost::multiprecision::number<boost::multiprecision::cpp_int_backend<>,
                                              boost::multiprecision::et_off>;

/// The least common denominator; 1 of no values. Sums of fractions with a denominator each take
/// minutes where sums of whole numbers over one denominator take none.
[[nodiscard]] Integer common_denominator(std::vector<Fraction> const& values);

/// The value times a multiple of its denominator.
[[nodiscard]] Integer scaled(Fraction const& value, Integer const& denominator);

/// All values over their common denominator: their numerators.
[[nodiscard]] std::vector<Integer> numerators_of(std::vector<Fraction> const& values);

}  // namespace gozin::scoring
