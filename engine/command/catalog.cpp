#include "engine/command/catalog.hpp"

#include <algorithm>
#include <stdexcept>

namespace gozin {

std::string wire_name(std::string_view name) {
  std::string wire;
  for (char const c : name) {
    bool const upper = c >= 'A' && c <= 'Z';
    if (upper && !wire.empty()) wire.push_back('_');
    wire.push_back(upper ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return wire;
}

bool View::in(StreamId const& stream, std::string_view state) {
  auto const* found = folded(stream);
  if (!found) return false;
  auto const& model = found->kind->chart.model;
  auto const index = chart::find_state(model, state);
  if (!index) throw std::logic_error("no state " + std::string{state} + " in " + model.name);
  return chart::is_active(model, found->position, *index);
}

bool has_ended(Folded const& folded) {
  auto const& states = folded.kind->chart.model.states;
  for (std::size_t i = 0; i < states.size(); ++i)
    if (states[i].ends && chart::is_active(folded.kind->chart.model, folded.position,
                                           static_cast<chart::StateIndex>(i)))
      return true;
  return false;
}

Catalog::Catalog(std::vector<Workflow> workflows) : workflows_{std::move(workflows)} {
  for (auto const& workflow : workflows_)
    for (auto const& kind : workflow.kinds)
      if (find_kind(kind.name) != &kind)
        throw std::logic_error("two kinds of stream named " + std::string{kind.name});
}

Workflow const* Catalog::find_workflow(std::string_view name) const {
  auto const found = std::find_if(workflows_.begin(), workflows_.end(),
                                  [&](auto const& workflow) { return workflow.name == name; });
  return found == workflows_.end() ? nullptr : &*found;
}

StreamKind const* Catalog::find_kind(std::string_view name) const {
  for (auto const& workflow : workflows_)
    for (auto const& kind : workflow.kinds)
      if (kind.name == name) return &kind;
  return nullptr;
}

CommandType const* Catalog::find_command(std::string_view name) const {
  for (auto const& workflow : workflows_)
    for (auto const& type : workflow.commands)
      if (type.name == name || type.wire == name) return &type;
  return nullptr;
}

Workflow const& Catalog::workflow_of(CommandType const& type) const {
  auto const* workflow = find_workflow(type.workflow);
  if (!workflow) throw std::logic_error("command of no workflow: " + std::string{type.name});
  return *workflow;
}

EventType const* Catalog::find_event(StreamKind const& kind, std::string_view type) const {
  auto const found = std::find_if(kind.events.begin(), kind.events.end(),
                                  [&](auto const* event) { return event->name == type; });
  return found == kind.events.end() ? nullptr : *found;
}

std::vector<ReadTable const*> Catalog::tables() const {
  std::vector<ReadTable const*> all{&timer_table()};
  for (auto const& workflow : workflows_)
    all.insert(all.end(), workflow.tables.begin(), workflow.tables.end());
  return all;
}

}  // namespace gozin
