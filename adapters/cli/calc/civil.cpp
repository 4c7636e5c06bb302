#include "adapters/cli/calc/shape.hpp"
#include "engine/core/solar_hijri.hpp"
#include "engine/event/json.hpp"
#include "engine/port/person_numbers.hpp"
#include "engine/port/plain_text.hpp"
#include "engine/rules/calendar.hpp"
#include "engine/rules/weekday.hpp"
#include "engine/scoring/seal.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace gozin::calc {
namespace {

constexpr std::size_t kSaltBytes = 32;

/// Where the calendar is certain, see engine/core/solar_hijri.hpp.
constexpr int kFirstYear = 1178;
constexpr int kLastYear = 1633;

/// Within a certain year there are always so many days left to count.
constexpr reader::Range kWorkingDays{0, 10'000};

enum class Era { solar, gregorian };

bool is_certain(Day day) {
  auto const year = to_solar_hijri(day).year;
  return year >= kFirstYear && year <= kLastYear;
}

struct WrittenDate {
  int year = 0;
  int month = 0;
  int day = 0;
};

/// `1403-09-02`, `1403/9/2`, in any digits.
std::optional<WrittenDate> written_date(std::string_view given) {
  auto const text = to_ascii_digits(given);
  auto const first = text.find_first_of("-/");
  if (first != 4) return std::nullopt;
  auto const second = text.find(text[first], first + 1);
  if (second == std::string::npos) return std::nullopt;
  auto const part = [&](std::size_t from, std::size_t end) -> std::optional<int> {
    std::string_view const digits{text.data() + from, end - from};
    if (!all_ascii_digits(digits) || (from > 0 && digits.size() > 2)) return std::nullopt;
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
  };
  auto const year = part(0, first);
  auto const month = part(first + 1, second);
  auto const day = part(second + 1, text.size());
  if (!year || !month || !day) return std::nullopt;
  return WrittenDate{*year, *month, *day};
}

std::optional<Day> day_in(Era era, WrittenDate const& date) {
  if (era == Era::solar) return from_solar_hijri({date.year, date.month, date.day});
  std::chrono::year_month_day const day{std::chrono::year{date.year},
                                        std::chrono::month{static_cast<unsigned>(date.month)},
                                        std::chrono::day{static_cast<unsigned>(date.day)}};
  return day.ok() ? std::optional{Day{day}} : std::nullopt;
}

Day day_at(Node const& node, Era era) {
  auto const given = reader::text(node);
  if (!node || given.empty()) return {};
  bool const is_solar = era == Era::solar;
  auto const written = written_date(given);
  if (!written) {
    reader::report(node, rules::Reason::member_must_have_its_type, "YYYY-MM-DD");
    return {};
  }
  auto const day = day_in(era, *written);
  if (is_solar ? written->year < kFirstYear || written->year > kLastYear
               : day && !is_certain(*day)) {
    reader::report(node, rules::Reason::number_must_lie_in_range,
                   is_solar ? "1178-01-01..1633-12-29" : "1799-03-21..2255-03-20");
    return {};
  }
  if (day) return *day;
  reader::report(node, rules::Reason::date_must_exist, "YYYY-MM-DD");
  return {};
}

std::string solar_text(Day day) {
  auto text = to_text(to_solar_hijri(day));
  std::replace(text.begin(), text.end(), '/', '-');
  return text;
}

json::object shown_day(Day day) {
  auto const weekday = static_cast<rules::Weekday>(std::chrono::weekday{day}.c_encoding());
  return {{"solar", solar_text(day)},
          {"gregorian", to_iso_date(day)},
          {"weekday", json::string_view{name_of(weekday)}}};
}

std::array<bool, 7> weekend_of(Node const& list) {
  std::array<bool, 7> off{};
  if (!list) {
    off[std::chrono::Friday.c_encoding()] = true;
    return off;
  }
  for (auto const weekday : reader::several_of<rules::Weekday>(list))
    off[static_cast<std::size_t>(weekday)] = true;
  if (std::find(off.begin(), off.end(), false) == off.end())
    reader::report(list, rules::Reason::weekend_must_leave_a_working_day, "weekdays");
  return off;
}

std::string salt_of(Node const& node) {
  auto text = reader::text(node);
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c; });
  auto const bytes = parse_hex(text);
  if (bytes && bytes->size() == kSaltBytes) return *bytes;
  if (!text.empty())
    reader::report(node, rules::Reason::member_must_have_its_type, "64 hexadecimal digits");
  return {};
}

