#include "engine/chart/render.hpp"

#include <algorithm>

namespace gozin::chart {
namespace {

/// Names are C++ identifiers, so nothing needs escaping but the operators of the condition.
std::string condition_of(ChartModel const& model, EventIndex event) {
  std::string condition;
  for (auto const& state : model.states) {
    if (!state.permits) continue;
    if (std::ranges::binary_search(*state.permits, event)) continue;
    condition += (condition.empty() ? "" : " &amp;&amp; ") + ("!In('" + state.name + "')");
  }
  return condition;
}

class Scxml {
 public:
  explicit Scxml(ChartModel const& model) : model_{model} {}

  std::string run() {
    text_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    text_ += "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"1.0\" name=\"" +
             model_.name + "\" datamodel=\"ecmascript\" initial=\"" + name(model_.initial) +
             "\">\n";
    for (auto const state : children(model_, std::nullopt)) add(state, "  ");
    return text_ + "</scxml>\n";
  }

 private:
  std::string name(StateIndex state) const { return model_.states[state].name; }

  void add(StateIndex index, std::string const& indent) {
    auto const& state = model_.states[index];
    auto const many = state.initial.size() > 1;
    auto const element = std::string{many ? "parallel" : "state"};
    text_ += indent + "<" + element + " id=\"" + state.name + "\"";
    if (state.initial.size() == 1) text_ += " initial=\"" + name(state.initial.front()) + "\"";
    text_ += ">\n";
    for (auto const& reaction : reactions_of(model_, index)) add(reaction, indent + "  ");
    for (std::size_t region = 0; region < state.initial.size(); ++region)
      add_region(index, region, indent);
    text_ += indent + "</" + element + ">\n";
  }

  void add_region(StateIndex index, std::size_t region, std::string indent) {
    auto const& state = model_.states[index];
    auto const many = state.initial.size() > 1;
    // A state a region, even around a single state: in SCXML a transition never stops at a
    // `<parallel>`, without it one that stays in its region would leave all of them.
    if (many) {
      indent += "  ";
      text_ += indent + "<state id=\"" + state.name + "." + std::to_string(region) +
               "\" initial=\"" + name(state.initial[region]) + "\">\n";
    }
    for (auto const inner : children(model_, index, region)) add(inner, indent + "  ");
    if (many) text_ += indent + "</state>\n";
  }

  void add(Transition const& transition, std::string const& indent) {
    text_ += indent + "<transition event=\"" + model_.events[transition.event] + "\"";
    if (auto const condition = condition_of(model_, transition.event); !condition.empty())
      text_ += " cond=\"" + condition + "\"";
    if (transition.target) text_ += " target=\"" + name(*transition.target) + "\"";
    text_ += "/>\n";
  }

  ChartModel const& model_;
  std::string text_;
};

}  // namespace

std::string to_scxml(ChartModel const& model) { return Scxml{model}.run(); }

}  // namespace gozin::chart
