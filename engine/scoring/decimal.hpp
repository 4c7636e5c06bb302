#pragma once

#include "engine/core/fraction.hpp"

#include <string>

namespace gozin::scoring {

/// Six digits after the point, rounded half away from zero: for people and reports, never for what
/// decides.
[[nodiscard]] std::string decimal(Fraction const& value);
[[nodiscard]] std::string decimal(double value);

}  // namespace gozin::scoring
