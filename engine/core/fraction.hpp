#pragma once

#include "engine/core/fraction_text.hpp"
#include "engine/core/result.hpp"

#include <string_view>

#include <boost/multiprecision/cpp_int.hpp>

namespace gozin {

/// An exact rational number of any size. What decides anything is computed with these. Without
/// expression templates: with them `auto const x = a * b` holds references to what is gone.
using Fraction = boost::multiprecision::number<boost::multiprecision::cpp_rational_backend,
                                               boost::multiprecision::et_off>;

[[nodiscard]] ExactText to_exact(Fraction const& value);

/// Reads an integer, a decimal (`0.35`) or a fraction (`7/20`), ASCII digits, optional minus, at
/// most 64 characters, denominator not zero; anything else is refused as
/// `field_must_have_its_type`.
[[nodiscard]] Result<Fraction> parse_fraction(std::string_view text);

}  // namespace gozin
