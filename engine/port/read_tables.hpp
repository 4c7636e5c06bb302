#pragma once

#include "engine/port/event_store.hpp"

#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace gozin {

/// Read tables made anew from the log. The one who holds this holds the log's head, as with a
/// write transaction; without `commit` nothing of it is kept.
class Rebuild {
 public:
  virtual ~Rebuild() = default;
  /// The log that the rows must follow from.
  [[nodiscard]] virtual StoreView& log() = 0;
  /// Takes all rows out of the table.
  virtual void clear(ReadTable const& table) = 0;
  /// Adds rows; one whose key is there replaces it.
  virtual void add(std::span<TableRow const> rows) = 0;
  /// Keeps it; the tables cleared count as built.
  virtual void commit() = 0;
};

/// What a store can do with its read tables as a whole.
class ReadTables {
 public:
  virtual ~ReadTables() = default;
  /// Declared tables whose rows are not there: new ones on a log that has events, and ones whose
  /// declaration has changed. Nothing may be asked of them before they are rebuilt.
  [[nodiscard]] virtual std::vector<ReadTable const*> needs_rebuild() = 0;
  /// Waits for the head; throws StoreBusy when it does not come in time.
  [[nodiscard]] virtual std::unique_ptr<Rebuild> rebuild() = 0;
};

/// Visits every row of a table in the order of its key, all as of the view's moment, a page at a
/// time.
void visit_rows(StoreView& store, ReadTable const& table,
                std::function<void(Row const&)> const& visit);

}  // namespace gozin
