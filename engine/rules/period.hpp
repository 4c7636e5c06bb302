#pragma once

#include "engine/core/named_enum.hpp"

namespace gozin::rules {

#define GOZIN_RULES_DAY_COUNTS(X) X(working_days) X(calendar_days)
GOZIN_NAMED_ENUM(DayCount, GOZIN_RULES_DAY_COUNTS)

/// A length of time in whole days, counted from the following day. Written
/// `{working_days: 5}` or `{calendar_days: 14}`; 0 or more.
struct Period {
  int days = 0;
  DayCount counted = DayCount::working_days;
  friend bool operator==(Period const&, Period const&) = default;
};

}  // namespace gozin::rules
