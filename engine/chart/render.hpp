#pragma once

#include "engine/chart/model.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace gozin::chart {

/// Aligned plain text `state | event | target`; a reaction that stays has the target `(stays)`, a
/// permitted event `(permitted)`.
std::string to_table(ChartModel const& model);

/// Mermaid stateDiagram-v2. Reactions that stay and permits stand in notes.
std::string to_mermaid(ChartModel const& model);

/// Graphviz: a cluster for each state with states inside; active leaves are filled if a position
/// is given.
std::string to_dot(ChartModel const& model, std::optional<Position> lit = {});

/// W3C SCXML 1.0. Regions become children of `<parallel>`; `permits` become a `cond` with
/// `!In('S')` for every state S that does not permit the event (hence the ECMAScript data model);
/// end states are `<state>`, because `<final>` takes no transitions.
std::string to_scxml(ChartModel const& model);

/// How a picture speaks: `of` turns the name of a state, an event or the chart into what is shown.
struct Labels {
  std::function<std::string(std::string_view)> of = [](std::string_view name) {
    return std::string{name};
  };
  std::string permits = "only:";
  std::string here = "here now";
  bool right_to_left = false;
};

/// A picture of its own, without any other program: boxes in boxes, in each box what the state
/// reacts to and where that leads, arrows only between neighbours inside one box. Styled by
/// presentation attributes and classes, never by inline style: `state`, `lit` (active leaf),
/// `around` (an active state around it), `leaf`, `ends`, `transition`, `stay`, `permit`, `arrow`,
/// `region`.
std::string to_svg(ChartModel const& model, std::optional<Position> lit = {},
                   Labels const& labels = {});

}  // namespace gozin::chart
