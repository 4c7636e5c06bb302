#pragma once

#include "engine/port/event_store.hpp"

#include <memory>
#include <string>

namespace gozin::bench {

/// Writes batches through SQLite's own C interface: the floor that the store is measured against.
/// Knows the tables of the notebook (tests/support) and nothing more.
class RawWriter {
 public:
  /// Opens a file that has the store's schema.
  explicit RawWriter(std::string const& path);
  ~RawWriter();
  RawWriter(RawWriter const&) = delete;
  RawWriter& operator=(RawWriter const&) = delete;

  /// One durable transaction.
  void write(Batch const& batch);
  void move_journal();

 private:
  struct Statements;
  std::unique_ptr<Statements> statements_;
};

}  // namespace gozin::bench
