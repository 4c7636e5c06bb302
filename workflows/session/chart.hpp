#pragma once

#include "engine/chart/chart.hpp"

namespace gozin::session {

/// The life of a session; its states stand above the chart in chart.cpp.
[[nodiscard]] chart::Chart session_chart();

}  // namespace gozin::session
