#include "engine/rules/calendar.hpp"

#include "engine/rules/reader.hpp"
#include "engine/rules/weekday.hpp"

#include <algorithm>
#include <stdexcept>
#include <string_view>

namespace gozin::rules {
namespace {

using namespace reader;
using namespace std::chrono;

std::optional<minutes> parse_offset(std::string_view text) {
  // The day and time do not matter: the reader of instants knows offsets already.
  auto const at = parse_rfc3339("2000-01-01T00:00:00" + std::string{text});
  auto const utc = parse_rfc3339("2000-01-01T00:00:00Z");
  if (!at || text.size() != 6) return std::nullopt;
  return duration_cast<minutes>(milliseconds{utc->ms - at->ms});
}

Weekend weekend(Node const& at) {
  open(at, {"from", "days"});
  Weekend weekend{.from = day(member(at, "from")).value_or(Day{})};
  auto const days = member(at, "days");
  for (auto const name : several_of<Weekday>(days))
    weekend.off[static_cast<std::size_t>(name)] = true;
  if (std::all_of(weekend.off.begin(), weekend.off.end(), [](bool off) { return off; }))
    report(days, Reason::weekend_must_leave_a_working_day, "6");
  return weekend;
}

void read_holidays(Node const& at, Calendar& calendar) {
  for (auto const& item : items(at)) {
    open(item, {"date", "name"});
    auto const date = day(member(item, "date"));
    auto name = bilingual(member(item, "name"));
    if (date && !calendar.holidays.emplace(*date, std::move(name)).second)
      report(item, Reason::code_must_be_unique, to_iso_date(*date));
  }
}

Calendar read_calendar(boost::json::value const& document, Problems& problems) {
  Node const root{&document, "", &problems};
  Calendar calendar;
  if (!open(root, {"code", "sources", "utc_offset", "weekends", "holidays"})) return calendar;
  calendar.code = code(member(root, "code"));
  // Where the days come from is for people; it stands in the log with the document.
  for (auto const& item : items(optional_member(root, "sources"))) static_cast<void>(text(item));
  auto const offset = member(root, "utc_offset");
  auto const minutes_east = parse_offset(text(offset));
  if (offset && !minutes_east) report(offset, Reason::number_must_lie_in_range, "+hh:mm");
  calendar.offset = minutes_east.value_or(minutes{0});
  for (auto const& item : some_items(member(root, "weekends")))
    calendar.weekends.push_back(weekend(item));
  std::sort(calendar.weekends.begin(), calendar.weekends.end(),
            [](auto const& left, auto const& right) { return left.from < right.from; });
  read_holidays(member(root, "holidays"), calendar);
  return calendar;
}

bool is_weekend(Calendar const& calendar, Day day) {
  Weekend const* in_force = nullptr;
  for (auto const& weekend : calendar.weekends)
    if (!in_force || weekend.from <= day) in_force = &weekend;
  return in_force && in_force->off[weekday{day}.c_encoding()];
}

/// A calendar without any working day has not come through `parse_calendar`.
void require_work(Calendar const& calendar) {
  for (auto const& weekend : calendar.weekends)
    if (std::all_of(weekend.off.begin(), weekend.off.end(), [](bool off) { return off; }))
      throw std::logic_error("calendar without working days");
}

Day walk(Calendar const& calendar, Day from, int n, days step) {
  if (n < 0) throw std::logic_error("working days must not be negative");
  require_work(calendar);
  while (n > 0) {
    from += step;
    if (is_working_day(calendar, from)) --n;
  }
  return from;
}

}  // namespace

Problems check_calendar(boost::json::value const& document) {
  Problems problems;
  read_calendar(document, problems);
  return problems;
}

Result<Calendar> parse_calendar(boost::json::value const& document) {
  Problems problems;
  auto calendar = read_calendar(document, problems);
  if (!problems.empty())
    return Rejection{problems.front().reason,
                     problems.front().pointer + " " + problems.front().expected};
  return calendar;
}

bool is_working_day(Calendar const& calendar, Day day) {
  return !is_weekend(calendar, day) && !calendar.holidays.contains(day);
}

Day add_working_days(Calendar const& calendar, Day from, int n) {
  return walk(calendar, from, n, days{1});
}

Day subtract_working_days(Calendar const& calendar, Day from, int n) {
  return walk(calendar, from, n, days{-1});
}

Day last_day(Calendar const& calendar, Day from, Period period) {
  if (period.counted == DayCount::calendar_days) return from + days{period.days};
  return add_working_days(calendar, from, period.days);
}

Instant end_of(Calendar const& calendar, Day day) {
  return Instant{start_of(day + days{1}, calendar.offset).ms - 1};
}

Instant deadline(Calendar const& calendar, Instant from, Period period) {
  return end_of(calendar, last_day(calendar, day_of(from, calendar.offset), period));
}

Instant reminder(Calendar const& calendar, Instant deadline, Period before) {
  auto const day = day_of(deadline, calendar.offset);
  auto const earlier = before.counted == DayCount::calendar_days
                           ? day - days{before.days}
                           : subtract_working_days(calendar, day, before.days);
  return start_of(earlier, calendar.offset);
}

}  // namespace gozin::rules
