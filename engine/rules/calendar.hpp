#pragma once

#include "engine/core/ids.hpp"
#include "engine/core/result.hpp"
#include "engine/core/time.hpp"
#include "engine/rules/condition.hpp"
#include "engine/rules/period.hpp"
#include "engine/rules/problem.hpp"

#include <array>
#include <map>
#include <vector>

#include <boost/json/fwd.hpp>

namespace gozin::rules {

/// The weekend from a day on. Offices have changed it, so it is data with dates.
struct Weekend {
  Day from;
  std::array<bool, 7> off{};  ///< by weekday, Sunday first as in std::chrono
  friend bool operator==(Weekend const&, Weekend const&) = default;
};

/// A dated working calendar. Days are Gregorian; how they are shown is decided elsewhere.
struct Calendar {
  Code code;
  std::vector<Weekend> weekends;   ///< by rising date; the first also holds before its date
  std::map<Day, Text> holidays;    ///< with names for people; the names decide nothing
  std::chrono::minutes offset{0};  ///< of civil time from UTC; Iran: +03:30
  friend bool operator==(Calendar const&, Calendar const&) = default;
};

/// Reads `{code, utc_offset: "+03:30", weekends: [{from, days: [friday]}], holidays: [{date,
/// name}]}`. Strict, as rule sets are; at least one day of each week must be left for work.
[[nodiscard]] Problems check_calendar(boost::json::value const& document);
[[nodiscard]] Result<Calendar> parse_calendar(boost::json::value const& document);

[[nodiscard]] bool is_working_day(Calendar const& calendar, Day day);

/// The n-th working day after `from`, counted from the following day; `from` itself for n = 0, even
/// when it is a holiday. n must not be negative.
[[nodiscard]] Day add_working_days(Calendar const& calendar, Day from, int n);

/// The n-th working day before `from`; `from` itself for n = 0.
[[nodiscard]] Day subtract_working_days(Calendar const& calendar, Day from, int n);

/// The last day of a period that begins on the day after `from`. Calendar days are counted as they
/// are and may end on a holiday; working days end on a working day.
[[nodiscard]] Day last_day(Calendar const& calendar, Day from, Period period);

/// The last millisecond of a civil day. Deadlines end there: what happens on the last day is in
/// time.
[[nodiscard]] Instant end_of(Calendar const& calendar, Day day);

/// When a period that starts at an instant has passed: the end of its last day, in civil time.
[[nodiscard]] Instant deadline(Calendar const& calendar, Instant from, Period period);

/// When to remind of a deadline: the start of the civil day that lies a period before its day.
[[nodiscard]] Instant reminder(Calendar const& calendar, Instant deadline, Period before);

}  // namespace gozin::rules
