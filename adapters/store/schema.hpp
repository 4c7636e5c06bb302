#pragma once

#include "adapters/store/connections.hpp"

#include <vector>

namespace gozin::store {

/// Brings the schema up to date and makes the declared read tables, in one transaction. Without
/// `is_new` the database must hold a store of ours already: StoreFailed.
void prepare_schema(Connector const& connector, std::vector<ReadTable const*> const& tables,
                    bool is_new);

/// Throws StoreFailed unless the database holds a store of ours in this program's version.
void expect_current_schema(Connector const& connector);

/// Of the declared tables those whose rows are not there as declared.
[[nodiscard]] std::vector<ReadTable const*> tables_not_built(
    soci::session& sql, Dialect const& dialect, std::vector<ReadTable const*> const& tables);

}  // namespace gozin::store
