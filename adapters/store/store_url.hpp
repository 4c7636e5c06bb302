#pragma once

#include "engine/core/result.hpp"

#include <string>
#include <string_view>

namespace gozin {

/// Why the address of a store is turned down.
#define GOZIN_STORE_URL_REASONS(X)  \
  X(store_url_must_name_a_database) \
  X(store_path_must_be_plain)
GOZIN_REASONS(StoreUrlReason, GOZIN_STORE_URL_REASONS)

#define GOZIN_DATABASES(X) X(sqlite)
GOZIN_NAMED_ENUM(Database, GOZIN_DATABASES)

/// Where a deployment keeps its log.
struct StoreUrl {
  Database database = Database::sqlite;
  std::string path;  // of the file
  friend bool operator==(StoreUrl const&, StoreUrl const&) = default;
};

/// Reads `sqlite:PATH`. Refuses any other scheme as `store_url_must_name_a_database`, and as
/// `store_path_must_be_plain` an empty path, one with a quotation mark or a control character, and
/// SQLite's name for a database in memory.
[[nodiscard]] Result<StoreUrl> parse_store_url(std::string_view text);

}  // namespace gozin
