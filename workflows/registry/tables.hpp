#pragma once

#include "engine/command/catalog.hpp"

namespace gozin::registry {

// What lists and forms of the register read. Ids and codes only, names are in the directory.

[[nodiscard]] ReadTable const& person_list();
[[nodiscard]] ReadTable const& role_grants();
[[nodiscard]] ReadTable const& post_list();
/// The acting heads of all posts, one row a decree.
[[nodiscard]] ReadTable const& acting_list();
[[nodiscard]] ReadTable const& budget_list();
[[nodiscard]] ReadTable const& body_list();
[[nodiscard]] ReadTable const& body_member();

void project_person(Projected const& projected, std::vector<TableRow>& rows);
void project_post(Projected const& projected, std::vector<TableRow>& rows);
void project_budget(Projected const& projected, std::vector<TableRow>& rows);
void project_body(Projected const& projected, std::vector<TableRow>& rows);

}  // namespace gozin::registry
