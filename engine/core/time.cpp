#include "engine/core/time.hpp"

#include <array>
#include <cstdio>

namespace gozin {
namespace {

using namespace std::chrono;

/// Exactly `count` ASCII digits from the front of `text`, which is shortened.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Day> take_date(std::string_view& text) {
  auto const y = take_digits(text, 4);
  if (!y || !take(text, '-')) return std::nullopt;
  auto const m = take_digits(text, 2);
  if (!m || !take(text, '-')) return std::nullopt;
  auto const d = take_digits(text, 2);
  if (!d) return std::nullopt;
  year_month_day const date{year{*y}, month{static_cast<unsigned>(*m)},
                            day{static_cast<unsigned>(*d)}};
  if (!date.ok()) return std::nullopt;
  return sys_days{date};
}

std::optional<milliseconds> take_time(std::string_view& text) {
  auto const h = take_digits(text, 2);
  if (!h || *h > 23 || !take(text, ':')) return std::nullopt;
  auto const m = take_digits(text, 2);
  if (!m || *m > 59 || !take(text, ':')) return std::nullopt;
  auto const s = take_digits(text, 2);
  if (!s || *s > 59) return std::nullopt;
  milliseconds time = hours{*h} + minutes{*m} + seconds{*s};
  if (!take(text, '.')) return time;
  int scale = 100;
  bool any = false;
  while (scale > 0 && !text.empty() && text.front() >= '0' && text.front() <= '9') {
    time += milliseconds{(text.front() - '0') * scale};
    scale /= 10;
    text.remove_prefix(1);
    any = true;
  }
  if (!any) return std::nullopt;
  return time;
}

std::optional<minutes> take_offset(std::string_view& text) {
  if (take(text, 'Z')) return minutes{0};
  if (text.empty() || (text.front() != '+' && text.front() != '-')) return std::nullopt;
  int const sign = text.front() == '+' ? 1 : -1;
  text.remove_prefix(1);
  auto const h = take_digits(text, 2);
  if (!h || *h > 23 || !take(text, ':')) return std::nullopt;
  auto const m = take_digits(text, 2);
  if (!m || *m > 59) return std::nullopt;
  return minutes{sign * (*h * 60 + *m)};
}

}  // namespace

std::string to_rfc3339(Instant instant) {
  auto const at = sys_time<milliseconds>{milliseconds{instant.ms}};
  auto const date = floor<days>(at);
  auto const ymd = year_month_day{date};
  auto const time = hh_mm_ss{at - date};
  std::array<char, 40> text{};
  auto const size = std::snprintf(
      text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(ymd.year()),
      static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()),
      static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
      static_cast<int>(time.seconds().count()), static_cast<int>(time.subseconds().count()));
  return {text.data(), static_cast<std::size_t>(size)};
}

std::optional<Instant> parse_rfc3339(std::string_view text) {
  auto const date = take_date(text);
  if (!date || !take(text, 'T')) return std::nullopt;
  auto const time = take_time(text);
  if (!time) return std::nullopt;
  auto const offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;
  auto const at = sys_time<milliseconds>{*date} + *time - *offset;
  return Instant{at.time_since_epoch().count()};
}

std::string to_iso_date(Day date) {
  auto const ymd = year_month_day{date};
  std::array<char, 24> text{};
  auto const size =
      std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(ymd.year()),
                    static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
  return {text.data(), static_cast<std::size_t>(size)};
}

std::optional<Day> parse_iso_date(std::string_view text) {
  auto const date = take_date(text);
  return text.empty() ? date : std::nullopt;
}

Day day_of(Instant instant, minutes offset) {
  return floor<days>(sys_time<milliseconds>{milliseconds{instant.ms} + offset});
}

Instant start_of(Day date, minutes offset) {
  return Instant{(sys_time<milliseconds>{date} - offset).time_since_epoch().count()};
}

}  // namespace gozin
