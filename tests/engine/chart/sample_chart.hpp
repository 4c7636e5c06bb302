#pragma once

#include "engine/chart/chart.hpp"

namespace gozin::chart {

/// A small procedure with all that the real ones use: nested states, two pairs of regions, a join
/// event, a suspension by permits, end states.
Chart sample_chart();

/// The same three states; `extended` has one transition more: Amended, Filed -> Drafted.
Chart short_chart();
Chart extended_chart();

/// An event that both regions list, and a transition out of one of two regions.
Chart rival_chart();

}  // namespace gozin::chart
