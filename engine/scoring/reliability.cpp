#include "engine/scoring/reliability.hpp"

#include "engine/scoring/common_denominator.hpp"
#include "engine/scoring/ranks.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace gozin::scoring {
namespace {

constexpr std::size_t kPlacesMax = 20'000;
constexpr std::size_t kDifferentMax = 1'000;
/// Of all places over their common denominator.
constexpr std::size_t kBitsMax = 64'000'000;

using Table = std::vector<std::vector<Fraction>>;

std::optional<Undefined> obstacle(Ratings const& ratings) {
  if (ratings.size() < 2) return Undefined::two_items_are_needed;
  if (ratings.front().size() < 2) return Undefined::two_raters_are_needed;
  for (auto const& row : ratings)
    if (std::find(row.begin(), row.end(), std::nullopt) != row.end())
      return Undefined::ratings_are_missing;
  return std::nullopt;
}

Table table_of(Ratings const& ratings) {
  Table table;
  for (auto const& row : ratings) {
    auto& values = table.emplace_back();
    for (auto const& rating : row) values.push_back(*rating);
  }
  return table;
}

bool is_constant(Table const& table) {
  return std::all_of(table.begin(), table.end(), [&](std::vector<Fraction> const& row) {
    return std::all_of(row.begin(), row.end(),
                       [&](Fraction const& value) { return value == table.front().front(); });
  });
}

Fraction count_of(std::size_t size) { return Fraction{size}; }

/// The mean squares of the analysis of variance of a whole table, in one unit: what is asked of
/// them are ratios.
struct MeanSquares {
  Integer between;   ///< items
  Integer within;    ///< within items
  Integer raters;    ///< columns
  Integer residual;  ///< what neither items nor raters explain
};

/// A correlation does not ask for the unit of the ratings either: they are taken over their common
/// denominator.
MeanSquares mean_squares(Table const& table) {
  std::set<Fraction> different;
  for (auto const& row : table) different.insert(row.begin(), row.end());
  auto const denominator = common_denominator({different.begin(), different.end()});

  Integer const n = table.size();
  Integer const k = table.front().size();
  Integer sum = 0, squares = 0, rows = 0, columns = 0;
  std::vector<Integer> column_sums(table.front().size());
  for (auto const& row : table) {
    Integer row_sum = 0;
    for (std::size_t j = 0; j < row.size(); ++j) {
      auto const value = scaled(row[j], denominator);
      row_sum += value;
      column_sums[j] += value;
      squares += value * value;
    }
    rows += row_sum * row_sum;
    sum += row_sum;
  }
  for (auto const& column : column_sums) columns += column * column;

  // Each of them times nk(n-1)(k-1).
  Integer const of_items = n * rows - sum * sum;
  Integer const of_raters = k * columns - sum * sum;
  Integer const of_rest = k * squares - rows;
  return {.between = of_items * (k - 1),
          .within = of_rest * (n - 1),
          .raters = of_raters * (n - 1),
          .residual = n * of_rest - of_raters};
}

/// Why a ratio of mean squares has nothing to be divided by.
Undefined cause_of(MeanSquares const& squares) {
  if (squares.between != 0) return Undefined::variances_cancel_out;
  return squares.within == 0 ? Undefined::nothing_varies : Undefined::item_means_are_equal;
}

}  // namespace

std::optional<Rejection> find_fault(Ratings const& ratings) {
  if (ratings.empty()) return Rejection{DataReason::values_must_be_given};
  std::set<Fraction> different;
  for (std::size_t i = 0; i < ratings.size(); ++i) {
    auto const at = "/" + std::to_string(i);
    if (ratings[i].empty()) return Rejection{DataReason::values_must_be_given, at};
    if (ratings[i].size() != ratings.front().size())
      return Rejection{DataReason::rows_must_be_equally_long, at};
    if ((i + 1) * ratings[i].size() > kPlacesMax)
      return Rejection{DataReason::size_must_not_exceed_limits, at};
    for (auto const& rating : ratings[i])
      if (rating) different.insert(*rating);
    if (different.size() > kDifferentMax)
      return Rejection{DataReason::size_must_not_exceed_limits, at};
  }
  auto const bits = msb(common_denominator({different.begin(), different.end()})) + 1;
  if (bits * ratings.size() * ratings.front().size() > kBitsMax)
    return Rejection{DataReason::size_must_not_exceed_limits};
  return std::nullopt;
}

