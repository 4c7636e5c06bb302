#include "engine/command/streams.hpp"
#include "engine/event/json.hpp"
#include "tests/model/explorations.hpp"

#include <algorithm>
#include <iostream>
#include <stdexcept>

// Prints, one JSON object a line, how each position of the case's chart was first reached by
// exploring, and what the chart says to every event there: who takes it and where it leads. Events
// that a line does not answer are refused. Model and Boost.Statechart machine are held against each
// other on the way.

namespace gozin::model {
namespace {

json::array leaves_of(chart::Position position) {
  json::array names;
  for (auto const& name : chart::leaf_names(case_model(), position)) names.push_back(name.c_str());
  return names;
}

/// The events of one case on the way to a world, in order.
std::vector<Happened> way_to(std::shared_ptr<HistoryStep const> const& history) {
  std::vector<HistoryStep const*> steps;
  for (auto const* step = history.get(); step; step = step->before.get()) steps.push_back(step);
  std::vector<Happened> way;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step)
    for (auto const& happened : (*step)->events)
      if (happened.recorded.at.stream.text == "case/c-1") way.push_back(happened);
  return way;
}

chart::EventIndex index_of(Happened const& happened) {
  return *chart::find_event(case_model(), happened.recorded.event.type().name);
}

std::unique_ptr<chart::Machine> machine_after(std::vector<Happened> const& way) {
  auto machine = laws().kind("case").chart.start();
  for (auto const& happened : way)
    if (!machine->process(index_of(happened)) || machine->position() != happened.after)
      throw std::logic_error("the machine goes another way than the model");
  return machine;
}

json::object answers_at(chart::Position position, std::vector<Happened> const& way) {
  auto const& model = case_model();
  json::object answers;
  for (auto const event : chart::acceptable(model, position)) {
    auto const after = *chart::next(model, position, event);
    auto machine = machine_after(way);
    if (!machine->process(event) || machine->position() != after)
      throw std::logic_error("the machine answers otherwise than the model");
    answers[model.events[event]] =
        json::object{{"taker", model.states[taker_of(model, position, event)].name},
                     {"after", leaves_of(after)}};
  }
  return answers;
}

void print_way(chart::Position position, std::shared_ptr<HistoryStep const> const& history) {
  auto const way = way_to(history);
  if (!way.empty() && way.back().after != position)
    throw std::logic_error("a history that ends elsewhere");
  json::array steps;
  for (auto const& happened : way)
    steps.push_back(json::object{{"event", std::string{happened.recorded.event.type().name}},
                                 {"after", leaves_of(happened.after)}});
  std::cout << to_canonical(json::object{{"here", leaves_of(position)},
                                         {"way", std::move(steps)},
                                         {"answers", answers_at(position, way)}})
            << '\n';
}

void run() {
  Findings all;
  for (auto const& exploration : explorations()) all.add(explore(exploration));
  for (auto const& exploration : suspensions(all.landmarks)) all.add(explore(exploration));
  json::array events;
  for (auto const& name : case_model().events) events.push_back(name.c_str());
  std::cout << to_canonical(json::object{{"events", std::move(events)}}) << '\n';
  for (auto const& [position, history] : all.ways) print_way(position, history);
}

}  // namespace
}  // namespace gozin::model

int main() {
  try {
    gozin::model::run();
    return 0;
  } catch (std::exception const& failed) {
    std::cerr << failed.what() << '\n';
    return 1;
  }
}
