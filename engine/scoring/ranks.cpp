#include "engine/scoring/ranks.hpp"

#include <algorithm>
#include <numeric>

namespace gozin::scoring {

std::vector<std::int64_t> doubled_midranks(std::vector<Fraction> const& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t left, std::size_t right) { return values[left] < values[right]; });

  std::vector<std::int64_t> ranks(values.size());
  for (std::size_t first = 0; first < order.size();) {
    auto last = first;
    while (last + 1 < order.size() && values[order[last + 1]] == values[order[first]]) ++last;
    for (auto i = first; i <= last; ++i)
      ranks[order[i]] = static_cast<std::int64_t>(first + last) + 2;
    first = last + 1;
  }
  return ranks;
}

}  // namespace gozin::scoring
