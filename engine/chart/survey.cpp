#include "engine/chart/survey.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include <boost/core/demangle.hpp>

namespace gozin::chart {
namespace {

class Assembler {
 public:
  explicit Assembler(Survey const& survey) : survey_{survey} {
    if (survey.states.size() > std::numeric_limits<StateIndex>::max())
      throw std::logic_error{"a chart must not have more than 64 states"};
  }

  Assembly run(std::type_index initial) {
    place_children(std::nullopt, {initial});
    assembly_.model.initial = index_of(initial);
    for (auto const& seen : states_) add_reactions(*seen);
    for (auto const& seen : states_) add_state(*seen);
    return std::move(assembly_);
  }

 private:
  Survey::StateSeen const& seen(std::type_index type) const {
    return *std::ranges::find(survey_.states, type, &Survey::StateSeen::type);
  }

  /// Pre-order: region by region, the initial state first, the others as they were met.
  void place_children(std::optional<std::type_index> parent,
                      std::vector<std::type_index> const& initial) {
    for (std::size_t region = 0; region < initial.size(); ++region) {
      place(initial[region]);
      for (auto const& state : survey_.states)
        if (state.parent == parent && state.region == region && state.type != initial[region])
          place(state.type);
    }
  }

  void place(std::type_index type) {
    auto const& state = seen(type);
    *state.slot = static_cast<StateIndex>(states_.size());
    states_.push_back(&state);
    place_children(type, state.initial);
  }

  StateIndex index_of(std::type_index type) const { return *seen(type).slot; }

  EventIndex event_of(std::type_index type) {
    auto const known = std::ranges::find(events_, type);
    auto const index = static_cast<EventIndex>(known - events_.begin());
    if (known != events_.end()) return index;
    events_.push_back(type);
    assembly_.model.events.push_back(unqualified_name(type));
    assembly_.offers.push_back(
        std::ranges::find(survey_.events, type, &Survey::EventSeen::type)->offer);
    return index;
  }

  void add_reactions(Survey::StateSeen const& state) {
    for (auto const& reaction : state.reactions) {
      Transition transition{.source = *state.slot, .event = event_of(reaction.event)};
      if (reaction.target) transition.target = index_of(*reaction.target);
      assembly_.model.transitions.push_back(transition);
    }
  }

  void add_state(Survey::StateSeen const& seen_state) {
    State state{.name = unqualified_name(seen_state.type),
                .region = seen_state.region,
                .ends = seen_state.ends};
    if (seen_state.parent) state.parent = index_of(*seen_state.parent);
    for (auto const& inner : seen_state.initial) state.initial.push_back(index_of(inner));
    if (seen_state.permits) {
      auto& permits = state.permits.emplace();
      for (auto const& event : *seen_state.permits) permits.push_back(event_of(event));
      std::ranges::sort(permits);
    }
    assembly_.model.states.push_back(std::move(state));
  }

  Survey const& survey_;
  std::vector<Survey::StateSeen const*> states_;
  std::vector<std::type_index> events_;
  Assembly assembly_;
};

}  // namespace

std::string unqualified_name(std::type_index type) {
  auto const full = boost::core::demangle(type.name());
  auto const colons = full.rfind("::");
  return colons == std::string::npos ? full : full.substr(colons + 2);
}

bool Survey::has_state(std::type_index type) const {
  return std::ranges::find(states, type, &StateSeen::type) != states.end();
}

void Survey::add_event(std::type_index type, Offer offer) {
  if (std::ranges::find(events, type, &EventSeen::type) == events.end())
    events.push_back({.type = type, .offer = offer});
}

Assembly assemble(Survey const& survey, std::type_index initial) {
  return Assembler{survey}.run(initial);
}

}  // namespace gozin::chart
