#pragma once

#include "adapters/store/batch_writer.hpp"

#include <span>
#include <string>

namespace gozin::store {

/// Writes all rows by one statement, each column one array: `unnest` makes rows of them. SOCI's own
/// vectors would be a way to the server a row, and send the first batch again for each later one.
[[nodiscard]] std::unique_ptr<BulkTable> make_postgresql_bulk(soci::session& sql,
                                                              ReadTable const& table,
                                                              OnTaken taken);

/// One column of the rows as PostgreSQL reads an array from text.
[[nodiscard]] std::string array_of(std::span<Row const> rows, std::size_t column);

}  // namespace gozin::store
