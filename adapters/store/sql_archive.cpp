#include "adapters/store/sql_archive.hpp"

#include "adapters/store/durable.hpp"
#include "adapters/store/event_rows.hpp"
#include "adapters/store/fixed_tables.hpp"
#include "adapters/store/range_check.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <stdexcept>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace gozin::store {
namespace {

namespace fs = std::filesystem;

/// Whoever commits meanwhile waits for one such transaction at most.
constexpr std::int64_t kEventsGoneThroughAtOnce = 500;
constexpr std::size_t kStreamsListedAtOnce = 500;
constexpr std::int64_t kEventsAPage = 2'000;
constexpr std::int64_t kFewestEvents = 256;

StoreFailed failed_at(fs::path const& place) {
  return StoreFailed(place.string() + ": " + std::generic_category().message(errno));
}

void make_folder(fs::path const& folder) {
  std::error_code failed;
  auto const named = folder.has_filename() ? folder : folder.parent_path();
  auto const parent = folder_of(named);
  fs::create_directories(parent, failed);
  if (failed) throw StoreFailed(parent.string() + ": " + failed.message());
  if (::mkdir(named.c_str(), 0700) != 0 && errno != EEXIST) throw failed_at(named);
  make_durable(parent);
}

bool is_there(fs::path const& file) {
  std::error_code unknown;
  return fs::exists(file, unknown);
}

void move_file(fs::path const& from, fs::path const& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) throw failed_at(to);
}

/// One process at a time works in a folder; whatever ends it lets go.
class FolderLock {
 public:
  explicit FolderLock(fs::path const& folder)
      : file_{::open((folder / "lock").c_str(), O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600)} {
    if (file_ < 0) throw failed_at(folder / "lock");
    if (::flock(file_, LOCK_EX | LOCK_NB) == 0) return;
    ::close(file_);
    throw StoreBusy("another process detaches ranges into " + folder.string());
  }
  FolderLock(FolderLock const&) = delete;
  FolderLock& operator=(FolderLock const&) = delete;
  ~FolderLock() { ::close(file_); }

 private:
  int file_;
};

/// Whether the range is one of these. Another one in its place is refused.
bool is_among(std::vector<LogRange> const& all, LogRange const& range) {
  auto const found = std::ranges::find_if(all, [&](LogRange const& other) {
    return other.first < range.end() && range.first < other.end();
  });
  if (found != all.end() && *found != range)
    throw StoreFailed("another range of the log is detached there already");
  return found != all.end();
}

void expect_subtree(LogRange const& range) {
  auto width = kFewestEvents;
  while (width < range.count) width *= kFewestEvents;
  if (width != range.count || range.first < 0 || range.first % range.count != 0)
    throw std::logic_error("a range is no perfect subtree of tiles");
}

}  // namespace

template <class Work>
auto SqlArchive::write(Work const& work) {
  expect_writable();
  auto const lease = lend_for_writing(of_.writers, of_.connector);
  auto& writer = **lease;
  return translated(of_.connector.dialect, [&] {
    (void)writer.reads->head();
    if constexpr (std::is_void_v<decltype(work(writer))>) {
      work(writer);
      writer.sql << "commit";
    } else {
      auto result = work(writer);
      writer.sql << "commit";
      return result;
    }
  });
}

template <class Work>
auto SqlArchive::read(Work const& work) {
  auto const lease = lend_for_reading(of_.readers, of_.connector);
  return translated(of_.connector.dialect, [&] { return work(**lease); });
}

void SqlArchive::expect_writable() const {
  if (of_.is_inspected) throw std::logic_error("a store opened to be inspected is not written");
}

fs::path SqlArchive::folder() const { return archive_folder(of_.connector.url); }

std::vector<StoredRange> SqlArchive::ranges() {
  return read([&](Reader& reader) {
    std::vector<StoredRange> all;
    StoredRange one;
    std::string root;
    std::int64_t deleted = 0;
    soci::statement statement =
        (reader.sql.prepare << "select first_seq, events, root, deleted from log_range "
                               "order by first_seq",
         soci::into(one.range.first), soci::into(one.range.count), soci::into(root),
         soci::into(deleted));
    statement.execute();
    while (statement.fetch()) {
      one.range.root = leaf_of(root);
      one.file = (folder() / file_name_of(one.range)).string();
      one.to_delete = one.range.count - deleted;
      all.push_back(one);
    }
    return all;
  });
}

void SqlArchive::detach(LogRange const& range, Detaching const& how) {
  expect_subtree(range);
  expect_writable();
  if (folder().empty()) throw no_archive_folder();
  make_folder(folder());
  FolderLock const lock{folder()};
  if (read([&](Reader& reader) { return is_among(reader.reads->ranges().all(), range); })) return;
  auto const tell = [&](DetachingStep step) {
    if (how.after) how.after(step);
  };
  auto const file = folder() / file_name_of(range);
  RangeOf const of{of_.deployment, range};
  if (!is_there(file)) {
    auto const part = file.string() + ".part";
    copy(range, part);
    tell(DetachingStep::copied);
    RangeFile{part, of}.expect_whole();
    tell(DetachingStep::verified);
    move_file(part, file);
    make_durable(folder());
  }
  // Also where an earlier try was stopped behind the renaming.
  RangeFile whole{file, of};
  whole.expect_whole();
  tell(DetachingStep::in_place);
  auto going = whole.streams();
  std::erase_if(going, [&](StreamPart const& part) { return !how.goes(part.stream); });
  list_streams(range, going);
  tell(DetachingStep::streams_listed);
  put_in_force(range, going.size());
  tell(DetachingStep::detached);
}

