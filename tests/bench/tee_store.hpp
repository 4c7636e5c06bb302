#pragma once

#include "engine/port/event_store.hpp"
#include "tests/bench/spent.hpp"

#include <memory>

namespace gozin::bench {

/// Passes everything on and keeps a copy of the last batch that was written.
class TeeStore final : public EventStore {
 public:
  explicit TeeStore(EventStore& store) : store_{store} {}

  std::unique_ptr<WriteTransaction> begin() override;
  std::unique_ptr<StoreView> view() override { return store_.view(); }
  [[nodiscard]] Batch const& last() const { return last_; }
  /// What keeping the copies has cost, which is none of the pipeline's business.
  [[nodiscard]] Spent const& copying() const { return copying_; }

 private:
  class Transaction;
  EventStore& store_;
  Batch last_;
  Spent copying_;
};

}  // namespace gozin::bench
