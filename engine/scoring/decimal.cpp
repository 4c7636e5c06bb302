#include "engine/scoring/decimal.hpp"

namespace gozin::scoring {

std::string decimal(Fraction const& value) {
  using boost::multiprecision::denominator;
  using boost::multiprecision::numerator;
  constexpr std::size_t digits = 6;
  constexpr std::int64_t scale = 1'000'000;
  Fraction const size = value < 0 ? Fraction{-value} : value;
  Fraction const shifted = size * scale + Fraction{1, 2};
  auto text = boost::multiprecision::cpp_int{numerator(shifted) / denominator(shifted)}.str();
  if (text.size() <= digits) text.insert(0, digits + 1 - text.size(), '0');
  text.insert(text.size() - digits, ".");
  return value < 0 && shifted >= 1 ? "-" + text : text;
}

std::string decimal(double value) { return decimal(Fraction{value}); }

}  // namespace gozin::scoring
