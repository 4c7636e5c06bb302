#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gozin::store {

/// One step of the schema: statements, each ended by a semicolon. What has been released is never
/// edited; a change is a further step.
struct Migration {
  int version = 0;
  std::string_view statements;
};

/// The steps for SQLite, from 1 without gaps. Read tables are not among them: they follow from
/// their declarations.
[[nodiscard]] std::span<Migration const> sqlite_migrations();

/// The statements of a step one by one: databases run the first of several and drop the rest in
/// silence. No statement may hold a semicolon within itself.
[[nodiscard]] std::vector<std::string> split_statements(std::string_view statements);

}  // namespace gozin::store
