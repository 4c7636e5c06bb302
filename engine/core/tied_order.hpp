#pragma once

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace gozin {

/// From the highest score to the lowest, equal scores together, within them the order of ids.
template <class Id, class Score>
[[nodiscard]] std::vector<std::vector<Id>> tied_order(std::map<Id, Score> const& scores) {
  std::vector<std::pair<Id, Score>> sorted(scores.begin(), scores.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](auto const& left, auto const& right) { return right.second < left.second; });
  std::vector<std::vector<Id>> order;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (i == 0 || sorted[i].second != sorted[i - 1].second) order.emplace_back();
    order.back().push_back(sorted[i].first);
  }
  return order;
}

}  // namespace gozin
