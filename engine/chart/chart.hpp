#pragma once

#include "engine/chart/model.hpp"

#include <memory>

namespace gozin::chart {

/// A running Boost.Statechart machine, hidden so that its headers stay in the workflow's chart.cpp.
/// Not copyable: to go back in time, start another one and replay.
class Machine {
 public:
  virtual ~Machine() = default;
  /// Gives the event to the machine; false if no active state reacted (nothing has moved then).
  /// `permits` are not asked: accepts() has done that before. std::out_of_range for an index that
  /// is not the model's.
  virtual bool process(EventIndex event) = 0;
  [[nodiscard]] virtual Position position() const = 0;
};

/// A workflow's statechart: what it says, and how to run it. Both live as long as the program.
struct Chart {
  ChartModel const& model;
  std::unique_ptr<Machine> (*start)();
};

}  // namespace gozin::chart
