#include "adapters/store/log_ranges.hpp"

#include "adapters/store/event_rows.hpp"

#include <algorithm>

namespace gozin::store {
namespace {

/// Files of one connection: a page reads few ranges, and each open file costs some memory.
constexpr std::size_t kFilesOpen = 16;

bool is_plain(std::string const& path) {
  return std::none_of(path.begin(), path.end(), [](char c) {
    return c == '"' || static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
  });
}

}  // namespace

std::filesystem::path archive_folder(StoreUrl const& url) {
  if (!is_plain(url.archive)) throw StoreFailed("the archive's folder must have a plain name");
  if (!url.archive.empty()) return url.archive;
  return url.database == Database::sqlite ? url.path + ".archive" : std::string{};
}

StoreFailed no_archive_folder() {
  return StoreFailed(
      "the folder of detached ranges of the log is not configured; on a server it has to be");
}

void expect_archive_folder(soci::session& sql, StoreUrl const& url) {
  if (!archive_folder(url).empty()) return;
  std::int64_t ranges = 0;
  sql << "select count(*) from log_range", soci::into(ranges);
  if (ranges > 0) throw no_archive_folder();
}

void LogRanges::know(soci::session& sql, std::int64_t detached) {
  if (detached == detached_) return;
  open_.clear();
  all_.clear();
  LogRange range;
  std::string root;
  soci::statement statement =
      (sql.prepare << "select first_seq, events, root from log_range order by first_seq",
       soci::into(range.first), soci::into(range.count), soci::into(root));
  statement.execute();
  while (statement.fetch()) {
    range.root = leaf_of(root);
    all_.push_back(range);
  }
  sql << "select id from deployment", soci::into(deployment_);
  detached_ = detached;
}

LogRange const* LogRanges::behind(std::int64_t seq) const {
  auto const found = std::ranges::upper_bound(all_, seq, {}, &LogRange::first);
  return found == all_.end() ? nullptr : &*found;
}

LogRange const* LogRanges::holding(std::int64_t seq) const {
  auto const next = std::ranges::upper_bound(all_, seq, {}, &LogRange::first);
  if (next == all_.begin()) return nullptr;
  auto const& before = *std::prev(next);
  return seq < before.end() ? &before : nullptr;
}

LogRange const* LogRanges::at(std::int64_t first) const {
  auto const* found = holding(first);
  return found && found->first == first ? found : nullptr;
}

std::shared_ptr<RangeFile> LogRanges::open(LogRange const& range) {
  auto const known =
      std::ranges::find(open_, range.first, [](auto const& one) { return one.first; });
  if (known != open_.end()) {
    open_.splice(open_.begin(), open_, known);
    return known->second;
  }
  if (folder_.empty()) throw no_archive_folder();
  auto file =
      std::make_shared<RangeFile>(folder_ / file_name_of(range), RangeOf{deployment_, range});
  open_.emplace_front(range.first, file);
  if (open_.size() > kFilesOpen) open_.pop_back();
  return file;
}

}  // namespace gozin::store
