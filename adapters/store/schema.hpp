#pragma once

#include "adapters/store/connections.hpp"

#include <vector>

namespace gozin::store {

/// Which deployment a store holds.
struct Deployment {
  std::string id;     // 32 hexadecimal digits, random
  std::string state;  // kReady or kRestoring
};
inline constexpr std::string_view kReady = "ready";
inline constexpr std::string_view kRestoring = "restoring";

/// What a database may hold when its schema is prepared: a store of ours; that, or nothing yet;
/// nothing; or a store that a copy is being made into.
enum class Preparing { existing, resumed, fresh, copy };

/// The version that the migrations lead to.
[[nodiscard]] int known_version();

/// The version of the schema, 0 in an empty database and in one whose making was cut short before
/// its first step. Whatever else is in there is not ours, and is left alone: StoreFailed.
[[nodiscard]] int schema_version(soci::session& sql, Dialect const& dialect);

[[nodiscard]] bool holds_store(Connector const& connector);

/// Brings the schema up to date and makes the declared read tables, in one transaction where the
/// database can. Throws StoreFailed where the database holds something else than it may.
Deployment prepare_schema(Connector const& connector, std::vector<ReadTable const*> const& tables,
                          Preparing preparing);

/// Throws StoreFailed unless the database holds a whole store of ours in this program's version.
Deployment expect_current_schema(Connector const& connector);

/// Of the declared tables those whose rows are not there as declared.
[[nodiscard]] std::vector<ReadTable const*> tables_not_built(
    soci::session& sql, Dialect const& dialect, std::vector<ReadTable const*> const& tables);

}  // namespace gozin::store
