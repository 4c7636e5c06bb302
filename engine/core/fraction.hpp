#pragma once

#include "engine/core/result.hpp"

#include <compare>
#include <string>
#include <string_view>

#include <boost/multiprecision/cpp_int.hpp>

namespace gozin {

/// An exact rational number of any size. What decides anything is computed with these.
using Fraction = boost::multiprecision::cpp_rational;

/// An exact number as it stands in events, rule sets and answers: `p/q` in lowest terms with q > 1,
/// or an integer. Compared for identity only; arithmetic is done on `Fraction`.
struct ExactText {
  std::string text = "0";
  friend auto operator<=>(ExactText const&, ExactText const&) = default;
};

[[nodiscard]] ExactText to_exact(Fraction const& value);

/// Reads an integer, a decimal (`0.35`) or a fraction (`7/20`), ASCII digits, optional minus, at
/// most 64 characters, denominator not zero; anything else is refused as
/// `field_must_have_its_type`.
[[nodiscard]] Result<Fraction> parse_fraction(std::string_view text);

}  // namespace gozin