/// The sheet with its numbers, which a leaf holds as whole numbers only.
json::value plain(Node const& node) {
  auto const& value = *node.value;
  if (value.is_object()) {
    json::object object;
    for (auto const& [name, member] : reader::named_members(node)) object[name] = plain(member);
    return object;
  }
  if (value.is_array()) {
    json::array array;
    for (auto const& item : reader::items(node)) array.push_back(plain(item));
    return array;
  }
  if (!value.is_uint64()) return value;
  auto const whole = number(node);
  if (denominator(whole) == 1 && abs(whole) <= kJsonIntegerMax)
    return static_cast<std::int64_t>(numerator(whole));
  reader::report(node, rules::Reason::member_must_have_its_type, "integer within 2^53|text");
  return nullptr;
}

}  // namespace

Computed seal(Node const& in) {
  reader::open(in, {"salt", "sheet"});
  auto const salt = salt_of(reader::member(in, "salt"));
  auto const sheet = reader::member(in, "sheet");
  if (sheet && !sheet.value->is_object())
    reader::report(sheet, rules::Reason::member_must_have_its_type, "object");
  auto const content = sheet ? plain(sheet) : json::value{};
  if (!is_sound(in)) return json::object{};
  Hash bytes;
  std::copy(salt.begin(), salt.end(), bytes.bytes.begin());
  return json::object{{"commitment", to_hex(scoring::seal(bytes, to_canonical(content)))}};
}

Computed date(Node const& in) {
  reader::open(in, {"solar", "gregorian", "add_working_days", "weekend", "holidays"});
  auto const solar = reader::optional_member(in, "solar");
  auto const gregorian = reader::optional_member(in, "gregorian");
  require_one(in, solar, gregorian, "solar|gregorian");
  auto const era = solar ? Era::solar : Era::gregorian;
  auto const day = day_at(solar ? solar : gregorian, era);
  auto const count = reader::optional_member(in, "add_working_days");
  auto const working_days = reader::whole(count, kWorkingDays);

  rules::Calendar calendar;
  calendar.weekends = {{.from = {}, .off = weekend_of(reader::optional_member(in, "weekend"))}};
  for (auto const& holiday : reader::items(reader::optional_member(in, "holidays")))
    calendar.holidays.emplace(day_at(holiday, era), rules::Text{});
  if (!is_sound(in)) return json::object{};

  auto answer = shown_day(day);
  if (!count) return answer;
  auto const result = rules::add_working_days(calendar, day, working_days);
  if (!is_certain(result))
    return Fault{rules::Reason::number_must_lie_in_range, "/add_working_days", "1633-12-29"};
  answer["result"] = shown_day(result);
  return answer;
}

Computed national_id(Node const& in) {
  reader::open(in, {"id"});
  auto const node = reader::member(in, "id");
  if (node && !node.value->is_string())
    reader::report(node, rules::Reason::member_must_have_its_type, "text");
  if (!is_sound(in)) return json::object{};
  std::string_view const id{node.value->get_string()};
  auto const normal = normalise_national_id(id);
  return json::object{
      {"valid", parse_national_id(id).has_value()},
      {"normalised", normal ? json::value(json::string_view{*normal}) : json::value{}}};
}

}  // namespace gozin::calc
