#pragma once

#include "engine/chart/chart.hpp"

namespace gozin::appointment {

/// The life of a case; the tree of its states stands above the chart in chart.cpp.
[[nodiscard]] chart::Chart const& case_chart();

}  // namespace gozin::appointment
