#pragma once

#include "engine/core/named_enum.hpp"

namespace gozin::rules {

/// In the order of std::chrono.
#define GOZIN_RULES_WEEKDAYS(X) \
  X(sunday) X(monday) X(tuesday) X(wednesday) X(thursday) X(friday) X(saturday)
GOZIN_NAMED_ENUM(Weekday, GOZIN_RULES_WEEKDAYS)

}  // namespace gozin::rules
