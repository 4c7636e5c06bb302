#pragma once

#include "engine/core/result.hpp"

#include <map>
#include <string>
#include <string_view>

namespace gozin {

/// Why the address of a store is turned down.
#define GOZIN_STORE_URL_REASONS(X)  \
  X(store_url_must_name_a_database) \
  X(store_path_must_be_plain)       \
  X(store_server_must_be_well_named)
GOZIN_REASONS(StoreUrlReason, GOZIN_STORE_URL_REASONS)

/// `mysql` is MariaDB, by the name that its addresses have everywhere.
#define GOZIN_DATABASES(X) X(sqlite) X(postgresql) X(mysql)
GOZIN_NAMED_ENUM(Database, GOZIN_DATABASES)

/// Where a deployment keeps its log.
struct StoreUrl {
  Database database = Database::sqlite;
  std::string path = {};  // of SQLite's file
  // Of a server, each as its client library wants it; empty where that library has to know.
  std::string host = {};
  std::string port = {};
  std::string user = {};
  std::string password = {};
  std::string name = {};  // of the database
  std::map<std::string, std::string> options = {};
  /// The folder of the detached ranges of its log, where one is configured; no part of an address.
  std::string archive = {};
  friend bool operator==(StoreUrl const&, StoreUrl const&) = default;
};

/// Reads `sqlite:PATH`, `postgresql://USER:PASSWORD@HOST:PORT/NAME` and `mysql://…` likewise; parts
/// that are no plain characters are percent-encoded (RFC 3986). A server on this machine is reached
/// through its socket by `?host=FOLDER` (PostgreSQL) or `?socket=FILE` (MariaDB). Further options,
/// for PostgreSQL: `port`, `sslmode`, `sslrootcert`, `sslcert`, `sslkey`, `target_session_attrs`,
/// as libpq documents them; for MariaDB: `sslca`, `sslcert`, `sslkey`.
/// Refuses any other scheme as `store_url_must_name_a_database`; as `store_path_must_be_plain` an
/// empty path, one with a quotation mark or a control character, and SQLite's name for a database
/// in memory; as `store_server_must_be_well_named` an address without a database's name, with an
/// unknown option, or with a control character.
[[nodiscard]] Result<StoreUrl> parse_store_url(std::string_view text);

/// The address for people: where it is, never a password.
[[nodiscard]] std::string shown(StoreUrl const& url);

}  // namespace gozin
