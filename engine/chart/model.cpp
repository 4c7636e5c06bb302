#include "engine/chart/model.hpp"

#include <algorithm>
#include <bit>
#include <functional>
#include <set>
#include <stdexcept>

namespace gozin::chart {
namespace {

std::uint64_t bit(StateIndex state) {
  if (state >= kStatesMax) throw std::logic_error{"a chart must not have more than 64 states"};
  return std::uint64_t{1} << state;
}

/// The first leaf of a set and the set without it: the checks of every event allocate nothing.
StateIndex first_leaf(std::uint64_t leaves) {
  return static_cast<StateIndex>(std::countr_zero(leaves));
}
std::uint64_t without_first(std::uint64_t leaves) { return leaves & (leaves - 1); }

std::vector<StateIndex> leaves_of(Position position) {
  std::vector<StateIndex> leaves;
  for (auto rest = position.leaves; rest != 0; rest = without_first(rest))
    leaves.push_back(first_leaf(rest));
  return leaves;
}

/// The active states in the order of the model.
std::vector<StateIndex> active_states(ChartModel const& model, Position position) {
  std::vector<bool> seen(model.states.size(), false);
  for (auto const leaf : leaves_of(position))
    for (std::optional<StateIndex> at = leaf; at; at = model.states[*at].parent) seen[*at] = true;
  std::vector<StateIndex> result;
  for (std::size_t i = 0; i < seen.size(); ++i)
    if (seen[i]) result.push_back(static_cast<StateIndex>(i));
  return result;
}

bool permits(State const& state, EventIndex event) {
  return !state.permits || std::ranges::binary_search(*state.permits, event);
}

Transition const* reaction_of(ChartModel const& model, StateIndex state, EventIndex event) {
  auto const reactions = reactions_of(model, state);
  auto const found = std::ranges::find(reactions, event, &Transition::event);
  return found == reactions.end() ? nullptr : &*found;
}

/// The reaction the machine would choose: leaf by leaf, innermost state first.
Transition const* chosen(ChartModel const& model, Position position, EventIndex event) {
  for (auto rest = position.leaves; rest != 0; rest = without_first(rest))
    for (std::optional<StateIndex> at = first_leaf(rest); at; at = model.states[*at].parent)
      if (auto const* reaction = reaction_of(model, *at, event)) return reaction;
  return nullptr;
}

bool permitted(ChartModel const& model, Position position, EventIndex event) {
  for (auto rest = position.leaves; rest != 0; rest = without_first(rest))
    for (std::optional<StateIndex> at = first_leaf(rest); at; at = model.states[*at].parent)
      if (!permits(model.states[*at], event)) return false;
  return true;
}

void enter(ChartModel const& model, StateIndex state, Position& position) {
  auto const& initial_states = model.states[state].initial;
  if (initial_states.empty()) position.leaves |= bit(state);
  for (auto const inner : initial_states) enter(model, inner, position);
}

void leave(ChartModel const& model, StateIndex state, Position& position) {
  for (auto const leaf : leaves_of(position))
    if (lies_in(model, leaf, state)) position.leaves &= ~bit(leaf);
}

/// Enters every state from `span.entered` down to the target; regions beside the way are entered
/// by their initial states.
void enter_along(ChartModel const& model, Span const& span, StateIndex target, Position& position) {
  auto const path = path_to(model, target);
  for (auto at = std::ranges::find(path, span.entered); *at != target; ++at) {
    auto const below = *std::next(at);
    auto const& initial_states = model.states[*at].initial;
    for (std::size_t region = 0; region < initial_states.size(); ++region)
      if (region != model.states[below].region) enter(model, initial_states[region], position);
  }
  enter(model, target, position);
}

template <class Index, class Range, class Projection>
std::optional<Index> find_named(Range const& range, std::string_view name, Projection projection) {
  auto const found = std::ranges::find(range, name, projection);
  if (found == range.end()) return std::nullopt;
  return static_cast<Index>(found - range.begin());
}

}  // namespace

Position initial(ChartModel const& model) {
  Position position;
  enter(model, model.initial, position);
  return position;
}

bool accepts(ChartModel const& model, Position position, EventIndex event) {
  return permitted(model, position, event) && chosen(model, position, event) != nullptr;
}

std::optional<Position> next(ChartModel const& model, Position position, EventIndex event) {
  auto const* reaction = chosen(model, position, event);
  if (reaction == nullptr) return std::nullopt;
  if (!reaction->target) return position;
  auto const span = span_of(model, reaction->source, *reaction->target);
  leave(model, span.left, position);
  enter_along(model, span, *reaction->target, position);
  return position;
}

std::vector<EventIndex> acceptable(ChartModel const& model, Position position) {
  std::vector<EventIndex> events;
  for (std::size_t i = 0; i < model.events.size(); ++i)
    if (auto const event = static_cast<EventIndex>(i); accepts(model, position, event))
      events.push_back(event);
  return events;
}

std::vector<std::string> forbidding(ChartModel const& model, Position position, EventIndex event) {
  std::vector<std::string> names;
  for (auto const state : active_states(model, position))
    if (!permits(model.states[state], event)) names.push_back(model.states[state].name);
  return names;
}

std::vector<Position> reachable(ChartModel const& model) {
  std::set<Position> seen{initial(model)};
  std::vector<Position> open{seen.begin(), seen.end()};
  while (!open.empty()) {
    auto const position = open.back();
    open.pop_back();
    for (auto const event : acceptable(model, position))
      if (auto const after = *next(model, position, event); seen.insert(after).second)
        open.push_back(after);
  }
  return {seen.begin(), seen.end()};
}

std::vector<std::string> leaf_names(ChartModel const& model, Position position) {
  std::vector<std::string> names;
  for (auto const leaf : leaves_of(position)) names.push_back(model.states[leaf].name);
  std::ranges::sort(names);
  return names;
}

std::vector<std::string> active(ChartModel const& model, Position position) {
  std::vector<std::string> names;
  for (auto const state : active_states(model, position)) names.push_back(model.states[state].name);
  return names;
}

bool is_active(ChartModel const& model, Position position, StateIndex state) {
  return std::ranges::any_of(leaves_of(position),
                             [&](StateIndex leaf) { return lies_in(model, leaf, state); });
}

std::optional<EventIndex> find_event(ChartModel const& model, std::string_view name) {
  return find_named<EventIndex>(model.events, name, std::identity{});
}

std::optional<StateIndex> find_state(ChartModel const& model, std::string_view name) {
  return find_named<StateIndex>(model.states, name, &State::name);
}

std::optional<Position> position_of(ChartModel const& model, std::span<std::string const> leaves) {
  Position position;
  for (auto const& name : leaves) {
    auto const state = find_state(model, name);
    if (!state || !model.states[*state].initial.empty()) return std::nullopt;
    position.leaves |= bit(*state);
  }
  return position;
}

std::span<Transition const> reactions_of(ChartModel const& model, StateIndex state) {
  return std::ranges::equal_range(model.transitions, state, {}, &Transition::source);
}

std::vector<StateIndex> children(ChartModel const& model, std::optional<StateIndex> parent,
                                 std::size_t region) {
  std::vector<StateIndex> result;
  for (std::size_t i = 0; i < model.states.size(); ++i)
    if (model.states[i].parent == parent && model.states[i].region == region)
      result.push_back(static_cast<StateIndex>(i));
  return result;
}

std::vector<StateIndex> path_to(ChartModel const& model, StateIndex state) {
  std::vector<StateIndex> path;
  for (std::optional<StateIndex> at = state; at; at = model.states[*at].parent) path.push_back(*at);
  std::ranges::reverse(path);
  return path;
}

bool lies_in(ChartModel const& model, StateIndex state, StateIndex outer) {
  for (std::optional<StateIndex> at = state; at; at = model.states[*at].parent)
    if (*at == outer) return true;
  return false;
}

Span span_of(ChartModel const& model, StateIndex source, StateIndex target) {
  auto const from = path_to(model, source);
  auto const to = path_to(model, target);
  // Neither the source nor the target is ever the common context: both are left and entered.
  auto const depth_max = std::min(from.size(), to.size()) - 1;
  std::size_t depth = 0;
  while (depth < depth_max && from[depth] == to[depth]) ++depth;
  Span span{.left = from[depth], .entered = to[depth]};
  if (depth > 0) span.around = from[depth - 1];
  return span;
}

}  // namespace gozin::chart