Icc icc(Ratings const& ratings) {
  if (auto const why = obstacle(ratings)) return {*why, *why, *why, *why, *why, *why};
  auto const squares = mean_squares(table_of(ratings));
  auto const ratio = [&](Integer const& top, Integer const& bottom) -> ExactStatistic {
    if (bottom == 0) return cause_of(squares);
    return Fraction{top} / Fraction{bottom};
  };
  Integer const n = ratings.size();
  Integer const k = ratings.front().size();
  auto const& [between, within, raters, residual] = squares;
  auto const above = between - residual;
  return {.icc_1_1 = ratio(between - within, between + (k - 1) * within),
          .icc_2_1 = ratio(n * above, n * (between + (k - 1) * residual) + k * (raters - residual)),
          .icc_3_1 = ratio(above, between + (k - 1) * residual),
          .icc_1_k = ratio(between - within, between),
          .icc_2_k = ratio(n * above, n * between + raters - residual),
          .icc_3_k = ratio(above, between)};
}

ExactStatistic kendall_w(Ratings const& ratings) {
  if (auto const why = obstacle(ratings)) return *why;
  auto const table = table_of(ratings);
  auto const items = table.size();
  auto const n = count_of(items);
  auto const m = count_of(table.front().size());

  std::vector<std::int64_t> sums(items);
  Fraction ties = 0;
  for (std::size_t rater = 0; rater < table.front().size(); ++rater) {
    std::vector<Fraction> values;
    for (auto const& row : table) values.push_back(row[rater]);
    std::map<Fraction, std::int64_t> equal;
    for (auto const& value : values) ++equal[value];
    for (auto const& [value, times] : equal) ties += Fraction{times} * times * times - times;
    auto const ranks = doubled_midranks(values);
    for (std::size_t i = 0; i < items; ++i) sums[i] += ranks[i];
  }
  // Ranks are doubled, so are their mean and, fourfold, the squares.
  auto const mean = m * (n + 1);
  Fraction spread = 0;
  for (auto const sum : sums) spread += (sum - mean) * (sum - mean);
  auto const most = m * m * (n * n * n - n) - m * ties;
  if (most == 0)
    return is_constant(table) ? Undefined::nothing_varies : Undefined::item_means_are_equal;
  return 3 * spread / most;
}

ExactStatistic fleiss_kappa(Ratings const& ratings) {
  std::map<Fraction, std::int64_t> categories;
  Fraction agreement = 0;
  std::optional<std::int64_t> times;
  for (auto const& row : ratings) {
    std::map<Fraction, std::int64_t> counts;
    for (auto const& rating : row)
      if (rating) ++counts[*rating];
    std::int64_t here = 0, pairs = 0;
    for (auto const& [category, count] : counts) {
      here += count;
      pairs += count * (count - 1);
      categories[category] += count;
    }
    if (times && *times != here) return Undefined::items_are_rated_unequally_often;
    if (here < 2) return Undefined::two_raters_are_needed;
    times = here;
    agreement += Fraction{pairs, here * (here - 1)};
  }
  auto const all = count_of(ratings.size()) * *times;
  Fraction chance = 0;
  for (auto const& [category, count] : categories) chance += count / all * (count / all);
  if (chance == 1) return Undefined::nothing_varies;
  return (agreement / count_of(ratings.size()) - chance) / (1 - chance);
}

}  // namespace gozin::scoring
