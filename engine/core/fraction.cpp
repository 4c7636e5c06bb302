#include "engine/core/fraction.hpp"

#include <algorithm>

namespace gozin {
namespace {

using Integer = boost::multiprecision::cpp_int;

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Integer integer_of(std::string_view digits) {
  Integer value = 0;
  for (char const c : digits) value = value * 10 + (c - '0');
  return value;
}

Integer power_of_ten(std::size_t exponent) {
  return boost::multiprecision::pow(Integer{10}, static_cast<unsigned>(exponent));
}

}  // namespace

ExactText to_exact(Fraction const& value) {
  auto const bottom = denominator(value);
  if (bottom == 1) return {numerator(value).str()};
  return {numerator(value).str() + "/" + bottom.str()};
}

Result<Fraction> parse_fraction(std::string_view text) {
  Rejection const refused{EngineReason::field_must_have_its_type, "exact number"};
  if (text.size() > 64) return refused;
  bool const negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);

  Fraction value;
  if (auto const slash = text.find('/'); slash != std::string_view::npos) {
    auto const top = text.substr(0, slash);
    auto const bottom = text.substr(slash + 1);
    if (!all_digits(top) || !all_digits(bottom) || integer_of(bottom) == 0) return refused;
    value = Fraction{integer_of(top), integer_of(bottom)};
  } else if (auto const dot = text.find('.'); dot != std::string_view::npos) {
    auto const whole = text.substr(0, dot);
    auto const decimals = text.substr(dot + 1);
    if (!all_digits(whole) || !all_digits(decimals)) return refused;
    value =
        Fraction{integer_of(whole)} + Fraction{integer_of(decimals), power_of_ten(decimals.size())};
  } else {
    if (!all_digits(text)) return refused;
    value = Fraction{integer_of(text)};
  }
  if (negative) value = -value;
  return value;
}

}  // namespace gozin
