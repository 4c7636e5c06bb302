#pragma once

#include "adapters/store/store_url.hpp"
#include "engine/port/event_store.hpp"

#include <memory>

namespace gozin::bench {

/// Writes batches through a database's own client library: the floor that the store is measured
/// against. Knows the tables of the notebook (tests/support) and nothing more.
class RawWriter {
 public:
  virtual ~RawWriter() = default;

  /// One durable transaction.
  virtual void write(Batch const& batch) = 0;
  /// What an idle thread does now and then, where there is anything to do.
  virtual void move_journal() {}
};

/// Opens a database that has the store's schema.
[[nodiscard]] std::unique_ptr<RawWriter> make_raw_writer(StoreUrl const& url);

/// Row by row, each statement prepared once.
[[nodiscard]] std::unique_ptr<RawWriter> make_raw_sqlite(StoreUrl const& url);
/// One `unnest` statement a table, each prepared once.
[[nodiscard]] std::unique_ptr<RawWriter> make_raw_postgresql(StoreUrl const& url);
/// One statement of many VALUES a table.
[[nodiscard]] std::unique_ptr<RawWriter> make_raw_mysql(StoreUrl const& url);

}  // namespace gozin::bench
