#pragma once

#include "adapters/store/prepared.hpp"
#include "adapters/store/read_tables.hpp"
#include "engine/port/event_store.hpp"

#include <map>
#include <memory>

namespace gozin::store {

/// Writes batches row by row, with one statement a table that is kept prepared. On SQLite this is
/// within a fifth of its own C interface; a database behind a socket wants one statement a batch.
class BatchWriter {
 public:
  explicit BatchWriter(soci::session& sql);

  /// Within a write transaction whose head is `head`. Events that do not continue the head without
  /// a gap are a bug: std::logic_error.
  void write(Batch const& batch, Head const& head);
  void upsert(TableRow const& row) { writer_of(*row.table).upsert(row.row); }

 private:
  using Text = std::string;
  using Number = std::int64_t;

  void write_events(Batch const& batch, Head const& head);
  void write_vault(Batch const& batch);
  void write_papers(Batch const& batch);
  void write_rest(Batch const& batch);
  void write_checkpoint(StoredCheckpoint const& checkpoint);
  [[nodiscard]] TableWriter& writer_of(ReadTable const& table);

  soci::session& sql_;
  Prepared<Number, Text, Number, Text, Number, Text, Text> add_event_;
  Prepared<Number, Text, Number> move_head_;
  Prepared<Number, Text, Text, Text> add_vault_record_;
  Prepared<Text, Text> put_key_;
  Prepared<Text> destroy_key_;
  Prepared<Text, Text, Text> add_paper_;
  Prepared<Text> empty_box_;
  Prepared<Text, Text, Text, Number> add_answer_;
  Prepared<Text, Text> add_lookup_;
  Prepared<Text, Text, Text, Text> put_document_;
  Prepared<Number, Text> add_checkpoint_;
  std::map<ReadTable const*, std::unique_ptr<TableWriter>> tables_;
};

}  // namespace gozin::store
