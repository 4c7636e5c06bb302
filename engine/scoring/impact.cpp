#include "engine/scoring/impact.hpp"

#include "engine/scoring/real.hpp"

#include <algorithm>
#include <string>

namespace gozin::scoring {
namespace {

constexpr std::int64_t kTotalMax = 1'000'000;

Fraction rate_of(SelectedOf const& group) { return {group.selected, group.total}; }

std::optional<Rejection> fault_of(std::vector<SelectedOf> const& groups) {
  if (groups.size() < 2) return Rejection{DataReason::groups_must_be_several};
  for (std::size_t i = 0; i < groups.size(); ++i) {
    auto const at = "/" + std::to_string(i);
    if (groups[i].total > kTotalMax)
      return Rejection{DataReason::size_must_not_exceed_limits, at + "/total"};
    if (groups[i].total < 1) return Rejection{DataReason::group_must_have_members, at + "/total"};
    if (groups[i].selected < 0 || groups[i].selected > groups[i].total)
      return Rejection{DataReason::selected_must_not_exceed_total, at + "/selected"};
  }
  return std::nullopt;
}

/// Goes through all tables with these margins, outwards from the observed one, whose weight is one.
/// With fifty digits a table that is exactly as likely is told from one that is nearly so, which
/// probabilities in floating point are not.
double fisher(SelectedOf const& left, SelectedOf const& right) {
  auto const selected = left.selected + right.selected;
  auto const least = std::max<std::int64_t>(0, selected - right.total);
  auto const most = std::min(left.total, selected);
  // Likelier by this when one more of the selected belongs to the left group.
  auto const step = [&](std::int64_t k) {
    return Real{(left.total - k) * (selected - k)} /
           Real{(k + 1) * (right.total - selected + k + 1)};
  };
  static Real const as_likely = Real{1} + Real{"1e-30"};
  Real all = 1, no_likelier = 1;
  auto const add = [&](Real const& weight) {
    all += weight;
    if (weight <= as_likely) no_likelier += weight;
  };
  Real weight = 1;
  for (auto k = left.selected; k < most; ++k) add(weight *= step(k));
  weight = 1;
  for (auto k = left.selected; k > least; --k) add(weight /= step(k - 1));
  return static_cast<double>(Real{no_likelier / all});
}

RootStatistic pooled_z(SelectedOf const& high, SelectedOf const& low) {
  auto const rate = Fraction{high.selected + low.selected, high.total + low.total};
  auto const variance = rate * (1 - rate) * (Fraction{1, high.total} + Fraction{1, low.total});
  if (variance == 0) return Undefined::nothing_varies;
  auto const difference = rate_of(high) - rate_of(low);
  return root_of(difference * difference / variance);
}

bool is_enough(SelectedOf const& left, SelectedOf const& right) {
  auto const selected = left.selected + right.selected;
  auto const all = left.total + right.total;
  for (auto const total : {left.total, right.total})
    for (auto const column : {selected, all - selected})
      if (total * column < 5 * all) return false;
  return true;
}

}  // namespace

Result<Impact> adverse_impact(std::vector<SelectedOf> const& groups) {
  if (auto const fault = fault_of(groups)) return *fault;
  auto const [low, first_high] = std::minmax_element(
      groups.begin(), groups.end(),
      [](auto const& left, auto const& right) { return rate_of(left) < rate_of(right); });
  auto const best = rate_of(*first_high);
  auto const high = std::find_if(groups.begin(), groups.end(),
                                 [&](auto const& group) { return rate_of(group) == best; });
  auto const other = low == high ? std::next(high) : low;

  Impact impact{.ratios = {},
                .highest = static_cast<std::size_t>(high - groups.begin()),
                .lowest = static_cast<std::size_t>(other - groups.begin()),
                .fisher_p = fisher(*high, *other),
                .z = pooled_z(*high, *other),
                .enough_data = is_enough(*high, *other)};
  for (auto const& group : groups) {
    auto const rate = rate_of(group);
    impact.ratios.push_back(best == 0 ? std::nullopt : std::optional<Fraction>{rate / best});
    impact.four_fifths = impact.four_fifths && 5 * rate >= 4 * best;
  }
  return impact;
}

}  // namespace gozin::scoring
