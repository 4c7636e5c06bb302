#include "engine/scoring/outliers.hpp"

#include "engine/scoring/common_denominator.hpp"
#include "engine/scoring/real.hpp"
#include "engine/scoring/sheet.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <boost/math/distributions/students_t.hpp>

namespace gozin::scoring {
namespace {

std::vector<Fraction> modified_z(std::vector<Fraction> const& values) {
  auto const middle = aggregate(Aggregation::median, values);
  std::vector<Fraction> distances;
  for (auto const& value : values) distances.push_back(abs(value - middle));
  auto const mad = aggregate(Aggregation::median, distances);
  auto const mean_distance = aggregate(Aggregation::mean, distances);

  Fraction scale = 0;
  if (mad > 0)
    scale = Fraction{6'745, 10'000} / mad;
  else if (mean_distance > 0)
    scale = Fraction{1'000'000, 1'253'314} / mean_distance;
  std::vector<Fraction> scores;
  for (auto const& value : values) scores.push_back((value - middle) * scale);
  return scores;
}

double critical_value(std::size_t size, double alpha) {
  auto const n = static_cast<double>(size);
  boost::math::students_t const distribution{n - 2};
  auto const t = quantile(complement(distribution, alpha / (2 * n)));
  // t may be as large as its square is not.
  return (n - 1) / std::sqrt(n) / std::sqrt((n - 2) / t / t + 1);
}

Grubbs grubbs(std::vector<Fraction> const& values, double alpha) {
  if (values.size() < 3)
    return {Undefined::three_values_are_needed, Undefined::three_values_are_needed};
  auto const critical = critical_value(values.size(), alpha);
  // Each value times their number and their common denominator: whole numbers, and the same g.
  auto const whole = numerators_of(values);
  Integer const n = values.size();
  Integer const sum = std::accumulate(whole.begin(), whole.end(), Integer{0});
  Integer squares = 0;
  Integer farthest = 0;
  for (auto const& value : whole) {
    Integer const distance = n * value - sum;
    Integer const square = distance * distance;
    squares += square;
    farthest = std::max(farthest, square);
  }
  if (squares == 0) return {Undefined::nothing_varies, critical};
  auto const g = root_of(Fraction{farthest * (n - 1)} / Fraction{squares});
  return {g, critical, g > critical};
}

}  // namespace

Result<Outliers> outliers(std::vector<Fraction> const& values, Fraction const& alpha) {
  static Fraction const least{1, 1'000'000'000};
  static Fraction const threshold{7, 2};
  if (values.empty()) return Rejection{DataReason::values_must_be_given};
  if (alpha < least || alpha >= 1)
    return Rejection{DataReason::significance_must_lie_between_zero_and_one};

  Outliers found{.modified_z = modified_z(values),
                 .flagged = {},
                 .grubbs = grubbs(values, static_cast<double>(to_real(alpha)))};
  for (std::size_t i = 0; i < values.size(); ++i)
    if (abs(found.modified_z[i]) > threshold) found.flagged.push_back(i);
  return found;
}

}  // namespace gozin::scoring