void SqlArchive::copy(LogRange const& range, fs::path const& file) {
  RangeFileWriter writer{file};
  read([&](Reader& reader) {
    for (auto seq = range.first; seq < range.end(); seq += kEventsAPage)
      reader.reads->read_log(seq, std::min(kEventsAPage, range.end() - seq),
                             [&](StoredEvent const& event) { writer.write(event); });
  });
  writer.finish({of_.deployment, range});
}

/// Nobody reads these rows before the range is in force; those of an earlier try go first. Where
/// another folder's process has put it in force meanwhile, they are its rows.
void SqlArchive::list_streams(LogRange const& range, std::vector<StreamPart> const& parts) {
  bool is_first = true;
  std::size_t from = 0;
  while (is_first || from < parts.size()) {
    std::vector<TableRow> rows;
    for (; from < parts.size() && rows.size() < kStreamsListedAtOnce; ++from)
      rows.push_back({&stream_part_rows(), row_of(parts[from])});
    write([&](Writer& writer) {
      if (is_among(writer.reads->ranges().all(), range)) return;
      if (is_first)
        writer.sql << "delete from archived_stream where first_seq = :first",
            soci::use(range.first, "first");
      if (!rows.empty()) writer.batch->upsert(rows);
    });
    is_first = false;
  }
}

/// Whoever looked before this commit reads the live table, whoever looks behind it the file. Where
/// the reply is lost, the next try finds the range detached.
void SqlArchive::put_in_force(LogRange const& range, std::size_t streams) {
  write([&](Writer& writer) {
    if (writer.reads->head().size < range.end())
      throw std::logic_error("a range beyond the end of the log");
    if (is_among(writer.reads->ranges().all(), range)) return;
    std::int64_t listed = 0;
    writer.sql << "select count(*) from archived_stream where first_seq = :first",
        soci::use(range.first, "first"), soci::into(listed);
    if (listed != static_cast<std::int64_t>(streams))
      throw StoreBusy("another process lists the streams of the same range");
    auto const root = to_hex(range.root);
    writer.sql << "insert into log_range (number, first_seq, events, root, deleted) "
                  "select coalesce(max(number), 0) + 1, :first, :events, :root, 0 from log_range",
        soci::use(range.first, "first"), soci::use(range.count, "events"), soci::use(root, "root");
    writer.sql << "update compatibility set oldest = :oldest where oldest < :known",
        soci::use(kReadsRanges, "oldest"), soci::use(kReadsRanges, "known");
  });
}

/// Asked without the head's lock: mostly there is nothing. Of a range whose file is not where this
/// node looks for it nothing is deleted.
bool SqlArchive::is_any_to_delete() {
  return read([&](Reader& reader) {
    if (reader.reads->ranges().empty()) return false;
    std::int64_t first = 0;
    reader.sql << "select first_seq from log_range where deleted < events order by number limit 1",
        soci::into(first);
    auto const* range = reader.sql.got_data() ? reader.reads->ranges().at(first) : nullptr;
    if (range) RangeFile{folder() / file_name_of(*range), {of_.deployment, *range}};
    return range != nullptr;
  });
}

std::int64_t SqlArchive::delete_some() {
  if (!is_any_to_delete()) return 0;
  return write([&](Writer& writer) {
    std::int64_t number = 0;
    std::int64_t first = 0;
    std::int64_t deleted = 0;
    std::int64_t left = 0;
    writer.sql << "select number, first_seq, deleted, events - deleted from log_range "
                  "where deleted < events order by number limit 1",
        soci::into(number), soci::into(first), soci::into(deleted), soci::into(left);
    if (!writer.sql.got_data()) return std::int64_t{0};
    auto const some = std::min(left, kEventsGoneThroughAtOnce);
    auto const from = first + deleted;
    auto const end = from + some;
    writer.sql << "delete from event where seq >= :from and seq < :end and exists (select 1 "
                  "from archived_stream where archived_stream.stream = event.stream "
                  "and archived_stream.first_seq = :first)",
        soci::use(from, "from"), soci::use(end, "end"), soci::use(first, "first");
    writer.sql << "update log_range set deleted = deleted + :some where number = :number",
        soci::use(some, "some"), soci::use(number, "number");
    return some;
  });
}

std::vector<std::string> SqlArchive::faults() {
  return read([&](Reader& reader) { return faults_of_rows(reader.sql); });
}

std::vector<std::string> SqlArchive::faults_of(LogRange const& range) {
  return read([&](Reader& reader) {
    return RangeCheck{reader.sql, {folder(), {of_.deployment, range}}}.faults();
  });
}

}  // namespace gozin::store
