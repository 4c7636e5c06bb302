#pragma once

#include "engine/chart/layout.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace gozin::chart {

inline constexpr int kLabelHeight = 14;
inline constexpr int kLaneGap = 8;

/// The transitions from one member of a group to another, by position in the group.
struct Link {
  std::size_t from = 0;
  std::size_t to = 0;
  std::vector<std::size_t> transitions = {};
  std::size_t lane = 0;

  [[nodiscard]] bool is_forward() const { return from < to; }
  [[nodiscard]] std::size_t length() const { return from < to ? to - from : from - to; }
};

/// The states directly inside one region, in a row or in a column, and how they are linked.
struct Group {
  std::optional<StateIndex> parent = {};
  std::vector<StateIndex> members = {};
  std::vector<Link> links = {};
  bool is_row = false;

  /// Whether the link runs in a lane beside the members; in a column neighbours are linked in the
  /// gap between them.
  [[nodiscard]] bool has_lane(Link const& link) const { return is_row || link.length() > 1; }
};

Group group_of(ChartModel const& model, std::optional<StateIndex> parent, std::size_t region);

/// Gives each link the innermost free lane on its side; shorter links lie nearer to the boxes.
void assign_lanes(Group& group);

/// Thickness of the lanes on one side, innermost first.
std::vector<int> lane_sizes(Group const& group, bool forward);

/// The middle of a lane, as a distance from the boxes, and of all lanes together their thickness.
int lane_offset(std::vector<int> const& sizes, std::size_t lane);
int total(std::vector<int> const& sizes);

/// Height of the gap below the member of a column: its links to the next one stand in it.
int gap_below(Group const& group, std::size_t member);

}  // namespace gozin::chart
