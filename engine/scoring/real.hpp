#pragma once

#include "engine/core/fraction.hpp"

#include <boost/multiprecision/cpp_bin_float.hpp>

namespace gozin::scoring {

/// Fifty digits and an exponent of 31 bits: what has roots in it neither overflows nor loses the
/// digits that tell equal from nearly equal. Within this folder only.
using Real = boost::multiprecision::number<boost::multiprecision::cpp_bin_float<50>,
                                           boost::multiprecision::et_off>;

/// Two results of the same computation that differ by less are equal but for rounding.
[[nodiscard]] inline bool is_noise(Real const& difference) {
  return abs(difference) < Real{"1e-30"};
}

[[nodiscard]] Real to_real(Fraction const& value);

/// The root of an exact square, which must not be negative.
[[nodiscard]] double root_of(Fraction const& square);

}  // namespace gozin::scoring
