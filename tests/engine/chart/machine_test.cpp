#include "tests/engine/chart/sample_chart.hpp"

#include <map>
#include <stdexcept>

#include <gtest/gtest.h>

namespace gozin::chart {
namespace {

using Path = std::vector<EventIndex>;

/// Every position that any event leads to, permitted or not, with a way there.
std::map<Position, Path> all_positions(ChartModel const& model) {
  std::map<Position, Path> found{{initial(model), {}}};
  std::vector<Position> open{initial(model)};
  while (!open.empty()) {
    auto const position = open.back();
    open.pop_back();
    for (std::size_t event = 0; event < model.events.size(); ++event) {
      auto path = found.at(position);
      path.push_back(static_cast<EventIndex>(event));
      auto const after = next(model, position, path.back());
      if (after && found.emplace(*after, path).second) open.push_back(*after);
    }
  }
  return found;
}

std::unique_ptr<Machine> machine_after(Chart const& chart, Path const& path) {
  auto machine = chart.start();
  for (auto const event : path) EXPECT_TRUE(machine->process(event));
  return machine;
}

void expect_agreement(Chart const& chart, std::size_t positions) {
  auto const all = all_positions(chart.model);
  EXPECT_EQ(all.size(), positions);
  for (auto const& [position, path] : all) {
    for (std::size_t i = 0; i < chart.model.events.size(); ++i) {
      auto const event = static_cast<EventIndex>(i);
      auto const machine = machine_after(chart, path);
      ASSERT_EQ(machine->position(), position);

      auto const expected = next(chart.model, position, event);
      auto const consumed = machine->process(event);

      EXPECT_EQ(consumed, expected.has_value()) << chart.model.events[i];
      EXPECT_EQ(machine->position(), expected.value_or(position)) << chart.model.events[i];
    }
  }
}

TEST(Machine, AgreesWithNextInEveryPositionForEveryEvent) {
  // (Draft, Casting, Result, four pairs of checks, Granted, Refused) times (Free, Held).
  expect_agreement(sample_chart(), 18);
  expect_agreement(short_chart(), 3);
  expect_agreement(extended_chart(), 3);
}

TEST(Machine, LeavesThePositionAloneWhenNobodyTakesTheEvent) {
  auto const chart = sample_chart();
  auto const machine = chart.start();
  auto const before = machine->position();

  EXPECT_FALSE(machine->process(*find_event(chart.model, "Approved")));

  EXPECT_EQ(machine->position(), before);
  EXPECT_TRUE(machine->process(*find_event(chart.model, "Noted")));
  EXPECT_EQ(machine->position(), before);
}

TEST(Machine, StartsAnotherOneEachTime) {
  auto const chart = sample_chart();
  auto const first = chart.start();
  ASSERT_TRUE(first->process(*find_event(chart.model, "Submitted")));

  EXPECT_EQ(chart.start()->position(), initial(chart.model));
}

TEST(Machine, ThrowsForAnEventThatIsNotTheCharts) {
  auto const chart = sample_chart();
  auto const beyond = static_cast<EventIndex>(chart.model.events.size());

  EXPECT_THROW(chart.start()->process(beyond), std::out_of_range);
}

// Known traps of the library: what the rules for charts in README.md rest on.

TEST(StatechartTrap, AnEventOfTwoRegionsReachesOnlyTheFirst) {
  auto const chart = rival_chart();
  auto const machine = chart.start();
  auto const shifted = *find_event(chart.model, "Shifted");

  EXPECT_TRUE(machine->process(shifted));
  EXPECT_EQ(leaf_names(chart.model, machine->position()),
            (std::vector<std::string>{"LeftAfter", "RightBefore"}));
  EXPECT_TRUE(machine->process(shifted));
  EXPECT_EQ(leaf_names(chart.model, machine->position()),
            (std::vector<std::string>{"LeftAfter", "RightAfter"}));
}

TEST(StatechartTrap, AWayOutOfOneRegionLeavesAllOfThem) {
  auto const chart = rival_chart();
  auto const machine = chart.start();

  EXPECT_TRUE(machine->process(*find_event(chart.model, "Closed")));

  EXPECT_EQ(leaf_names(chart.model, machine->position()), (std::vector<std::string>{"Outside"}));
}

}  // namespace
}  // namespace gozin::chart
