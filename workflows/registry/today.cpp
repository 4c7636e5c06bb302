#include "workflows/registry/today.hpp"

#include "workflows/registry/roles.hpp"
#include "workflows/registry/states.hpp"

#include <algorithm>

namespace gozin::registry {

namespace {

std::chrono::minutes offset_of(Context const& context) {
  std::chrono::minutes offset{0};
  if (auto const* log = context.view.find<Log>(log_stream()))
    for (auto const& [code, calendar] : log->calendars) offset = std::max(offset, calendar->offset);
  return offset;
}

}  // namespace

Day today(Context const& context) { return day_of(context.call.now, offset_of(context)); }

Instant start_of_day(Day day, Context const& context) { return start_of(day, offset_of(context)); }

bool is_demonstrators(Context const& context) {
  auto const* log = context.view.find<Log>(log_stream());
  return context.call.role.text == kOperator && log && log->purpose == Purpose::demonstration;
}

}  // namespace gozin::registry
