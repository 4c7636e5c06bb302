#include "engine/chart/arrange.hpp"

#include <algorithm>
#include <numeric>

namespace gozin::chart {
namespace {

std::size_t place_in(std::vector<StateIndex> const& members, StateIndex state) {
  return static_cast<std::size_t>(std::ranges::find(members, state) - members.begin());
}

bool overlap(Link const& left, Link const& right) {
  return std::max(std::min(left.from, left.to), std::min(right.from, right.to)) <
         std::min(std::max(left.from, left.to), std::max(right.from, right.to));
}

int size_of(Link const& link) {
  return static_cast<int>(link.transitions.size()) * kLabelHeight + kLaneGap;
}

}  // namespace

Group group_of(ChartModel const& model, std::optional<StateIndex> parent, std::size_t region) {
  Group group{.parent = parent, .members = children(model, parent, region)};
  for (std::size_t i = 0; i < model.transitions.size(); ++i) {
    auto const& transition = model.transitions[i];
    if (!transition.target) continue;
    auto const span = span_of(model, transition.source, *transition.target);
    if (span.around != parent || model.states[span.left].region != region) continue;
    // A chart with a flaw may lead into another region; that has no arrow, only its line.
    if (model.states[span.entered].region != region) continue;
    Link link{.from = place_in(group.members, span.left),
              .to = place_in(group.members, span.entered)};
    auto known = std::ranges::find_if(group.links, [&](Link const& other) {
      return other.from == link.from && other.to == link.to;
    });
    if (known == group.links.end()) known = group.links.insert(known, link);
    known->transitions.push_back(i);
  }
  std::ranges::stable_sort(group.links, {}, &Link::length);
  return group;
}

void assign_lanes(Group& group) {
  for (auto link = group.links.begin(); link != group.links.end(); ++link) {
    if (link->length() == 0 || !group.has_lane(*link)) continue;
    auto const is_taken = [&](Link const& other) {
      return group.has_lane(other) && other.length() > 0 && other.lane == link->lane &&
             other.is_forward() == link->is_forward() && overlap(other, *link);
    };
    while (std::any_of(group.links.begin(), link, is_taken)) ++link->lane;
  }
}

std::vector<int> lane_sizes(Group const& group, bool forward) {
  std::vector<int> sizes;
  for (auto const& link : group.links) {
    if (link.length() == 0 || !group.has_lane(link) || link.is_forward() != forward) continue;
    if (sizes.size() <= link.lane) sizes.resize(link.lane + 1, 0);
    sizes[link.lane] = std::max(sizes[link.lane], size_of(link));
  }
  return sizes;
}

int lane_offset(std::vector<int> const& sizes, std::size_t lane) {
  auto const inner = std::accumulate(sizes.begin(), sizes.begin() + static_cast<int>(lane), 0);
  return inner + kLaneGap;
}

int total(std::vector<int> const& sizes) {
  return sizes.empty() ? 0 : std::accumulate(sizes.begin(), sizes.end(), kLaneGap);
}

int gap_below(Group const& group, std::size_t member) {
  int gap = 16;
  for (auto const& link : group.links)
    if (link.length() == 1 && std::min(link.from, link.to) == member)
      gap = std::max(gap, size_of(link) + kLaneGap);
  return gap;
}

}  // namespace gozin::chart
