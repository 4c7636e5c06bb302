#include "tests/model/city.hpp"
#include "tests/model/explorations.hpp"

#include <chrono>
#include <cstdlib>
#include <iomanip>
#include <iostream>

#include <gtest/gtest.h>

namespace gozin::model {
namespace {

using Clock = std::chrono::steady_clock;

/// What no exploration meets, and why. An entry that is met after all fails too.
std::map<std::string, std::string> const& never_met() {
  static std::map<std::string, std::string> const reasons{};
  return reasons;
}

void print(std::string_view name, Findings const& found, Clock::time_point begun) {
  std::chrono::duration<double> const took = Clock::now() - begun;
  std::cout << std::left << std::setw(40) << name << std::right << std::setw(7) << found.states
            << " states " << std::setw(8) << found.transitions << " transitions " << std::setw(9)
            << found.refusals << " refusals " << std::setw(8) << found.events << " events "
            << std::setw(3) << found.positions.size() << " positions " << std::fixed
            << std::setprecision(1) << took.count() << " s" << std::endl;
}

Findings explore_all() {
  Findings all;
  auto const begun = Clock::now();
  char const* const only = std::getenv("EXPLORE");
  for (auto const& exploration : explorations()) {
    if (only && exploration.name != only) continue;
    auto const one = Clock::now();
    try {
      auto const found = explore(exploration);
      print(exploration.name, found, one);
      all.add(found);
    } catch (std::exception const& broken) {
      ADD_FAILURE() << exploration.name << ": " << broken.what();
    }
  }
  Findings suspended;
  auto const since = Clock::now();
  for (auto const& exploration : suspensions(all.landmarks)) suspended.add(explore(exploration));
  print("a suspension at each position", suspended, since);
  all.add(suspended);
  print("all together", all, begun);
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
