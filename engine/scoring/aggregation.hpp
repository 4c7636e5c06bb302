#pragma once

#include "engine/core/named_enum.hpp"

namespace gozin::scoring {

#define GOZIN_SCORING_AGGREGATIONS(X) X(mean) X(median) X(trimmed_mean)
GOZIN_NAMED_ENUM(Aggregation, GOZIN_SCORING_AGGREGATIONS)

}  // namespace gozin::scoring
