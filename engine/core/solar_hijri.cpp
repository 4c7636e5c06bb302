#include "engine/core/solar_hijri.hpp"

#include <array>

namespace gozin {
namespace {

constexpr int kCycleYears = 33;
constexpr std::array kLeapPlaces = {1, 5, 9, 13, 17, 22, 26, 30};
constexpr int kCycleDays = kCycleYears * 365 + static_cast<int>(kLeapPlaces.size());

/// 1386, the first year of a cycle, began on 2007-03-21.
constexpr int kFirstYear = 1386;
constexpr Day kFirstNowruz = std::chrono::year{2007} / 3 / 21;

int floor_div(int value, int by) { return value >= 0 ? value / by : -((by - 1 - value) / by); }

Day nowruz(int year) {
  int const cycle = floor_div(year - kFirstYear, kCycleYears);
  int const place = year - kFirstYear - cycle * kCycleYears;
  int days = cycle * kCycleDays + place * 365;
  for (int const leap : kLeapPlaces)
    if (leap < place) ++days;
  return kFirstNowruz + std::chrono::days{days};
}

int days_in(int year, int month) {
  if (month <= 6) return 31;
  if (month <= 11) return 30;
  return is_solar_hijri_leap(year) ? 30 : 29;
}

}  // namespace

bool is_solar_hijri_leap(int year) {
  int const place = year - floor_div(year, kCycleYears) * kCycleYears;
  for (int const leap : kLeapPlaces)
    if (leap == place) return true;
  return false;
}

SolarHijriDate to_solar_hijri(Day day) {
  auto const since = static_cast<int>((day - kFirstNowruz).count());
  int year = kFirstYear + floor_div(since, 365);
  while (nowruz(year) > day) --year;
  while (nowruz(year + 1) <= day) ++year;
  auto left = static_cast<int>((day - nowruz(year)).count());
  int month = 1;
  while (left >= days_in(year, month)) left -= days_in(year, month++);
  return {year, month, left + 1};
}

std::optional<Day> from_solar_hijri(SolarHijriDate const& date) {
  if (date.month < 1 || date.month > 12 || date.day < 1) return std::nullopt;
  if (date.day > days_in(date.year, date.month)) return std::nullopt;
  int days = date.day - 1;
  for (int month = 1; month < date.month; ++month) days += days_in(date.year, month);
  return nowruz(date.year) + std::chrono::days{days};
}

Day add_solar_hijri_years(Day day, int years) {
  auto date = to_solar_hijri(day);
  date.year += years;
  if (date.day > days_in(date.year, date.month)) --date.day;
  return from_solar_hijri(date).value();
}

std::string to_text(SolarHijriDate const& date) {
  auto const two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return std::to_string(date.year) + "/" + two(date.month) + "/" + two(date.day);
}

}  // namespace gozin
