#include "engine/command/offers.hpp"

#include "engine/command/streams.hpp"

#include <algorithm>
#include <stdexcept>

namespace gozin {
namespace {

/// Roles of the program itself; no person is asked for them.
bool is_of_program(std::string_view role) { return role == "clock" || role == "operator"; }

bool is_acceptable(Catalog const& catalog, CommandType const& type, Folded const& folded) {
  auto const& kind = *folded.kind;
  if (type.traits.leads_to.empty()) return true;
  return std::ranges::any_of(type.traits.leads_to, [&](std::string_view name) {
    auto const* event = catalog.find_event(kind, name);
    auto const index = event ? chart_index(kind, *event) : std::nullopt;
    return index && chart::accepts(kind.chart.model, folded.position, *index);
  });
}

}  // namespace

void take_leads(std::vector<CommandType>& commands, std::span<Lead const> leads) {
  for (auto& type : commands) {
    auto const lead = std::ranges::find(leads, type.name, &Lead::command);
    if (lead == leads.end())
      throw std::logic_error("no lead for the command " + std::string{type.name});
    type.traits.leads_to = lead->events;
    type.traits.task = lead->task;
  }
}

std::vector<Code> roles_for(Catalog const& catalog, CommandType const& type,
                            Context const& context) {
  std::vector<Code> roles;
  auto const& workflow = catalog.workflow_of(type);
  auto call = context.call;
  Context const asked{call, context.stream, context.view, context.facts};
  for (auto const role : type.traits.roles) {
    if (is_of_program(role)) continue;
    call.role = Code{std::string{role}};
    if (!workflow.authorise || !workflow.authorise(type, asked)) roles.push_back(call.role);
  }
  return roles;
}

std::vector<CommandType const*> commands_open_in(Catalog const& catalog, Folded const& folded) {
  std::vector<CommandType const*> open;
  for (auto const& workflow : catalog.workflows())
    for (auto const& type : workflow.commands)
      if (type.kind == folded.kind->name && !type.traits.opens &&
          is_acceptable(catalog, type, folded))
        open.push_back(&type);
  return open;
}

std::vector<Offer> offers(Catalog const& catalog, Context const& context,
                          IsWaitedFor const& is_waited_for) {
  std::vector<Offer> found;
  auto const* folded = context.view.folded(context.stream);
  if (!folded) return found;
  for (auto const* found_type : commands_open_in(catalog, *folded)) {
    auto const& type = *found_type;
    auto roles = roles_for(catalog, type, context);
    if (roles.empty()) continue;
    bool const is_awaited = type.traits.task.empty() || is_waited_for(type.traits.task, roles) ||
                            is_waited_for(type.wire, roles);
    if (!is_awaited) continue;
    found.push_back({&type, std::move(roles)});
  }
  return found;
}

std::vector<Offer> opening_offers(Catalog const& catalog, Context const& context) {
  std::vector<Offer> found;
  for (auto const& workflow : catalog.workflows())
    for (auto const& type : workflow.commands) {
      if (!type.traits.opens) continue;
      if (auto roles = roles_for(catalog, type, context); !roles.empty())
        found.push_back({&type, std::move(roles)});
    }
  return found;
}

}  // namespace gozin
