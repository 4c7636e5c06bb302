#pragma once

#include "adapters/store/connections.hpp"

#include <vector>

namespace gozin::store {

/// Which deployment a store holds.
struct Deployment {
  std::string id;      // 32 hexadecimal digits, random
  std::string state;   // kReady or kRestoring
  std::string layout;  // the read tables that whoever writes keeps current
};
inline constexpr std::string_view kReady = "ready";
inline constexpr std::string_view kRestoring = "restoring";

/// What a database may hold when its schema is prepared: a store of ours; that, or nothing yet;
/// nothing; or a store that a copy is being made into.
enum class Preparing { existing, resumed, fresh, copy };

/// The version of the schema, 0 in an empty database and in one whose making was cut short before
/// its first step. One that is newer than what we know, and says that its programs alone may work
/// on it, is refused: StoreFailed. Whatever else is in there is not ours, and is left alone:
/// StoreFailed.
[[nodiscard]] int schema_version(soci::session& sql, Dialect const& dialect);

[[nodiscard]] bool holds_store(Connector const& connector);

/// Brings the schema up to date and makes the declared read tables, in one transaction where the
/// database can. Those of another version of the program stay beside them, and nodes of that
/// version go on, until ours hold their rows (`take_over`). A database of a newer version stays as
/// it is, if that one leaves us to work on it. Throws StoreFailed where the database holds
/// something else than it may.
Deployment prepare_schema(Connector const& connector, std::vector<ReadTable const*> const& tables,
                          Preparing preparing);

/// Throws StoreFailed unless the database holds a whole store of ours in this program's version.
Deployment expect_current_schema(Connector const& connector);

}  // namespace gozin::store
