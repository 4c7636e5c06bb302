#include "engine/chart/render.hpp"

#include <map>

namespace gozin::chart {
namespace {

/// The leaf that stands for a state at the end of an edge: Graphviz joins nodes, not clusters.
StateIndex leaf_of(ChartModel const& model, StateIndex state) {
  while (!model.states[state].initial.empty()) state = model.states[state].initial.front();
  return state;
}

/// Name, what stays and what is permitted, a line each (`\l`: left-justified).
std::string label_of(ChartModel const& model, StateIndex index) {
  auto const& state = model.states[index];
  auto label = state.name + (state.ends ? " (end)" : "") + "\\n";
  for (auto const& reaction : reactions_of(model, index))
    if (!reaction.target) label += model.events[reaction.event] + "\\l";
  if (!state.permits) return label;
  label += "only:\\l";
  for (auto const event : *state.permits) label += "  " + model.events[event] + "\\l";
  return label;
}

class Dot {
 public:
  Dot(ChartModel const& model, std::optional<Position> lit) : model_{model}, lit_{lit} {}

  std::string run() {
    text_ = "digraph \"" + model_.name + "\" {\n";
    text_ += "  compound=true; rankdir=TB; node [shape=box, style=rounded]; labeljust=l;\n";
    for (auto const state : children(model_, std::nullopt)) add(state, "  ");
    start("start", model_.initial);
    edges();
    return text_ + "}\n";
  }

 private:
  void add(StateIndex index, std::string const& indent) {
    auto const& state = model_.states[index];
    auto const label = "label=\"" + label_of(model_, index) + "\"";
    if (state.initial.empty()) {
      auto const filled = lit_ && is_active(model_, *lit_, index)
                              ? ", style=\"rounded,filled\", fillcolor=\"#ffe08a\", penwidth=3"
                              : "";
      text_ += indent + "\"" + state.name + "\" [" + label + filled + "];\n";
      return;
    }
    text_ += indent + "subgraph \"cluster_" + state.name + "\" {\n" + indent + "  " + label + ";\n";
    for (std::size_t region = 0; region < state.initial.size(); ++region)
      add_region(index, region, indent + "  ");
    text_ += indent + "}\n";
  }

  void add_region(StateIndex index, std::size_t region, std::string const& indent) {
    auto const& state = model_.states[index];
    auto const many = state.initial.size() > 1;
    auto const name = state.name + "." + std::to_string(region);
    if (many)
      text_ += indent + "subgraph \"cluster_" + name + "\" {\n" + indent +
               "  label=\"\"; style=dashed;\n";
    for (auto const inner : children(model_, index, region)) add(inner, indent + "  ");
    start(name, state.initial[region], indent + "  ");
    if (many) text_ += indent + "}\n";
  }

  void start(std::string const& name, StateIndex state, std::string const& indent = "  ") {
    text_ += indent + "\"" + name + "\" [shape=point, label=\"\"];\n";
    text_ += indent + "\"" + name + "\" -> \"" + model_.states[leaf_of(model_, state)].name + "\"" +
             (model_.states[state].initial.empty() ? "" : " [lhead=\"" + cluster(state) + "\"]") +
             ";\n";
  }

  std::string cluster(StateIndex state) const { return "cluster_" + model_.states[state].name; }

  /// One edge for all events that lead from one state to one other.
  void edges() {
    std::map<std::pair<StateIndex, StateIndex>, std::string> labels;
    for (auto const& transition : model_.transitions)
      if (transition.target)
        labels[{transition.source, *transition.target}] += model_.events[transition.event] + "\\n";
    for (auto const& [ends, label] : labels) {
      auto const [source, target] = ends;
      text_ += "  \"" + model_.states[leaf_of(model_, source)].name + "\" -> \"" +
               model_.states[leaf_of(model_, target)].name + "\" [label=\"" + label + "\"";
      // Graphviz refuses an edge that ends at a cluster around its other end.
      if (!model_.states[source].initial.empty() && !lies_in(model_, target, source))
        text_ += ", ltail=\"" + cluster(source) + "\"";
      if (!model_.states[target].initial.empty() && !lies_in(model_, source, target))
        text_ += ", lhead=\"" + cluster(target) + "\"";
      text_ += ", tooltip=\"" + model_.states[source].name + " to " + model_.states[target].name +
               "\"];\n";
    }
  }

  ChartModel const& model_;
  std::optional<Position> lit_;
  std::string text_;
};

}  // namespace

std::string to_dot(ChartModel const& model, std::optional<Position> lit) {
  return Dot{model, lit}.run();
}

}  // namespace gozin::chart
