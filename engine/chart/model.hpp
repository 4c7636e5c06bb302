#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gozin::chart {

using StateIndex = std::uint8_t;
using EventIndex = std::uint16_t;

/// The most states a chart may have: a Position is one bit a state.
inline constexpr std::size_t kStatesMax = 64;

/// Where a machine stands: the set of its active leaf states, bit n for the state with index n.
/// Meaningful only with the model it came from; never stored, always reached by replay.
struct Position {
  std::uint64_t leaves = 0;
  friend auto operator<=>(Position const&, Position const&) = default;
};

/// One state. `initial` has one entry a region and is empty for a leaf. A state with `permits`
/// lets only these events (ascending) pass while it is active. `ends`: declared as an end state.
struct State {
  std::string name;
  std::optional<StateIndex> parent = {};
  std::uint8_t region = 0;
  std::vector<StateIndex> initial = {};
  std::optional<std::vector<EventIndex>> permits = {};
  bool ends = false;
  friend bool operator==(State const&, State const&) = default;
};

/// One reaction of a state. Without a target the state takes the event and nothing moves.
struct Transition {
  StateIndex source = 0;
  EventIndex event = 0;
  std::optional<StateIndex> target = {};
  friend bool operator==(Transition const&, Transition const&) = default;
};

/// A statechart as plain data. States stand in pre-order (regions in order, inside a region the
/// initial state first, then as met along the transitions); transitions by source, then as
/// declared; events by first appearance among the transitions.
struct ChartModel {
  std::string name;
  StateIndex initial = 0;
  std::vector<State> states = {};
  std::vector<Transition> transitions = {};
  std::vector<std::string> events = {};
  friend bool operator==(ChartModel const&, ChartModel const&) = default;
};

/// The position of a machine that has just been started.
Position initial(ChartModel const& model);

/// Whether the event may happen here: an active state reacts to it, and every active state that
/// has `permits` lists it.
bool accepts(ChartModel const& model, Position position, EventIndex event);

/// Where the event leads, exactly as the Boost machine moves; nothing if no active state reacts.
/// Like the machine it does not ask `permits`: only accepts() does.
std::optional<Position> next(ChartModel const& model, Position position, EventIndex event);

/// The events that may happen here, ascending.
std::vector<EventIndex> acceptable(ChartModel const& model, Position position);

/// The active states whose `permits` do not list the event, in the order of the model.
std::vector<std::string> forbidding(ChartModel const& model, Position position, EventIndex event);

/// Every position that accepted events can reach from the initial one, ascending.
std::vector<Position> reachable(ChartModel const& model);

/// The names of the active leaf states, in alphabetical order.
std::vector<std::string> leaf_names(ChartModel const& model, Position position);

/// The names of all active states, leaves and what surrounds them, in the order of the model.
std::vector<std::string> active(ChartModel const& model, Position position);

/// Whether the state itself or one inside it is active.
bool is_active(ChartModel const& model, Position position, StateIndex state);

std::optional<EventIndex> find_event(ChartModel const& model, std::string_view name);
std::optional<StateIndex> find_state(ChartModel const& model, std::string_view name);

/// The position with exactly these leaves; nothing if a name is unknown or no leaf.
std::optional<Position> position_of(ChartModel const& model, std::span<std::string const> leaves);

/// What a state declares, in order.
std::span<Transition const> reactions_of(ChartModel const& model, StateIndex state);

/// The states directly inside one region; the outermost states for no parent.
std::vector<StateIndex> children(ChartModel const& model, std::optional<StateIndex> parent,
                                 std::size_t region = 0);

/// From the outermost state down to the state itself.
std::vector<StateIndex> path_to(ChartModel const& model, StateIndex state);

/// Whether `state` is `outer` or lies inside it.
bool lies_in(ChartModel const& model, StateIndex state, StateIndex outer);

/// What a transition leaves and enters: the outermost state left, the outermost state entered, and
/// the innermost state around both (none: the machine itself). All transitions are external: the
/// source is left even if the target lies inside it.
struct Span {
  std::optional<StateIndex> around = {};
  StateIndex left = 0;
  StateIndex entered = 0;
};
Span span_of(ChartModel const& model, StateIndex source, StateIndex target);

}  // namespace gozin::chart
