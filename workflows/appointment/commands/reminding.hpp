#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/events/reminding.hpp"

namespace gozin::appointment {

/// The clock reminds of a deadline that still runs, once; extended or counted anew it is reminded
/// of again. Refused as `reminder_must_be_due` before its moment and where the rules want none.
struct RemindDeadline {
  static constexpr std::string_view kName = "RemindDeadline";
  Code name;

  static constexpr auto fields() {
    return fields_of(open("name", &RemindDeadline::name).ask(Input::code, "deadlines"));
  }
};

Result<Decision> decide(RemindDeadline const& command, Context const& context);

[[nodiscard]] std::vector<CommandType> reminding_commands();

}  // namespace gozin::appointment
