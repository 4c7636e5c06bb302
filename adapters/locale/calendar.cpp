#include "adapters/locale/calendar.hpp"

#include "adapters/locale/icu_error.hpp"
#include "engine/port/plain_text.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <iterator>
#include <memory>

#include <unicode/calendar.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

namespace gozin {
namespace {

using Format = icu::SimpleDateFormat;
using namespace std::chrono_literals;

constexpr std::size_t kStyles = std::size(kDateStyleNames);

// By DateStyle. The patterns are spelled out because the library's own long Persian pattern puts
// the year first and the weekday last.
constexpr std::array<char const*, kStyles> kPersianPatterns = {"y/MM/dd", "EEEE d MMMM y",
                                                               "y/MM/dd HH:mm"};
constexpr std::array<char const*, kStyles> kEnglishPatterns = {"y-MM-dd", "EEEE d MMMM y",
                                                               "y-MM-dd HH:mm"};

constexpr auto kPersianLocale = "fa_IR@calendar=persian";
constexpr auto kEnglishLocale = "en_GB@calendar=gregorian";

std::unique_ptr<Format> make_format(char const* pattern, char const* locale) {
  UErrorCode status = U_ZERO_ERROR;
  auto format =
      std::make_unique<Format>(icu::UnicodeString::fromUTF8(pattern), icu::Locale{locale}, status);
  require(status, "date format");
  std::unique_ptr<icu::TimeZone> zone{icu::TimeZone::createTimeZone("Asia/Tehran")};
  // An unknown zone comes back as UTC, without an error.
  if (*zone == icu::TimeZone::getUnknown()) throw std::runtime_error{"no time zone Asia/Tehran"};
  format->adoptTimeZone(zone.release());
  return format;
}

struct Formats {
  std::array<std::unique_ptr<Format>, kStyles> persian;
  std::array<std::unique_ptr<Format>, kStyles> english;
};

Formats make_formats() {
  Formats formats;
  for (std::size_t i = 0; i < kStyles; ++i) {
    formats.persian[i] = make_format(kPersianPatterns[i], kPersianLocale);
    formats.english[i] = make_format(kEnglishPatterns[i], kEnglishLocale);
  }
  return formats;
}

// Making a format costs hundreds of times its use, and a format is not safe between threads.
Format const& format_of(Language language, DateStyle style) {
  thread_local Formats const formats = make_formats();
  auto const& of_language = language == Language::fa ? formats.persian : formats.english;
  return *of_language[static_cast<std::size_t>(style)];
}

std::unique_ptr<icu::Calendar> make_persian_calendar() {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Calendar> calendar{icu::Calendar::createInstance(
      icu::TimeZone::getGMT()->clone(), icu::Locale{kPersianLocale}, status)};
  require(status, "Solar Hijri calendar");
  calendar->setLenient(false);
  return calendar;
}

struct Date {
  int year;
  int month;
  int day;
};

std::optional<Day> day_of_persian(Date const& date) {
  thread_local auto const calendar = make_persian_calendar();
  calendar->clear();
  calendar->set(date.year, date.month - 1, date.day);
  UErrorCode status = U_ZERO_ERROR;
  UDate const midnight = calendar->getTime(status);
  // Not lenient, the calendar answers a day that it does not have with an error.
  if (U_FAILURE(status)) return std::nullopt;
  auto const since_1970 = std::chrono::milliseconds{static_cast<std::int64_t>(midnight)};
  return std::chrono::floor<std::chrono::days>(std::chrono::sys_time{since_1970});
}

std::optional<Day> day_of_gregorian(Date const& date) {
  auto const day = std::chrono::year_month_day{
      std::chrono::year{date.year}, std::chrono::month{static_cast<unsigned>(date.month)},
      std::chrono::day{static_cast<unsigned>(date.day)}};
  if (!day.ok()) return std::nullopt;
  return std::chrono::sys_days{day};
}

// Takes `digits` characters at most, and at least the same number less `spare`.
std::optional<int> take_number(std::string_view& rest, std::size_t digits, std::size_t spare) {
  auto const size = std::min(rest.find_first_not_of("0123456789"), rest.size());
  if (size > digits || size < digits - spare) return std::nullopt;
  int value = 0;
  std::from_chars(rest.data(), rest.data() + size, value);
  rest.remove_prefix(size);
  return value;
}

std::optional<Date> take_date(std::string_view rest) {
  auto const year = take_number(rest, 4, 0);
  if (!year || rest.empty() || (rest[0] != '-' && rest[0] != '/')) return std::nullopt;
  char const separator = rest[0];
  rest.remove_prefix(1);
  auto const month = take_number(rest, 2, 1);
  if (!month || !rest.starts_with(separator)) return std::nullopt;
  rest.remove_prefix(1);
  auto const day = take_number(rest, 2, 1);
  if (!day || !rest.empty()) return std::nullopt;
  return Date{.year = *year, .month = *month, .day = *day};
}

}  // namespace

std::string show_date(Instant instant, Language language, DateStyle style) {
  icu::UnicodeString shown;
  format_of(language, style).format(static_cast<UDate>(instant.ms), shown);
  std::string result;
  return shown.toUTF8String(result);
}

std::string show_date(Day day, Language language, DateStyle style) {
  // 08:30 UTC has been around noon of the same day in Tehran under every offset it ever had.
  auto const noon = std::chrono::sys_time<std::chrono::milliseconds>{day + 8h + 30min};
  return show_date(Instant{noon.time_since_epoch().count()}, language,
                   style == DateStyle::minute ? DateStyle::day : style);
}

std::optional<Day> read_date(std::string_view text) {
  constexpr int kFirstGregorianYear = 1700;
  auto const date = take_date(plain_entry(text));
  if (!date || date->year == 0) return std::nullopt;
  return date->year < kFirstGregorianYear ? day_of_persian(*date) : day_of_gregorian(*date);
}

}  // namespace gozin
