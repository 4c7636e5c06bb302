#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/events/remanding.hpp"

namespace gozin::appointment {

/// After an appointment was struck down: a case of its own takes over, by reference, what was
/// recorded before the stage with the defect began, and goes on there. By the same act it claims
/// the post and reserves the credit anew, moves the deadlines that ran by the time since, and lets
/// go who has left since; with nobody left it ends at once. `to` is the new case.
struct RemandCase {
  static constexpr std::string_view kName = "RemandCase";
  StreamId to;

  static constexpr auto fields() { return fields_of(open("to", &RemandCase::to).ask(Input::none)); }
};

Result<Decision> decide(RemandCase const& command, Context const& context);

Result<void> prepare(std::type_identity<RemandCase>, Preparation& preparation);

[[nodiscard]] std::vector<CommandType> remanding_commands();

}  // namespace gozin::appointment
