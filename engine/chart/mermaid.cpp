#include "engine/chart/render.hpp"

namespace gozin::chart {
namespace {

class Mermaid {
 public:
  explicit Mermaid(ChartModel const& model) : model_{model} {}

  std::string run() {
    text_ = "stateDiagram-v2\n";
    add_region(std::nullopt, 0, model_.initial, "  ");
    return text_;
  }

 private:
  std::string name(StateIndex state) const { return model_.states[state].name; }

  void add_region(std::optional<StateIndex> parent, std::size_t region, StateIndex initial,
                  std::string const& indent) {
    text_ += indent + "[*] --> " + name(initial) + "\n";
    // A transition stands in the innermost box around both its ends, and before the boxes inside:
    // Mermaid puts a state into the last box that mentions it.
    for (auto const& transition : model_.transitions) {
      if (!transition.target) continue;
      auto const span = span_of(model_, transition.source, *transition.target);
      if (span.around == parent && model_.states[span.left].region == region)
        text_ += indent + name(transition.source) + " --> " + name(*transition.target) + " : " +
                 model_.events[transition.event] + "\n";
    }
    for (auto const state : children(model_, parent, region)) add(state, indent);
  }

  void add(StateIndex index, std::string const& indent) {
    auto const& state = model_.states[index];
    if (state.initial.empty()) {
      // The bare name: after `state Name` alone Mermaid takes the next line for a part of it.
      text_ += indent + state.name + "\n";
    } else {
      text_ += indent + "state " + state.name + " {\n";
      for (std::size_t region = 0; region < state.initial.size(); ++region) {
        if (region > 0) text_ += indent + "  --\n";
        add_region(index, region, state.initial[region], indent + "  ");
      }
      text_ += indent + "}\n";
    }
    if (state.ends) text_ += indent + state.name + " --> [*]\n";
    add_note(index, indent);
  }

  void add_note(StateIndex index, std::string const& indent) {
    std::string lines;
    for (auto const& reaction : reactions_of(model_, index))
      if (!reaction.target) lines += indent + "  " + model_.events[reaction.event] + " (stays)\n";
    if (auto const& permits = model_.states[index].permits)
      for (auto const event : *permits)
        lines += indent + "  " + model_.events[event] + " (permitted)\n";
    if (lines.empty()) return;
    text_ += indent + "note right of " + name(index) + "\n" + lines + indent + "end note\n";
  }

  ChartModel const& model_;
  std::string text_;
};

}  // namespace

std::string to_mermaid(ChartModel const& model) { return Mermaid{model}.run(); }

}  // namespace gozin::chart
