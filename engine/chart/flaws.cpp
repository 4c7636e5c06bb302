#include "engine/chart/flaws.hpp"

#include <algorithm>
#include <set>

namespace gozin::chart {
namespace {

using Flaws = std::vector<std::string>;

std::string name_of(ChartModel const& model, StateIndex state) { return model.states[state].name; }

std::string event_of(ChartModel const& model, Transition const& transition) {
  return model.events[transition.event];
}

bool has_regions(ChartModel const& model, StateIndex state) {
  return model.states[state].initial.size() > 1;
}

void find_size(ChartModel const& model, Flaws& found) {
  if (model.states.size() > kStatesMax)
    found.push_back("the chart has " + std::to_string(model.states.size()) +
                    " states; a position holds " + std::to_string(kStatesMax));
}

void find_names(ChartModel const& model, Flaws& found) {
  std::set<std::string> states;
  for (auto const& state : model.states)
    if (!states.insert(state.name).second) found.push_back("two states are named " + state.name);
  std::set<std::string> events;
  for (auto const& event : model.events) {
    if (!events.insert(event).second) found.push_back("two events are named " + event);
    if (states.contains(event)) found.push_back("a state and an event are named " + event);
  }
}

/// How two states that both react to one event could be active at a time, in words.
std::string conflict(ChartModel const& model, StateIndex left, StateIndex right) {
  auto const from = path_to(model, left);
  auto const to = path_to(model, right);
  std::size_t shared = 0;
  while (shared < std::min(from.size(), to.size()) && from[shared] == to[shared]) ++shared;

  if (shared < from.size() && shared < to.size()) {
    auto const apart = model.states[from[shared]].region != model.states[to[shared]].region;
    return apart ? "in two regions of " + name_of(model, from[shared - 1]) : "";
  }
  // One lies inside the other: harmless unless a leaf of another region may ask the outer one
  // first.
  auto const& longer = from.size() > to.size() ? from : to;
  for (auto i = shared - 1; i + 1 < longer.size(); ++i)
    if (has_regions(model, longer[i]))
      return "around and inside the regions of " + name_of(model, longer[i]);
  return "";
}

void find_rivals(ChartModel const& model, Flaws& found) {
  auto const& all = model.transitions;
  for (auto left = all.begin(); left != all.end(); ++left) {
    for (auto right = left + 1; right != all.end(); ++right) {
      if (left->event != right->event) continue;
      auto const who = name_of(model, left->source) + " and " + name_of(model, right->source);
      if (left->source == right->source)
        found.push_back(name_of(model, left->source) + " reacts twice to " +
                        event_of(model, *left));
      else if (auto const where = conflict(model, left->source, right->source); !where.empty())
        found.push_back(event_of(model, *left) + " is listed " + where + ", by " + who);
    }
  }
}

void find_wrong_ways(ChartModel const& model, Flaws& found) {
  for (auto const& transition : model.transitions) {
    if (!transition.target) continue;
    auto const span = span_of(model, transition.source, *transition.target);
    auto const what = event_of(model, transition) + " on " + name_of(model, transition.source);
    auto const& left = model.states[span.left];
    if (span.left == span.entered) {
      auto const is_root = !left.parent && !left.initial.empty();
      if (is_root || has_regions(model, span.left))
        found.push_back(what + " leaves " + left.name + " and enters it again as a whole");
    } else if (left.region != model.states[span.entered].region) {
      found.push_back(what + " leads into another region of " + name_of(model, *span.around));
    }
  }
}

void find_unknown_permits(ChartModel const& model, Flaws& found) {
  for (auto const& state : model.states) {
    if (!state.permits) continue;
    for (auto const event : *state.permits)
      if (std::ranges::find(model.transitions, event, &Transition::event) ==
          model.transitions.end())
        found.push_back(state.name + " permits " + model.events[event] + ", which no state takes");
  }
}

void find_unreachable(ChartModel const& model, Flaws& found) {
  auto const positions = reachable(model);
  for (std::size_t i = 0; i < model.states.size(); ++i) {
    auto const state = static_cast<StateIndex>(i);
    if (std::ranges::none_of(positions, [&](Position at) { return is_active(model, at, state); }))
      found.push_back("nothing leads to " + model.states[i].name);
  }
}

}  // namespace

std::vector<std::string> flaws(ChartModel const& model) {
  Flaws found;
  find_size(model, found);
  find_names(model, found);
  find_rivals(model, found);
  find_wrong_ways(model, found);
  find_unknown_permits(model, found);
  // The walk needs positions that hold every state.
  if (model.states.size() <= kStatesMax) find_unreachable(model, found);
  return found;
}

}  // namespace gozin::chart
