#include "workflows/erasure/workflow.hpp"

#include "engine/command/typed.hpp"
#include "workflows/erasure/commands.hpp"
#include "workflows/erasure/epoch.hpp"
#include "workflows/registry/authority.hpp"
#include "workflows/registry/states.hpp"

namespace gozin::erasure {
namespace {

/// A role held for one unit counts for its people alone.
std::optional<Rejection> authorise(CommandType const& type, Context const& context) {
  registry::Place place;
  if (auto const* person = context.view.find<registry::Person>(context.stream))
    place.scope = person->unit;
  return registry::authorise_by_grants(type, context, place);
}

}  // namespace

Workflow erasure_workflow() {
  Workflow workflow;
  workflow.name = "erasure";
  workflow.commands = erasure_commands();
  for (auto& type : epoch_commands()) workflow.commands.push_back(std::move(type));
  workflow.authorise = &authorise;
  return workflow;
}

}  // namespace gozin::erasure
