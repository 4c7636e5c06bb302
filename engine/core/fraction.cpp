#include "engine/core/fraction.hpp"

#include <algorithm>

#include <boost/multiprecision/cpp_bin_float.hpp>

namespace gozin {
namespace {

using Integer = boost::multiprecision::cpp_int;

constexpr std::size_t kLengthMax = 64;
constexpr int kExponentMax = 100;

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

Fraction from_exact(ExactText const& exact) { return Fraction{exact.text}; }

double approximate(Fraction const& value) {
  using Real = boost::multiprecision::cpp_bin_float_50;
  return static_cast<double>(Real{Real{numerator(value)} / Real{denominator(value)}});
}

Result<Fraction> parse_fraction(std::string_view text) {
  Rejection const refused{EngineReason::field_must_have_its_type, "exact number"};
  if (text.size() > kLengthMax) return refused;
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

Result<Fraction> parse_number(std::string_view text) {
  Rejection const beyond{EngineReason::input_must_not_exceed_limits, "number"};
  if (text.size() > kLengthMax) return beyond;
  auto const mark = text.find_first_of("eE");
  auto const mantissa = parse_fraction(text.substr(0, mark));
  if (!mantissa || text.find('/') != std::string_view::npos)
    return Rejection{EngineReason::field_must_have_its_type, "number"};
  if (mark == std::string_view::npos) return *mantissa;

  auto exponent = text.substr(mark + 1);
  bool const negative = exponent.starts_with('-');
  if (negative || exponent.starts_with('+')) exponent.remove_prefix(1);
  if (!all_digits(exponent)) return Rejection{EngineReason::field_must_have_its_type, "number"};
  auto const size = integer_of(exponent);
  if (size > kExponentMax) return beyond;
  Fraction const scale{power_of_ten(static_cast<std::size_t>(size))};
  return negative ? Fraction{*mantissa / scale} : Fraction{*mantissa * scale};
}

}  // namespace gozin
