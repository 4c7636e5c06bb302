#pragma once

#include "engine/chart/model.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <typeindex>
#include <vector>

namespace gozin::chart {

/// The unqualified name of a type, without its namespaces.
std::string unqualified_name(std::type_index type);

/// Gives one kind of event to a machine of the type the survey was made for.
using Offer = bool (*)(void* machine);

/// What the walk over the state types collects, in the order met; assemble() makes the model of it.
/// It keeps the templates of reflect.hpp small: everything else is compiled once.
struct Survey {
  struct Reaction {
    std::type_index event;
    std::optional<std::type_index> target = {};
  };
  struct StateSeen {
    std::type_index type;
    std::optional<std::type_index> parent = {};
    std::uint8_t region = 0;
    std::vector<std::type_index> initial = {};
    std::vector<Reaction> reactions = {};
    std::optional<std::vector<std::type_index>> permits = {};
    bool ends = false;
    StateIndex* slot = nullptr;  ///< receives the state's index
  };
  struct EventSeen {
    std::type_index type;
    Offer offer = nullptr;
  };

  std::vector<StateSeen> states;
  std::vector<EventSeen> events;

  [[nodiscard]] bool has_state(std::type_index type) const;
  void add_event(std::type_index type, Offer offer);
};

/// A model together with how its events are given to the machine, by EventIndex.
struct Assembly {
  ChartModel model;
  std::vector<Offer> offers;
};

/// Orders what was seen and turns types into indices; fills every slot. std::logic_error if there
/// are more states than a StateIndex can number.
Assembly assemble(Survey const& survey, std::type_index initial);

}  // namespace gozin::chart
