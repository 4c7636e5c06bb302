#pragma once

#include "tests/bench/city/crew.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace gozin::bench {

/// Units of the city; each has its posts and the officer who fills them.
constexpr std::size_t kUnits = 8;

/// Who acts in the cases of a city, and by which rules.
struct Offices {
  std::vector<PersonId> officers;  // one a unit
  PersonId affairs;
  PersonId finance;
  PersonId mayor;
  std::vector<PersonId> assessors;
  std::vector<PersonId> staff;  // whoever may be put forward
  StreamId rules;
};

struct Founded {
  Offices offices;
  std::vector<StreamId> posts;
};

struct FoundingPlan {
  std::size_t people = 0;  // in the register, whoever acts included
  std::size_t posts = 0;
  std::string config;    // the folder `config` of the repository
  std::string password;  // of the accounts of whoever acts: `affairs`, `finance`, `mayor`, …
};

/// Opens the log of a demonstration, registers everybody, grants roles, forms the council that
/// approves the rules: those of Armanshahr without the gates that its bodies keep.
[[nodiscard]] Founded found_city(app::City& city, Crew& crew, FoundingPlan const& plan);

/// So many lines of the budget, each enough for some hundreds of cases.
[[nodiscard]] std::vector<StreamId> open_budget_lines(Crew& crew, std::size_t year,
                                                      std::size_t count);

[[nodiscard]] std::string unit_name(std::size_t number);

}  // namespace gozin::bench
