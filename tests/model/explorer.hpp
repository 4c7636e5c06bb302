#pragma once

#include "tests/model/menu.hpp"

#include <set>

// Goes breadth-first through everything that can happen in a small world.
namespace gozin::model {

/// What an exploration, or all of them together, have met.
struct Findings {
  std::size_t states = 0;
  std::size_t transitions = 0;  // commands accepted
  std::size_t refusals = 0;
  std::size_t events = 0;
  std::set<chart::Position> positions;                                  // of the case's chart
  std::set<std::pair<chart::StateIndex, chart::EventIndex>> reactions;  // who took which event
  std::map<std::string_view, std::size_t> commands;                     // accepted, by name
  std::set<std::string_view> reasons;                                   // of refusals
  std::map<std::pair<chart::Position, chart::EventIndex>, chart::Position> moves;
  std::map<chart::Position, std::shared_ptr<HistoryStep const>> ways;  // a shortest history to each
  std::vector<World> landmarks;  // a world at each new position

  void add(Findings const& other);
};

struct Exploration {
  std::string_view name;
  World start;
  std::vector<StreamId> streams;     // cases (opened or not) and sessions that are acted on
  std::set<std::string_view> moves;  // commands whose outcome is explored on
  bool waits = true;                 // whether time may pass
  /// Keeps the world small: what it refuses is tried and checked, but not explored on.
  bool (*bounds)(World const& world) = nullptr;
  std::size_t states_max = 4'000;  // more is an explosion, and fails
};

/// Every attempt that the workflow's hook lets through, in a fixed order; `refused` counts the
/// claims that it did not, and collects why.
[[nodiscard]] std::vector<Attempt> attempts_in(World& world, std::vector<StreamId> const& streams,
                                               Findings& findings);

/// Tries everything in every reachable world. Throws std::logic_error with the whole story when
/// the witness finds something that must never happen.
[[nodiscard]] Findings explore(Exploration const& exploration);

/// The state that takes an event where the chart stands.
[[nodiscard]] chart::StateIndex taker_of(chart::ChartModel const& model, chart::Position position,
                                         chart::EventIndex event);

/// The case's chart.
[[nodiscard]] chart::ChartModel const& case_model();

}  // namespace gozin::model
