#include "engine/scoring/reliability.hpp"

#include "engine/scoring/ranks.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace gozin::scoring {
namespace {

constexpr std::size_t kPlacesMax = 20'000;
constexpr std::size_t kDifferentMax = 1'000;

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

Fraction square(Fraction const& value) { return value * value; }

Fraction count_of(std::size_t size) { return Fraction{size}; }

/// The mean squares of the analysis of variance of a whole table.
struct MeanSquares {
  Fraction between;   ///< items
  Fraction within;    ///< within items
  Fraction raters;    ///< columns
  Fraction residual;  ///< what neither items nor raters explain
};

MeanSquares mean_squares(Table const& table) {
  auto const n = count_of(table.size());
  auto const k = count_of(table.front().size());
  Fraction sum = 0, squares = 0, rows = 0, columns = 0;
  std::vector<Fraction> column_sums(table.front().size());
  for (auto const& row : table) {
    Fraction row_sum = 0;
    for (std::size_t j = 0; j < row.size(); ++j) {
      row_sum += row[j];
      column_sums[j] += row[j];
      squares += square(row[j]);
    }
    rows += square(row_sum);
    sum += row_sum;
  }
  for (auto const& column : column_sums) columns += square(column);

  auto const correction = square(sum) / (n * k);
  auto const between = rows / k - correction;
  auto const raters = columns / n - correction;
  auto const within = squares - correction - between;
  return {.between = between / (n - 1),
          .within = within / (n * (k - 1)),
          .raters = raters / (k - 1),
          .residual = (within - raters) / ((n - 1) * (k - 1))};
}

ExactStatistic ratio(Fraction const& top, Fraction const& bottom) {
  if (bottom == 0) return Undefined::nothing_varies;
  return Fraction{top / bottom};
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
  if (different.empty()) return Rejection{DataReason::values_must_be_given};
  return std::nullopt;
}

Icc icc(Ratings const& ratings) {
  if (auto const why = obstacle(ratings)) return {*why, *why, *why, *why, *why, *why};
  auto const squares = mean_squares(table_of(ratings));
  auto const n = count_of(ratings.size());
  auto const k = count_of(ratings.front().size());
  auto const& [between, within, raters, residual] = squares;
  return {.icc_1_1 = ratio(between - within, between + (k - 1) * within),
          .icc_2_1 =
              ratio(between - residual, between + (k - 1) * residual + k * (raters - residual) / n),
          .icc_3_1 = ratio(between - residual, between + (k - 1) * residual),
          .icc_1_k = ratio(between - within, between),
          .icc_2_k = ratio(between - residual, between + (raters - residual) / n),
          .icc_3_k = ratio(between - residual, between)};
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
  for (auto const sum : sums) spread += square(sum - mean);
  return ratio(3 * spread, m * m * (n * n * n - n) - m * ties);
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
  for (auto const& [category, count] : categories) chance += square(count / all);
  return ratio(agreement / count_of(ratings.size()) - chance, 1 - chance);
}

}  // namespace gozin::scoring
