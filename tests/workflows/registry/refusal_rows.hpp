#pragma once

#include "tests/support/city.hpp"
#include "workflows/registry/reasons.hpp"
#include "workflows/registry/states.hpp"

#include <functional>

// What the tables of refusals of the register have in common.
namespace gozin::registry {

struct Row {
  Reason reason;
  std::function<Result<Decision>(judge::Judge&)> act;
};

inline StreamId const kArash{"person/arash"};
inline StreamId const kCouncil{"body/council"};
inline StreamId const kParks{"budget/parks"};
inline Call const kAdministrator = judge::call("dorsa", "administrator");
inline Call const kAffairs = judge::call("arash", "administrative_affairs");

/// A council of two with a chair, a line of 100 rials with 40 bound, Arash in finance and Bahar an
/// auditor; Dorsa is the administrator.
[[nodiscard]] judge::Judge city();

[[nodiscard]] Result<Decision> seat(judge::Judge& city, std::string_view person, Office office);

/// Rows of what a city brings along, of posts that are changed, and of seats with terms.
[[nodiscard]] std::vector<Row> rows_of_opening();

}  // namespace gozin::registry
