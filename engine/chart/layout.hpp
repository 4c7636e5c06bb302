#pragma once

#include "engine/chart/render.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace gozin::chart {

/// All lengths are pixels; x grows to the right also for a right-to-left picture, which is
/// mirrored only when it is written.
struct Point {
  int x = 0;
  int y = 0;
};

struct Frame {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
};

/// A line of text in a box; `index` is that of a transition, for permits that of an event.
struct BoxLine {
  enum class Kind { transition, stay, permits, permit };
  Kind kind = Kind::transition;
  std::size_t index = 0;
  Point start = {};
};

struct Box {
  Frame frame = {};
  std::vector<BoxLine> lines = {};
};

/// All transitions between two neighbours in one direction. The label is centred on its point, one
/// line an event, along the arrow if `upright` is set.
struct Arrow {
  StateIndex from = 0;
  StateIndex to = 0;
  std::vector<std::size_t> transitions = {};
  std::vector<Point> path = {};
  std::optional<Point> label = {};
  bool upright = false;
};

struct Divider {
  Point from = {};
  Point to = {};
};

/// Where everything stands; `boxes` by StateIndex.
struct Picture {
  int width = 0;
  int height = 0;
  std::vector<Box> boxes;
  std::vector<Arrow> arrows;
  std::vector<Divider> dividers;
};

/// Leaves next to each other make a row, anything larger a column. Forward arrows run above a row
/// and on the right of a column, backward ones below and on the left: no arrow ever crosses a box.
Picture lay_out(ChartModel const& model, Labels const& labels);

/// What a line says: `event → target`, or the event alone.
std::string text_of(ChartModel const& model, Labels const& labels, BoxLine const& line);

}  // namespace gozin::chart
