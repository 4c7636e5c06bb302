#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gozin::store {

struct ColumnTypes;

/// One step of the schema: statements, each ended by a semicolon, with the database's own words in
/// braces. What has been released is never edited; a change is a further step. Each statement may
/// be run again after it has been run, for MariaDB commits every `create` by itself.
struct Migration {
  int version = 0;
  /// The oldest version whose programs may work on a database behind this step: one of before,
  /// where the step only adds what they need not know.
  int oldest = 0;
  std::string_view statements;
};

/// The steps for every database, from 1 without gaps. Read tables are not among them: they follow
/// from their declarations.
[[nodiscard]] std::span<Migration const> migrations();

/// From this version on programs find the events of detached ranges; others may not work on a store
/// that has one.
inline constexpr int kReadsRanges = 8;

/// The version that they lead to.
[[nodiscard]] int known_version();

/// The statements of a step one by one: databases run the first of several and drop the rest in
/// silence. No statement may hold a semicolon within itself. `{key}` and the like become what
/// `types` has under that name; any other word in braces is a bug: std::logic_error.
[[nodiscard]] std::vector<std::string> split_statements(std::string_view statements,
                                                        ColumnTypes const& types);

}  // namespace gozin::store
