#pragma once

#include "engine/chart/model.hpp"

#include <string>
#include <vector>

namespace gozin::chart {

/// What is wrong with a chart, one sentence each, for its author; empty for a sound chart. A test
/// of every workflow expects none: position, accepts() and next() are promised for sound charts.
///
/// Found: more states than a Position holds · a name used twice, or by a state and an event · an
/// event that several regions, or a state and a region inside it, would take (Boost asks them in an
/// order that changes) · two reactions of one state to one event · a transition from one region
/// into its neighbour, or one that re-enters all regions of a state or the whole chart · permits
/// that name an event nobody takes · a state that no accepted events lead to.
std::vector<std::string> flaws(ChartModel const& model);

}  // namespace gozin::chart
