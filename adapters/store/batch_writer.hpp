#pragma once

#include "engine/port/event_store.hpp"

#include <memory>
#include <span>

#include <soci/soci.h>

namespace gozin::store {

/// Writes what a batch holds, on one connection, within a write transaction.
class BatchWriter {
 public:
  virtual ~BatchWriter() = default;
  /// `head` is the one that the transaction holds. Events that do not continue it without a gap,
  /// and texts with a NUL byte, are bugs: std::logic_error.
  virtual void write(Batch const& batch, Head const& head) = 0;
  virtual void upsert(std::span<TableRow const> rows) = 0;
  virtual void change(RowChanges const& rows) = 0;
};

/// Row by row, each statement kept prepared: for a database within the process.
[[nodiscard]] std::unique_ptr<BatchWriter> make_row_writer(soci::session& sql);

/// Many rows of one table, in the words of one database. Rows hold no key twice.
class BulkTable {
 public:
  virtual ~BulkTable() = default;
  virtual void insert(std::span<Row const> rows) = 0;
  virtual void remove(std::span<Row const> keys) = 0;
};

/// What an insert does with a row whose key is there: it fails, replaces that row, or leaves it.
enum class OnTaken { fail, replace, keep };

using MakeBulkTable = std::unique_ptr<BulkTable> (*)(soci::session& sql, ReadTable const& table,
                                                     OnTaken taken);

/// Table by table, one statement each: for a database behind a socket, where each row by itself
/// would be a way to the server and back.
[[nodiscard]] std::unique_ptr<BatchWriter> make_bulk_writer(soci::session& sql, MakeBulkTable make);

/// Throws std::logic_error unless the events continue the head without a gap, the batch's head is
/// their end, and no text has a NUL byte: PostgreSQL would cut it there, in silence.
void expect_storable(Batch const& batch, Head const& head);
void expect_storable(std::span<TableRow const> rows);

/// Nodes that share a key sign the same bytes. Other bytes for a size already signed would be a
/// second history, and must not get into the store: StoreFailed.
void expect_same_checkpoint(soci::session& sql, StoredCheckpoint const& checkpoint);

}  // namespace gozin::store
