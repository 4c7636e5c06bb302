#pragma once

#include "tests/bench/city/lane.hpp"

#include <iosfwd>

namespace gozin::bench {

struct CityPlan {
  std::size_t cases = 1'000;   // all together
  std::size_t live = 1'000;    // that are left on their way
  std::size_t people = 1'000;  // in the register
  std::string config;          // the folder `config` of the repository
  std::string password;        // of the accounts of whoever acts
};

/// Makes a city of that size in the empty database, every event by its command through the real
/// pipeline; ends about now. Tells its progress and speed. Throws std::runtime_error at the first
/// refusal.
void make_city(std::string const& url, CityPlan const& plan, std::ostream& told);

}  // namespace gozin::bench
