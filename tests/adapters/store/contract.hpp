#pragma once

#include "engine/port/accounts.hpp"
#include "engine/port/event_store.hpp"
#include "engine/port/read_tables.hpp"

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace gozin::tests {

/// A store under the contract, and whatever it needs to live.
class StoreUnderTest {
 public:
  virtual ~StoreUnderTest() = default;
  [[nodiscard]] virtual EventStore& store() = 0;
  [[nodiscard]] virtual ReadTables& tables() = 0;
  /// Null where a store has none.
  [[nodiscard]] virtual Accounts* accounts() { return nullptr; }
};

struct StoreKind {
  std::string name;
  std::unique_ptr<StoreUnderTest> (*make)() = nullptr;
};
inline void PrintTo(StoreKind const& kind, std::ostream* out) { *out << kind.name; }

[[nodiscard]] std::vector<StoreKind> store_kinds();
/// Those that keep accounts.
[[nodiscard]] std::vector<StoreKind> kinds_with_accounts();
[[nodiscard]] std::string name_of_store(testing::TestParamInfo<StoreKind> const& kind);

/// The one suite for every store.
class StoreContract : public testing::TestWithParam<StoreKind> {
 protected:
  [[nodiscard]] EventStore& store() { return under_test_->store(); }
  [[nodiscard]] ReadTables& tables() { return under_test_->tables(); }
  [[nodiscard]] Accounts& accounts() { return *under_test_->accounts(); }

  /// Commits a batch in a transaction of its own.
  void commit(Batch const& batch);
  /// A batch that changes nothing but what is added to it.
  [[nodiscard]] Batch batch_at_head();
  /// The same, with this many events of one stream.
  [[nodiscard]] Batch batch_with_events(StreamId const& stream, int count);

 private:
  std::unique_ptr<StoreUnderTest> under_test_ = GetParam().make();
};

/// A read table as a page wants it: by status, newest first.
[[nodiscard]] ReadTable const& paper_table();

[[nodiscard]] std::vector<StoredEvent> log_of(StoreView& view);

/// `count` more events of the stream, behind those that the view holds.
[[nodiscard]] std::vector<StoredEvent> events_behind(StoreView& view, StreamId const& stream,
                                                     int count);

}  // namespace gozin::tests
