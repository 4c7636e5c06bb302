#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/events/recounting.hpp"

namespace gozin::appointment {

/// Counts the open deadlines of a case anew, after another calendar was adopted. A deadline that
/// somebody extended, or that a suspension moved, names its day by itself and stays; so do missed
/// ones and those of a case that is decided or suspended. The nomination window, the period for
/// objections and that of a resolution only ever grow, to their legal length. Refused as
/// `deadlines_must_differ` where nothing changes.
struct RecountDeadlines {
  static constexpr std::string_view kName = "RecountDeadlines";
  static constexpr auto fields() { return fields_of(); }
};

Result<Decision> decide(RecountDeadlines const& command, Context const& context);

[[nodiscard]] std::vector<CommandType> recounting_commands();

}  // namespace gozin::appointment
