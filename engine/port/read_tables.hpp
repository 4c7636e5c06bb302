#pragma once

#include "engine/port/event_store.hpp"

#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace gozin {

/// The last piece of making read tables anew. The one who holds this holds the log's head, as with
/// a write transaction; without `commit` nothing of it is kept.
class Rebuild {
 public:
  virtual ~Rebuild() = default;
  /// The log that the rows must follow from, and the rows that are there.
  [[nodiscard]] virtual StoreView& log() = 0;
  /// Rows whose keys are there are replaced.
  virtual void change(RowChanges const& rows) = 0;
  /// Keeps it; all declared tables count as built, and nodes of a version that declares others
  /// stop.
  virtual void commit() = 0;
};

/// What a store can do with its read tables as a whole.
class ReadTables {
 public:
  virtual ~ReadTables() = default;
  /// Declared tables whose rows are not there: new ones on a log that has events, and ones whose
  /// declaration has changed. What is asked of them before they are rebuilt is not to be believed.
  [[nodiscard]] virtual std::vector<ReadTable const*> needs_rebuild() = 0;
  /// Waits for the head; throws StoreBusy when it does not come in time.
  [[nodiscard]] virtual std::unique_ptr<Rebuild> rebuild() = 0;
};

/// Visits every row of a table in the order of its key, all as of the view's moment, a page at a
/// time.
void visit_rows(StoreView& store, ReadTable const& table,
                std::function<void(Row const&)> const& visit);

}  // namespace gozin
