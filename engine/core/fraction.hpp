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

/// Reads back what `to_exact` wrote, of any length.
[[nodiscard]] Fraction from_exact(ExactText const& exact);

/// The nearest floating-point number, infinite beyond its range: to be shown, never to decide with.
[[nodiscard]] double approximate(Fraction const& value);

/// Reads an integer, a decimal (`0.35`) or a fraction (`7/20`), ASCII digits, optional minus, at
/// most 64 characters, denominator not zero; anything else is refused as
/// `field_must_have_its_type`.
[[nodiscard]] Result<Fraction> parse_fraction(std::string_view text);

/// Reads a number as JSON writes it, exponent included (`-1.5e-3`), exactly. Refuses more than 64
/// characters and exponents beyond ±100 as `input_must_not_exceed_limits`, anything that is no
/// number as `field_must_have_its_type`.
[[nodiscard]] Result<Fraction> parse_number(std::string_view text);

}  // namespace gozin
