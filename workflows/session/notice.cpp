#include "workflows/session/notice.hpp"

#include "engine/rules/calendar.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/session/reasons.hpp"

namespace gozin::session {

Result<Instant> earliest_start(Notice const& notice, Context const& context) {
  if (notice.period.days == 0) return context.call.now;
  auto const* log = context.view.find<registry::Log>(registry::log_stream());
  auto const& code = notice.rules.calendar;
  if (!log || !log->calendars.contains(code))
    return Rejection{Reason::calendar_must_be_adopted, code.text};
  return rules::deadline(*log->calendars.at(code), context.call.now, notice.period);
}

}  // namespace gozin::session
