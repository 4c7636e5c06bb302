#include "tests/simulation/simulation.hpp"

#include <cstdlib>
#include <iostream>

#include <gtest/gtest.h>

namespace gozin::simulation {
namespace {

/// Of the environment, or else of every run alike.
std::uint64_t number_of(char const* variable, std::uint64_t otherwise) {
  auto const* given = std::getenv(variable);
  return given ? std::strtoull(given, nullptr, 10) : otherwise;
}

TEST(Simulation, HoldsWhateverGoesWrong) {
  Asked const asked{
      .seed = number_of("SIMULATION_SEED", 14'050'902),
      .commands = static_cast<std::int64_t>(number_of("SIMULATION_COMMANDS", 100'000))};
  auto const report = simulate(asked);

  std::cout << "seed " << asked.seed << "\n" << to_text(report);
  ASSERT_FALSE(report.failure) << failure_text(asked, report);
  EXPECT_GE(report.tally.commands, asked.commands);
}

/// What a simulation cannot find in what it never does.
TEST(Simulation, MeetsEveryFaultAndComesToDecrees) {
  Asked const asked{.seed = 5, .commands = 20'000};
  auto const report = simulate(asked);

  ASSERT_FALSE(report.failure) << failure_text(asked, report);
  for (auto const* fault : {"busy", "write_fails", "commit_fails", "reply_lost", "frozen", "crash",
                            "killed", "full_disk", "clock_back", "clock_forward"})
    EXPECT_GT(report.tally.faults.contains(fault) ? report.tally.faults.at(fault) : 0, 0) << fault;
  std::int64_t appointed = 0;
  for (auto const& [state, cases] : report.tally.ends)
    if (state.starts_with("Appointed")) appointed += cases;
  EXPECT_GT(appointed, 0);
  EXPECT_GT(report.tally.replayed, 0);
  EXPECT_GT(report.tally.largest_batch, 4);
}

TEST(Simulation, DoesTheSameForTheSameSeed) {
  Asked const asked{.seed = 11, .commands = 6'000};
  auto const first = simulate(asked);
  auto const second = simulate(asked);
  auto const other = simulate({.seed = 12, .commands = 6'000});

  EXPECT_EQ(to_text(first), to_text(second));
  EXPECT_NE(first.trace.digest(), other.trace.digest());
}

TEST(Simulation, PlaysOneCityAgainByItsNumber) {
  Asked const asked{.seed = 11, .commands = 6'000};
  std::string whole;
  std::string alone;
  std::size_t cities = 0;
  (void)simulate(asked, {.told = [&](std::string_view line) {
                   if (line.starts_with("a city with")) ++cities;
                   if (cities == 2) whole += std::string{line} + "\n";
                 }});
  (void)simulate(asked, {.first = 1,
                         .told = [&](std::string_view line) { alone += std::string{line} + "\n"; },
                         .over = [](Tally const&) { return true; }});

  ASSERT_GE(cities, 2U);
  EXPECT_EQ(whole, alone);
  EXPECT_FALSE(alone.empty());
}

}  // namespace
}  // namespace gozin::simulation
