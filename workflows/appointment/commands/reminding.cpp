#include "workflows/appointment/commands/reminding.hpp"

#include "engine/command/typed.hpp"
#include "workflows/appointment/judging.hpp"
#include "workflows/appointment/names.hpp"

namespace gozin::appointment {
namespace {

/// What runs under that name; the end of the window stands in fields of its own.
std::optional<OpenDeadline> reminded(Code const& name, Context const& context) {
  auto const& state = case_of(context);
  if (name.text == kWindowEnd && stands_in(context, "Nominating"))
    return OpenDeadline{.due = state.window_closes, .remind = state.window_remind};
  auto const found = state.deadlines.find(name);
  return found == state.deadlines.end() ? std::nullopt : std::optional{found->second};
}

}  // namespace

Result<Decision> decide(RemindDeadline const& command, Context const& context) {
  auto const known = reminded(command.name, context);
  if (!known) return Rejection{Reason::deadline_must_be_known, command.name.text};
  auto const& running = *known;
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
