#pragma once

#include "engine/chart/chart.hpp"

namespace gozin::ruleset {

/// The life of a rule set; its states stand above the chart in chart.cpp.
[[nodiscard]] chart::Chart ruleset_chart();

}  // namespace gozin::ruleset
