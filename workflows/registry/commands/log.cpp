#include "workflows/registry/commands/log.hpp"

#include "engine/command/preparation.hpp"
#include "engine/command/typed.hpp"
#include "engine/rules/calendar.hpp"
#include "workflows/registry/reasons.hpp"
#include "workflows/registry/roles.hpp"
#include "workflows/registry/states.hpp"

#include <algorithm>

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

Result<Decision> decide(SealAccessJournal const& command, Context const& context) {
  auto const sealed = context.view.find<Log>(context.stream)->accesses_sealed;
  if (command.from != sealed || command.to < command.from)
    return Rejection{Reason::journal_must_be_sealed_where_it_ends, std::to_string(sealed)};

  Decision decision;
  decision.add(context.stream, AccessJournalSealed{.from = command.from,
                                                   .to = command.to,
                                                   .count = command.to - command.from + 1,
                                                   .hash = command.hash});
  return decision;
}

Result<Decision> decide(RotateSigningKey const& command, Context const& context) {
  auto const& log = *context.view.find<Log>(context.stream);
  auto const& former = log.former_keys;
  if (command.key.text == log.key ||
      std::find(former.begin(), former.end(), command.key.text) != former.end())
    return Rejection{Reason::signing_key_must_be_new};

  Decision decision;
  decision.add(context.stream, SigningKeyRotated{.key = command.key});
  return decision;
}

std::vector<CommandType> log_commands() {
  CommandTraits const opening{.roles = {kOperator}, .opens = true};
  CommandTraits const keeping{.roles = {"administrator", kOperator}};
  CommandTraits const sealing{.roles = {kClock}};
  CommandTraits const rotating{.roles = {kOperator}};
  return {command_type<OpenLog>("registry", "log", opening),
          command_type<AdoptCalendar>("registry", "log", keeping),
          command_type<SealAccessJournal>("registry", "log", sealing),
          command_type<RotateSigningKey>("registry", "log", rotating)};
}

}  // namespace gozin::registry
