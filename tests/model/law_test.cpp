#include "tests/model/city.hpp"
#include "tests/model/explorations.hpp"

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <iomanip>
#include <iostream>
#include <thread>

#include <gtest/gtest.h>

namespace gozin::model {
namespace {

using Clock = std::chrono::steady_clock;

/// What no exploration meets, and why. An entry that is met after all fails too.
std::map<std::string, std::string> const& never_met() {
  static std::map<std::string, std::string> const reasons{
      {"Readmitting NomineeExcluded",
       "explorations step from deadline to deadline, and what a readmitted nominee may still show "
       "ends by none"},
      {"RecountDeadlines", "the city keeps its calendar, so nothing is counted otherwise"},
      {"Running DeadlineRecounted", "the same"}};
  return reasons;
}

double seconds_since(Clock::time_point begun) {
  return std::chrono::duration<double>{Clock::now() - begun}.count();
}

void print(std::string_view name, Findings const& found, double seconds) {
  std::cout << std::left << std::setw(40) << name << std::right << std::setw(7) << found.states
            << " states " << std::setw(8) << found.transitions << " transitions " << std::setw(9)
            << found.refusals << " refusals " << std::setw(8) << found.events << " events "
            << std::setw(3) << found.positions.size() << " positions " << std::fixed
            << std::setprecision(1) << seconds << " s" << std::endl;
}

/// What exploring one has found, or why it failed.
struct Explored {
  std::string_view name;
  Findings found;
  std::string failure;
  double seconds = 0;
};

void explore_one(Exploration const& exploration, Explored& into) {
  auto const begun = Clock::now();
  into.name = exploration.name;
  try {
    into.found = explore(exploration);
  } catch (std::exception const& broken) {
    into.failure = broken.what();
  }
  into.seconds = seconds_since(begun);
}

/// Explorations share no world, so two of them go on at once.
std::vector<Explored> explore_each(std::vector<Exploration> const& all) {
  std::vector<Explored> explored(all.size());
  std::atomic<std::size_t> next = 0;
  auto const work = [&] {
    for (auto one = next++; one < all.size(); one = next++) explore_one(all[one], explored[one]);
  };
  std::jthread const other{work};
  work();
  return explored;
}

/// All, or the one that `EXPLORE` names.
std::vector<Exploration> chosen() {
  auto all = explorations();
  if (char const* const only = std::getenv("EXPLORE"))
    std::erase_if(all, [&](Exploration const& one) { return one.name != only; });
  return all;
}

Findings explore_all() {
  Findings all;
  auto const begun = Clock::now();
  for (auto const& one : explore_each(chosen())) {
    print(one.name, one.found, one.seconds);
    EXPECT_EQ(one.failure, "") << one.name;
    all.add(one.found);
  }
  Findings suspended;
  auto const since = Clock::now();
  for (auto const& exploration : suspensions(all.landmarks)) suspended.add(explore(exploration));
  print("a suspension at each position", suspended, seconds_since(since));
  all.add(suspended);
  print("all together", all, seconds_since(begun));
  return all;
}

void check_states(Findings const& all, std::set<std::string>& missing) {
  auto const& model = case_model();
  std::set<std::string> visited;
  for (auto const position : all.positions)
    for (auto const& name : chart::active(model, position)) visited.insert(name);
  for (auto const& state : model.states)
    if (!visited.contains(state.name)) missing.insert(state.name);
}

void check_reactions(Findings const& all, std::set<std::string>& missing) {
  auto const& model = case_model();
  for (auto const& reaction : model.transitions)
    if (!all.reactions.contains({reaction.source, reaction.event}))
      missing.insert(model.states[reaction.source].name + " " + model.events[reaction.event]);
}

void check_commands(Findings const& all, std::set<std::string>& missing) {
  for (auto const& workflow : laws().workflows)
    for (auto const& type : workflow.commands)
      if (type.kind == "case" && !all.commands.contains(type.name))
        missing.insert(std::string{type.name});
}

TEST(Law, HoldsInEveryReachableState) {
  auto const all = explore_all();

  std::set<std::string> missing;
  check_states(all, missing);
  check_reactions(all, missing);
  check_commands(all, missing);
  std::cout << all.reactions.size() << " of " << case_model().transitions.size()
            << " reactions of the chart, " << all.reasons.size() << " reasons of refusal\n";
  for (auto const& what : missing)
    EXPECT_TRUE(never_met().contains(what)) << what << " is never met";
  for (auto const& [what, why] : never_met()) EXPECT_TRUE(missing.contains(what)) << what;
}

}  // namespace
}  // namespace gozin::model
