#include "engine/scoring/correlation.hpp"

#include "engine/scoring/common_denominator.hpp"
#include "engine/scoring/ranks.hpp"
#include "engine/scoring/real.hpp"

#include <cstdint>
#include <numeric>

namespace gozin::scoring {
namespace {

constexpr std::size_t kLengthMax = 10'000;

using Ranks = std::vector<std::int64_t>;

/// top / √(left · right)
RootStatistic over_root(Fraction const& top, Fraction const& left, Fraction const& right) {
  if (left == 0 || right == 0) return Undefined::nothing_varies;
  auto const root = root_of(top * top / (left * right));
  return top < 0 ? -root : root;
}

/// The values over their common denominator, times their number, from their mean: whole numbers.
std::vector<Integer> deviations(std::vector<Fraction> const& values) {
  auto whole = numerators_of(values);
  Integer const sum = std::accumulate(whole.begin(), whole.end(), Integer{0});
  for (auto& value : whole) value = value * values.size() - sum;
  return whole;
}

RootStatistic pearson(std::vector<Fraction> const& x, std::vector<Fraction> const& y) {
  auto const from_x = deviations(x);
  auto const from_y = deviations(y);
  Integer both = 0, squares_x = 0, squares_y = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    both += from_x[i] * from_y[i];
    squares_x += from_x[i] * from_x[i];
    squares_y += from_y[i] * from_y[i];
  }
  return over_root(Fraction{both}, Fraction{squares_x}, Fraction{squares_y});
}

int sign_of(std::int64_t value) { return (value > 0) - (value < 0); }

RootStatistic kendall(Ranks const& x, Ranks const& y) {
  std::int64_t agreeing = 0, apart_x = 0, apart_y = 0;
  for (std::size_t i = 0; i < x.size(); ++i)
    for (std::size_t j = i + 1; j < x.size(); ++j) {
      auto const in_x = sign_of(x[i] - x[j]);
      auto const in_y = sign_of(y[i] - y[j]);
      agreeing += in_x * in_y;
      apart_x += in_x != 0;
      apart_y += in_y != 0;
    }
  return over_root(agreeing, apart_x, apart_y);
}

}  // namespace

Result<Correlations> correlate(std::vector<Fraction> const& x, std::vector<Fraction> const& y) {
  if (x.empty() || y.empty()) return Rejection{DataReason::values_must_be_given};
  if (x.size() != y.size()) return Rejection{DataReason::lists_must_be_equally_long};
  if (x.size() > kLengthMax) return Rejection{DataReason::size_must_not_exceed_limits};
  if (x.size() < 2) {
    auto const why = Undefined::two_values_are_needed;
    return Correlations{why, why, why};
  }
  auto const ranks_x = doubled_midranks(x);
  auto const ranks_y = doubled_midranks(y);
  return Correlations{
      .pearson = pearson(x, y),
      .spearman = pearson({ranks_x.begin(), ranks_x.end()}, {ranks_y.begin(), ranks_y.end()}),
      .kendall = kendall(ranks_x, ranks_y)};
}

}  // namespace gozin::scoring
