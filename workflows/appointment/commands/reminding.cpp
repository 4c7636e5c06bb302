#include "workflows/appointment/commands/reminding.hpp"

#include "engine/command/typed.hpp"
#include "workflows/appointment/judging.hpp"

namespace gozin::appointment {

Result<Decision> decide(RemindDeadline const& command, Context const& context) {
  auto const& deadlines = case_of(context).deadlines;
  auto const found = deadlines.find(command.name);
  if (found == deadlines.end()) return Rejection{Reason::deadline_must_be_known, command.name.text};
  auto const& running = found->second;
  if (running.missed) return Rejection{Reason::deadline_must_be_open, command.name.text};
  if (!running.remind || context.call.now < *running.remind)
    return Rejection{Reason::reminder_must_be_due,
                     running.remind ? to_rfc3339(*running.remind) : ""};

  Decision decision;
  decision.add(context.stream, DeadlineReminded{.name = command.name, .due = running.due});
  return decision;
}

std::vector<CommandType> reminding_commands() {
  return {command_type<RemindDeadline>("appointment", "case", {.roles = {"clock"}})};
}

}  // namespace gozin::appointment
