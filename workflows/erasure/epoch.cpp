#include "workflows/erasure/epoch.hpp"

#include "engine/command/typed.hpp"
#include "workflows/registry/roles.hpp"
#include "workflows/registry/states.hpp"

namespace gozin::erasure {

Result<Decision> decide(RecordEpochKeyDestroyed const& command, Context const& context) {
  auto const& log = *context.view.find<registry::Log>(context.stream);
  Decision decision;
  decision.add(context.stream,
               registry::EpochKeyDestroyed{.epoch = log.epoch - 1, .bundles = command.bundles});
  return decision;
}

std::vector<CommandType> epoch_commands() {
  CommandTraits const recording{.roles = {registry::kOperator}, .leads_to = {"EpochKeyDestroyed"}};
  return {command_type<RecordEpochKeyDestroyed>("erasure", "log", recording)};
}

}  // namespace gozin::erasure
