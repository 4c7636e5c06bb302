#pragma once

#include "adapters/cli/services.hpp"

#include <functional>

namespace gozin::cli {

/// Whether a calendar was adopted, by which open deadlines must be counted anew.
[[nodiscard]] bool adopts_calendar(Accepted const& accepted);

/// Has the clock count the open deadlines of every running case anew, by the calendars as they are
/// adopted now. `done` hears of each case in which any moved. What is suspended moves
/// by the suspension's length alone; what is over keeps its days. Doing it twice changes nothing.
void recount_deadlines(Deployment& deployment, std::function<void(Accepted const&)> const& done);

}  // namespace gozin::cli
