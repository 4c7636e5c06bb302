#include "engine/scoring/means.hpp"

#include "engine/scoring/sheet.hpp"

#include <algorithm>

namespace gozin::scoring {

Result<Means> means(std::vector<Fraction> values, Fraction const& trim) {
  if (values.empty()) return Rejection{DataReason::values_must_be_given};
  if (trim < 0 || 2 * trim >= 1) return Rejection{DataReason::trim_must_lie_below_half};

  std::sort(values.begin(), values.end());
  auto const share = trim * Fraction{values.size()};
  auto const cut = static_cast<std::ptrdiff_t>(numerator(share) / denominator(share));
  std::vector<Fraction> const left(values.begin() + cut, values.end() - cut);
  auto winsorised = values;
  std::fill_n(winsorised.begin(), cut, left.front());
  std::fill_n(winsorised.rbegin(), cut, left.back());
  return Means{.mean = aggregate(Aggregation::mean, values),
               .median = aggregate(Aggregation::median, values),
               .trimmed = aggregate(Aggregation::mean, left),
               .winsorised = aggregate(Aggregation::mean, winsorised)};
}

}  // namespace gozin::scoring
