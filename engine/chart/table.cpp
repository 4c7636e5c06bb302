#include "engine/chart/render.hpp"

#include <algorithm>
#include <array>

namespace gozin::chart {
namespace {

using Row = std::array<std::string, 3>;

std::string state_cell(ChartModel const& model, StateIndex index) {
  auto const& state = model.states[index];
  auto cell = std::string(2 * (path_to(model, index).size() - 1), ' ') + state.name;
  auto const& starts =
      state.parent ? model.states[*state.parent].initial : std::vector<StateIndex>{model.initial};
  if (std::ranges::find(starts, index) != starts.end()) cell += " [initial]";
  if (state.ends) cell += " [end]";
  if (starts.size() > 1) cell += " [region " + std::to_string(state.region) + "]";
  return cell;
}

std::vector<Row> rows_of(ChartModel const& model, StateIndex index) {
  std::vector<Row> rows;
  for (auto const& reaction : reactions_of(model, index))
    rows.push_back({"", model.events[reaction.event],
                    reaction.target ? model.states[*reaction.target].name : "(stays)"});
  if (auto const& permits = model.states[index].permits)
    for (auto const event : *permits) rows.push_back({"", model.events[event], "(permitted)"});
  if (rows.empty()) rows.push_back({});
  rows.front()[0] = state_cell(model, index);
  return rows;
}

}  // namespace

std::string to_table(ChartModel const& model) {
  std::vector<Row> rows{{"state", "event", "target"}, {}};
  for (std::size_t i = 0; i < model.states.size(); ++i)
    std::ranges::move(rows_of(model, static_cast<StateIndex>(i)), std::back_inserter(rows));

  std::array<std::size_t, 3> widths{};
  for (auto const& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  for (std::size_t i = 0; i < widths.size(); ++i) rows[1][i] = std::string(widths[i], '-');

  std::string text = model.name + "\n\n";
  for (auto const& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i)
      line += (i == 0 ? "" : " | ") + row[i] + std::string(widths[i] - row[i].size(), ' ');
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

}  // namespace gozin::chart
