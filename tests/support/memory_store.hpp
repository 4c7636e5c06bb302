#pragma once

#include "engine/port/read_tables.hpp"
#include "tests/support/store_contents.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>

namespace gozin::tests {

/// A store in memory, for tests of what stands above a store. It keeps every promise of the port;
/// the contract suite holds it and the real ones to the same.
class MemoryStore final : public EventStore, public ReadTables {
 public:
  MemoryStore();
  ~MemoryStore() override;

  [[nodiscard]] std::unique_ptr<WriteTransaction> begin() override;
  [[nodiscard]] std::unique_ptr<StoreView> view() override;
  [[nodiscard]] std::vector<ReadTable const*> needs_rebuild() override;
  [[nodiscard]] std::unique_ptr<Rebuild> rebuild() override;

  /// The next commit throws StoreFailed and keeps nothing.
  void fail_next_commit();

  /// What the store holds; a new one with every commit, so that a view just keeps its own.
  using Contents = StoreContents;

  [[nodiscard]] std::shared_ptr<Contents const> contents();
  /// What it held at another time, or what another one holds, as after a failover.
  void replace(std::shared_ptr<Contents const> contents);

 private:
  class Reads;
  class View;
  class Transaction;
  class Rebuilding;

  void take_head();
  void release_head();

  std::mutex mutex_;
  std::condition_variable released_;
  bool is_taken_ = false;
  bool next_commit_fails_ = false;
  std::shared_ptr<Contents const> contents_;
};

}  // namespace gozin::tests
