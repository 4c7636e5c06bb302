#include "tests/model/city.hpp"
#include "tests/model/explorations.hpp"

#include <chrono>
#include <iostream>

#include <gtest/gtest.h>

namespace gozin::model {
namespace {

void print(std::string_view name, Findings const& findings, double seconds) {
  std::cout << name << ": " << findings.states << " states, " << findings.transitions
            << " transitions, " << findings.refusals << " refusals, " << findings.events
            << " events, " << findings.positions.size() << " positions, " << seconds << " s\n";
}

TEST(Law, HoldsInEveryReachableState) {
  Findings all;
  for (auto const& exploration : explorations()) {
    auto const begun = std::chrono::steady_clock::now();
    auto const found = explore(exploration);
    std::chrono::duration<double> const took = std::chrono::steady_clock::now() - begun;
    print(exploration.name, found, took.count());
    all.add(found);
  }
}

}  // namespace
}  // namespace gozin::model
