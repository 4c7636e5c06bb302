#include "engine/scoring/common_denominator.hpp"
#include "engine/scoring/real.hpp"
#include "engine/scoring/reliability.hpp"

#include <map>
#include <set>
#include <utility>

namespace gozin::scoring {
namespace {

/// How often a value stands somewhere; the value by its place among all, from the smallest on.
using Counts = std::vector<std::pair<std::size_t, std::int64_t>>;

struct Heap {
  Counts counts;
  std::int64_t size = 0;
};

Heap heap_of(std::map<std::size_t, std::int64_t> const& times) {
  Heap heap{.counts = {times.begin(), times.end()}};
  for (auto const& [value, count] : times) heap.size += count;
  return heap;
}

/// What stands in the rows that hold two or more.
struct Pairable {
  std::vector<Fraction> values;  ///< all different, rising
  std::vector<Heap> rows;
  Heap all;
};

Pairable pairable_of(Ratings const& ratings) {
  std::set<Fraction> different;
  std::vector<std::vector<Fraction>> rows;
  for (auto const& row : ratings) {
    std::vector<Fraction> given;
    for (auto const& rating : row)
      if (rating) given.push_back(*rating);
    if (given.size() < 2) continue;
    different.insert(given.begin(), given.end());
    rows.push_back(std::move(given));
  }
  std::map<Fraction, std::size_t> places;
  for (auto const& value : different) places.emplace(value, places.size());

  Pairable pairable{.values = {different.begin(), different.end()}, .rows = {}, .all = {}};
  std::map<std::size_t, std::int64_t> all;
  for (auto const& row : rows) {
    std::map<std::size_t, std::int64_t> times;
    for (auto const& value : row) ++times[places.at(value)];
    for (auto const& [place, count] : times) all[place] += count;
    pairable.rows.push_back(heap_of(times));
  }
  pairable.all = heap_of(all);
  return pairable;
}

/// Where the values stand on the scale of a metric, in whole steps of whatever length: what is
/// compared are ratios of squared distances.
std::vector<Integer> scale_of(Metric metric, Pairable const& pairable) {
  if (metric == Metric::interval) return numerators_of(pairable.values);
  // Where the middle of each value's ratings stands when all are put in a row, doubled.
  std::vector<Integer> middles;
  std::int64_t before = 0;
  for (auto const& [value, times] : pairable.all.counts) {
    middles.emplace_back(2 * before + times);
    before += times;
  }
  return middles;
}

/// The squared distances of all pairs in a heap, summed: n · Σx² - (Σx)².
class Spread {
 public:
  explicit Spread(std::vector<Integer> scale) : scale_{std::move(scale)} {
    for (auto const& place : scale_) squares_.push_back(place * place);
  }

  Integer operator()(Heap const& heap) const {
    Integer sum = 0, squares = 0;
    for (auto const& [value, times] : heap.counts) {
      sum += times * scale_[value];
      squares += times * squares_[value];
    }
    return heap.size * squares - sum * sum;
  }

 private:
  std::vector<Integer> scale_;
  std::vector<Integer> squares_;
};

/// The ordered pairs in a heap whose values differ.
Integer different_pairs(Heap const& heap) {
  Integer alike = 0;
  for (auto const& [value, times] : heap.counts) alike += times * times;
  return Integer{heap.size} * heap.size - alike;
}

/// 1 - observed / expected disagreement, that of a heap being the sum over its pairs.
template <class Disagreement>
Fraction alpha_of(Pairable const& pairable, Disagreement const& disagreement) {
  std::map<std::int64_t, Integer> by_size;
  for (auto const& row : pairable.rows) by_size[row.size] += disagreement(row);
  Fraction observed = 0;
  for (auto const& [size, sum] : by_size) observed += Fraction{sum} / (size - 1);
  auto const expected = Fraction{disagreement(pairable.all)} / (pairable.all.size - 1);
  return 1 - observed / expected;
}

/// Each pair of values has a denominator of its own, so that no sum of their distances stays short.
class RatioDistances {
 public:
  explicit RatioDistances(std::vector<Fraction> const& values) {
    squares_.reserve(values.size() * (values.size() - 1) / 2);
    for (std::size_t right = 0; right < values.size(); ++right)
      for (std::size_t left = 0; left < right; ++left)
        squares_.push_back(square_of(values[left], values[right]));
  }

  /// Summed over all pairs of a heap.
  Real operator()(Heap const& heap) const {
    Real sum = 0;
    for (auto const& [right, right_times] : heap.counts)
      for (auto const& [left, left_times] : heap.counts) {
        if (left >= right) break;
        sum += Real{left_times * right_times} * squares_[right * (right - 1) / 2 + left];
      }
    return sum;
  }

 private:
  /// The difference is taken exactly: of values that are nearly equal nothing else would be left.
  static Real square_of(Fraction const& left, Fraction const& right) {
    Integer const low = numerator(left) * denominator(right);
    Integer const high = numerator(right) * denominator(left);
    auto const ratio = Real{Integer{high - low}} / Real{Integer{high + low}};
    return ratio * ratio;
  }

  std::vector<Real> squares_;
};

}  // namespace

ExactStatistic krippendorff_alpha(Ratings const& ratings, Metric metric) {
  auto const pairable = pairable_of(ratings);
  if (pairable.rows.empty()) return Undefined::no_item_is_rated_twice;
  if (pairable.values.size() < 2) return Undefined::nothing_varies;
  if (metric == Metric::nominal) return alpha_of(pairable, different_pairs);
  return alpha_of(pairable, Spread{scale_of(metric, pairable)});
}

RootStatistic krippendorff_alpha_of_ratios(Ratings const& ratings) {
  auto const pairable = pairable_of(ratings);
  if (pairable.rows.empty()) return Undefined::no_item_is_rated_twice;
  if (pairable.values.front() < 0) return Undefined::values_are_negative;
  if (pairable.values.size() < 2) return Undefined::nothing_varies;

  RatioDistances const disagreement{pairable.values};
  Real observed = 0;
  for (auto const& row : pairable.rows) observed += disagreement(row) / Real{row.size - 1};
  auto const expected = disagreement(pairable.all) / Real{pairable.all.size - 1};
  return static_cast<double>(Real{Real{1} - observed / expected});
}

}  // namespace gozin::scoring
