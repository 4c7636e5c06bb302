#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace gozin::simulation {

/// What happened in a simulation, counted.
struct Tally {
  std::int64_t cities = 0;
  std::int64_t commands = 0;  // given to a node; the same one given again counts again
  std::int64_t accepted = 0;
  std::int64_t refused = 0;
  std::int64_t replayed = 0;    // answered as the first time
  std::int64_t unanswered = 0;  // the node failed or died over it
  std::int64_t events = 0;
  std::int64_t commits = 0;
  std::int64_t largest_batch = 0;  // commands in one commit
  std::map<std::string, std::int64_t> faults;
  std::map<std::string, std::int64_t> ends;       // of cases, by the state in which they stand last
  std::map<std::string, std::int64_t> reasons;    // of refusals
  std::map<std::string, std::int64_t> performed;  // commands accepted, by name
};

}  // namespace gozin::simulation
