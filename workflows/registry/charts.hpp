#pragma once

#include "engine/chart/chart.hpp"

namespace gozin::registry {

/// The charts of the register's streams; their states stand above each in charts.cpp.
[[nodiscard]] chart::Chart log_chart();
[[nodiscard]] chart::Chart person_chart();
[[nodiscard]] chart::Chart post_chart();
[[nodiscard]] chart::Chart budget_chart();
[[nodiscard]] chart::Chart body_chart();
[[nodiscard]] chart::Chart decrees_chart();

}  // namespace gozin::registry
