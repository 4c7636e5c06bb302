#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gozin {

/// A moment in UTC, in milliseconds since 1970. Everywhere: in memory, in the log, on disk.
struct Instant {
  std::int64_t ms = 0;
  friend auto operator<=>(Instant const&, Instant const&) = default;
};

/// RFC 3339 in UTC with exactly three decimals: `2022-10-06T08:30:00.000Z`.
[[nodiscard]] std::string to_rfc3339(Instant instant);

/// Reads RFC 3339 with `Z` or a numeric offset, with zero to three decimals; anything else, an
/// impossible date included, is nothing.
[[nodiscard]] std::optional<Instant> parse_rfc3339(std::string_view text);

/// A calendar day without a time, proleptic Gregorian; other calendars are a matter of display.
using Day = std::chrono::sys_days;

/// ISO 8601: `2022-10-06`.
[[nodiscard]] std::string to_iso_date(Day day);
[[nodiscard]] std::optional<Day> parse_iso_date(std::string_view text);

/// The civil day of an instant at a fixed offset from UTC. Iran has +03:30 without summer time
/// since 1401; offices before that date are shown at standard time.
[[nodiscard]] Day day_of(Instant instant, std::chrono::minutes offset);
[[nodiscard]] Instant start_of(Day day, std::chrono::minutes offset);

}  // namespace gozin
