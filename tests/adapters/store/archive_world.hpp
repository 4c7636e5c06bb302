#pragma once

#include "adapters/store/connections.hpp"
#include "adapters/store/sql_store.hpp"
#include "tests/support/memory_store.hpp"
#include "tests/support/server_database.hpp"
#include "tests/support/temporary_folder.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace gozin::tests {

/// Events of a range in these tests: the smallest that there is.
inline constexpr std::int64_t kEventsOfSmallRange = 256;

/// A log whose streams begin, pause and go on in all ways that ranges can cut: people all the time,
/// cases for a while, one case in the first and last ranges alone.
[[nodiscard]] std::vector<StoredEvent> events_of_years(std::int64_t from, std::int64_t to);

/// Cases go with their range, whoever else has events in it stays.
[[nodiscard]] Detaching cases_go(std::function<void(DetachingStep)> after = {});

/// Of all ranges, and of the rows that tell of them.
[[nodiscard]] std::vector<std::string> faults_in(SqlStore& store);

void append_to(EventStore& store, std::int64_t count);

/// Every event that a view gives, asked for in many ways, a line each.
[[nodiscard]] std::string read_in_all_ways(StoreView& view);

/// What was thrown, for StoreBusy and RangeUnreadable behind a word for it.
[[nodiscard]] std::string refusal_of(std::function<void()> const& work);

void read_event(EventStore& store, std::int64_t seq);

/// A store with a log of some ranges, and another in memory that has the same.
class ArchiveWorld : public testing::TestWithParam<Database> {
 public:
  /// The range with this number, as the tree has it.
  [[nodiscard]] static LogRange range(std::int64_t number);

 protected:
  ArchiveWorld();

  [[nodiscard]] StoreUrl url() const;
  [[nodiscard]] std::unique_ptr<SqlStore> open(OpenMode mode = OpenMode::existing) const;
  [[nodiscard]] std::filesystem::path file_of(std::int64_t number);
  void detach(std::int64_t number) { store_->archive().detach(range(number), cases_go()); }
  void delete_all();
  /// Events of the range that stay at hand.
  [[nodiscard]] static std::int64_t staying_in(std::int64_t number);
  /// Those that are stored at hand.
  [[nodiscard]] std::int64_t live_in(std::int64_t number) const;
  /// What the store gives is what it gave before any range was detached.
  void expect_same(EventStore& store, std::string const& when);
  /// One number from the database itself.
  [[nodiscard]] std::int64_t number_from(std::string const& query) const;
  void run(std::string const& statement) const;

  TemporaryFolder folder_;
  std::optional<ServerDatabase> server_;
  std::unique_ptr<SqlStore> store_;
  MemoryStore memory_;
};

[[nodiscard]] std::string name_of_archive(testing::TestParamInfo<Database> const& database);

}  // namespace gozin::tests
