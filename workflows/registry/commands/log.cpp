#include "workflows/registry/commands/log.hpp"

#include "engine/command/preparation.hpp"
#include "engine/command/typed.hpp"
#include "engine/rules/calendar.hpp"
#include "workflows/registry/roles.hpp"
#include "workflows/registry/states.hpp"

namespace gozin::registry {

Result<void> prepare(std::type_identity<OpenLog>, Preparation& preparation) {
  preparation.open_as(log_stream());
  return {};
}

Result<Decision> decide(OpenLog const& command, Context const& context) {
  Decision decision;
  decision.add(context.stream, LogOpened{.origin = command.origin,
                                         .purpose = command.purpose,
                                         .city = command.city,
                                         .key = command.key});
  return decision;
}

Result<Decision> decide(AdoptCalendar const& command, Context const& context) {
  auto const calendar = rules::parse_calendar(command.calendar.value);
  if (!calendar) return calendar.error();

  Decision decision;
  decision.add(context.stream,
               CalendarAdopted{.code = calendar->code, .calendar = command.calendar});
  return decision;
}

std::vector<CommandType> log_commands() {
  CommandTraits const opening{.roles = {kOperator}, .opens = true};
  CommandTraits const keeping{.roles = {"administrator", kOperator}};
  return {command_type<OpenLog>("registry", "log", opening),
          command_type<AdoptCalendar>("registry", "log", keeping)};
}

}  // namespace gozin::registry
