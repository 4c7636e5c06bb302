#pragma once

#include "engine/core/time.hpp"

namespace gozin {

/// A date of the Solar Hijri calendar, Iran's civil one. Months 1 to 6 have 31 days, 7 to 11 have
/// 30, Esfand has 29 or, in a leap year, 30.
struct SolarHijriDate {
  int year = 1;
  int month = 1;
  int day = 1;
  friend auto operator<=>(SolarHijriDate const&, SolarHijriDate const&) = default;
};

/// Leap years by the cycle of 33 years with eight leap years. It agrees with the astronomical
/// calendar from 1178 to 1633 (K. M. Borkowski, "The Persian calendar for 3000 years", Earth, Moon
/// and Planets 74, 1996), so with every year an office has to do with; the cycle of 2820 years does
/// not (it makes 1404 leap). Decisions use this; how dates are shown is a matter of adapters.
[[nodiscard]] bool is_solar_hijri_leap(int year);

[[nodiscard]] SolarHijriDate to_solar_hijri(Day day);

/// Nothing for a date that the calendar does not have.
[[nodiscard]] std::optional<Day> from_solar_hijri(SolarHijriDate const& date);

/// The same date so many years later; 30 Esfand becomes the 29th where the year has no other.
[[nodiscard]] Day add_solar_hijri_years(Day day, int years);

/// `1405/09/04`, ASCII digits.
[[nodiscard]] std::string to_text(SolarHijriDate const& date);

}  // namespace gozin
