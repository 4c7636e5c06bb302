#include "engine/scoring/reliability.hpp"

#include <functional>
#include <map>

namespace gozin::scoring {
namespace {

/// How often each value stands in the rows that hold two or more, and in each of these rows.
struct Pairable {
  using Counts = std::map<Fraction, std::int64_t>;
  std::vector<Counts> rows;
  Counts all;
  std::int64_t total = 0;
};

Pairable pairable_of(Ratings const& ratings) {
  Pairable pairable;
  for (auto const& row : ratings) {
    Pairable::Counts counts;
    std::int64_t size = 0;
    for (auto const& rating : row) {
      if (!rating) continue;
      ++counts[*rating];
      ++size;
    }
    if (size < 2) continue;
    for (auto const& [value, times] : counts) pairable.all[value] += times;
    pairable.total += size;
    pairable.rows.push_back(std::move(counts));
  }
  return pairable;
}

using Distance = std::function<Fraction(Fraction const&, Fraction const&)>;

Fraction square(Fraction const& value) { return value * value; }

/// The squared difference of two values that are not equal, the first being the smaller.
Distance distance_of(Metric metric, Pairable::Counts const& all) {
  switch (metric) {
    case Metric::nominal:
      return [](auto const&, auto const&) { return Fraction{1}; };
    case Metric::interval:
      return [](auto const& left, auto const& right) { return square(right - left); };
    case Metric::ratio:
      return [](auto const& left, auto const& right) {
        return square((right - left) / (right + left));
      };
    case Metric::ordinal:
      break;
  }
  // Where the middle of each value's ratings stands when all are put in a row.
  Pairable::Counts doubled_middles;
  std::int64_t before = 0;
  for (auto const& [value, times] : all) {
    doubled_middles[value] = 2 * before + times;
    before += times;
  }
  return [middles = std::move(doubled_middles)](auto const& left, auto const& right) {
    return square(Fraction{middles.at(right) - middles.at(left), 2});
  };
}

Fraction disagreement(Pairable::Counts const& counts, Distance const& distance) {
  Fraction sum = 0;
  for (auto left = counts.begin(); left != counts.end(); ++left)
    for (auto right = std::next(left); right != counts.end(); ++right)
      sum += left->second * right->second * distance(left->first, right->first);
  return sum;
}

}  // namespace

ExactStatistic krippendorff_alpha(Ratings const& ratings, Metric metric) {
  auto const pairable = pairable_of(ratings);
  if (pairable.rows.empty()) return Undefined::no_item_is_rated_twice;
  if (metric == Metric::ratio && pairable.all.begin()->first < 0)
    return Undefined::values_are_negative;
  auto const distance = distance_of(metric, pairable.all);

  auto const expected = disagreement(pairable.all, distance) / (pairable.total - 1);
  if (expected == 0) return Undefined::nothing_varies;
  Fraction observed = 0;
  for (auto const& row : pairable.rows) {
    std::int64_t size = 0;
    for (auto const& [value, times] : row) size += times;
    observed += disagreement(row, distance) / (size - 1);
  }
  return Fraction{1 - observed / expected};
}

}  // namespace gozin::scoring
