#pragma once

#include "adapters/store/batch_writer.hpp"

namespace gozin::store {

/// Writes the rows by statements of many VALUES, up to a few megabytes each.
[[nodiscard]] std::unique_ptr<BulkTable> make_mysql_bulk(soci::session& sql, ReadTable const& table,
                                                         OnTaken taken);

}  // namespace gozin::store
