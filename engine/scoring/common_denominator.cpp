#include "engine/scoring/common_denominator.hpp"

namespace gozin::scoring {

Integer common_denominator(std::vector<Fraction> const& values) {
  Integer common = 1;
  for (auto const& value : values) {
    Integer const bottom = denominator(value);
    // The remainder first: it is as short as the denominator, what it is taken of may be long.
    Integer const left = common % bottom;
    if (left != 0) common *= bottom / gcd(left, bottom);
  }
  return common;
}

Integer scaled(Fraction const& value, Integer const& denominator) {
  using boost::multiprecision::numerator;
  return numerator(value) * (denominator / boost::multiprecision::denominator(value));
}

std::vector<Integer> numerators_of(std::vector<Fraction> const& values) {
  auto const common = common_denominator(values);
  std::vector<Integer> whole;
  for (auto const& value : values) whole.push_back(scaled(value, common));
  return whole;
}

}  // namespace gozin::scoring
