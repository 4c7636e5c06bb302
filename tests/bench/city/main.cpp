// Makes a city of any size, every event by its command through the real pipeline.
//
// Usage: city_maker URL PASSWORD [CASES [LIVE [PEOPLE]]]

#include "tests/bench/city/maker.hpp"

#include <cstdlib>
#include <exception>
#include <iostream>

int main(int count, char** words) {
  auto const number = [&](int at, std::size_t otherwise) {
    return count > at ? static_cast<std::size_t>(std::strtoull(words[at], nullptr, 10)) : otherwise;
  };
  if (count < 3) {
    std::cerr << "Usage: city_maker URL PASSWORD [CASES [LIVE [PEOPLE]]]\n";
    return 2;
  }
  try {
    gozin::bench::CityPlan plan;
    plan.cases = number(3, plan.cases);
    plan.live = number(4, plan.cases);
    plan.people = number(5, plan.people);
    plan.password = words[2];
    plan.config = GOZIN_CONFIG_DIR;
    gozin::bench::make_city(words[1], plan, std::cout);
    return 0;
  } catch (std::exception const& failure) {
    std::cerr << "city_maker: " << failure.what() << '\n';
    return 1;
  }
}
