#pragma once

#include "adapters/store/range_file.hpp"
#include "adapters/store/store_url.hpp"

#include <list>
#include <memory>
#include <utility>
#include <vector>

namespace gozin::store {

/// Where the files of detached ranges are: the folder that the address names, else beside SQLite's
/// file as `PATH.archive`. Empty for a server whose address names none. Throws StoreFailed for a
/// name with a quotation mark or a control character.
[[nodiscard]] std::filesystem::path archive_folder(StoreUrl const& url);

[[nodiscard]] StoreFailed no_archive_folder();

/// Throws StoreFailed where the store that is open there has detached ranges, and nobody has said
/// where their files are. Whether they are there shows when one of them is needed.
void expect_archive_folder(soci::session& sql, StoreUrl const& url);

/// The detached ranges as one connection knows them, and the files of those that were read last.
class LogRanges {
 public:
  explicit LogRanges(std::filesystem::path folder) : folder_{std::move(folder)} {}

  /// What the head says: how many were ever detached. They are read anew when that has changed, as
  /// of the moment of the transaction.
  void know(soci::session& sql, std::int64_t detached);

  [[nodiscard]] std::vector<LogRange> const& all() const { return all_; }
  [[nodiscard]] bool empty() const { return all_.empty(); }
  /// The one that holds an event; null: none does.
  [[nodiscard]] LogRange const* holding(std::int64_t seq) const;
  /// The next one that begins behind an event; null: none does.
  [[nodiscard]] LogRange const* behind(std::int64_t seq) const;
  /// The one that begins there; null: none does.
  [[nodiscard]] LogRange const* at(std::int64_t first) const;
  /// Opens its file, or gives the one that is open; it stays open as long as it is held. Throws
  /// RangeUnreadable, and StoreFailed where nobody has said where the files are.
  [[nodiscard]] std::shared_ptr<RangeFile> open(LogRange const& range);

 private:
  std::filesystem::path folder_;
  std::int64_t detached_ = 0;
  std::string deployment_;
  std::vector<LogRange> all_;  // in the order of the log
  /// The one read last first.
  std::list<std::pair<std::int64_t, std::shared_ptr<RangeFile>>> open_;
};

}  // namespace gozin::store
