#include "adapters/store/range_file.hpp"

#include "adapters/store/durable.hpp"
#include "adapters/store/event_rows.hpp"
#include "adapters/store/prepared.hpp"
#include "engine/ledger/tree.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <soci/sqlite3/soci-sqlite3.h>

namespace gozin::store {
namespace {

namespace fs = std::filesystem;

/// Many files are open at a time, and each is read seldom.
constexpr std::string_view kSmallCache = "pragma cache_size = -256";

constexpr std::string_view kTables[] = {
    "create table event (seq integer primary key, stream text not null, rev integer not null, "
    "type text not null, recorded integer not null, body text not null, leaf text not null) strict",
    "create unique index event_by_stream on event (stream, rev)",
    "create table log_range (deployment text not null, first_seq integer not null, "
    "events integer not null, root text not null) strict"};

void open_to_read(soci::session& sql, fs::path const& file) {
  sql.open(soci::sqlite3, "dbname=\"" + file.string() + "\" readonly=true");
  sql << "pragma query_only = on";
  sql << kSmallCache;
}

/// What the file says of itself.
RangeOf identity_in(soci::session& sql) {
  RangeOf of;
  std::string root;
  sql << "select deployment, first_seq, events, root from log_range", soci::into(of.deployment),
      soci::into(of.range.first), soci::into(of.range.count), soci::into(root);
  of.range.root = leaf_of(root);
  return of;
}

/// Nobody writes to the file, so a journal beside it is none of ours; and whatever is a pipe would
/// be waited for.
void expect_plain_file(fs::path const& file) {
  std::error_code unknown;
  auto const status = fs::status(file, unknown);
  if (status.type() == fs::file_type::not_found)
    throw RangeUnreadable(file.string() + ": it is not there");
  if (!fs::is_regular_file(status)) throw RangeUnreadable(file.string() + ": it is no plain file");
  for (auto const* end : {"-journal", "-wal"})
    if (fs::symlink_status(file.string() + end, unknown).type() != fs::file_type::not_found)
      throw RangeUnreadable(file.string() + end + ": there is to be no such file");
}

}  // namespace

std::string file_name_of(LogRange const& range) {
  return "range-" + std::to_string(range.first) + "-" + std::to_string(range.end() - 1) + ".sqlite";
}

template <class Work>
auto RangeFile::reading(Work const& work) {
  try {
    return work();
  } catch (soci::soci_error const& error) {
    throw RangeUnreadable(file_.string() + ": " + error.get_error_message());
  }
}

RangeFile::RangeFile(fs::path file, RangeOf const& of) : file_{std::move(file)}, range_{of.range} {
  expect_plain_file(file_);
  reading([&] {
    open_to_read(sql_, file_);
    auto const own = identity_in(sql_);
    if (own.deployment != of.deployment || own.range != range_)
      throw RangeUnreadable(file_.string() + ": it is another range, or of another log");
  });
}

StoreView::Visit RangeFile::within(StoreView::Visit const& visit) const {
  return [this, &visit](StoredEvent const& event) {
    if (event.seq < range_.first || event.seq >= range_.end())
      throw RangeUnreadable(file_.string() + ": event " + std::to_string(event.seq) +
                            " is none of the range");
    visit(event);
  };
}

std::int64_t RangeFile::read_log(std::int64_t seq, std::int64_t count,
                                 StoreView::Visit const& visit) {
  return reading([&] {
    return EventRows{sql_,
                     select_events("where seq >= :seq and seq < :end order by seq limit :count")}
        .visit(visit, seq, range_.end(), count);
  });
}

void RangeFile::read_stream(StreamId const& stream, std::int64_t rev,
                            StoreView::Visit const& visit) {
  reading([&] {
    EventRows{sql_, select_events("where stream = :stream and rev >= :rev order by rev")}.visit(
        within(visit), stream.text, rev);
  });
}

void RangeFile::read_streams(std::string const& after, std::string const& last,
                             StoreView::Visit const& visit) {
  reading([&] {
    EventRows{sql_, select_events("where stream > :after and stream <= :last order by stream, rev")}
        .visit(within(visit), after, last);
  });
}

std::vector<StreamPart> RangeFile::streams() {
  std::vector<StreamPart> parts;
  StreamPart part{.stream = {}, .first_seq = range_.first};
  reading([&] {
    soci::statement statement =
        (sql_.prepare << "select stream, min(rev), max(rev) from event group by stream "
                         "order by stream",
         soci::into(part.stream.text), soci::into(part.first_rev), soci::into(part.last_rev));
    statement.execute();
    while (statement.fetch()) parts.push_back(part);
  });
  return parts;
}

void RangeFile::expect_sound() {
  std::string sound;
  reading([&] { sql_ << "pragma integrity_check(1)", soci::into(sound); });
  if (sound != "ok") throw RangeUnreadable(file_.string() + ": " + sound);
}

void RangeFile::expect_whole() {
  expect_sound();
  std::vector<Hash> leaves;
  leaves.reserve(static_cast<std::size_t>(range_.count));
  read_log(range_.first, range_.count, [&](StoredEvent const& event) {
    bool const follows = event.seq == range_.first + std::ssize(leaves);
    if (!follows || leaf_hash(event.body) != event.leaf)
      throw RangeUnreadable(file_.string() + ": event " + std::to_string(event.seq) +
                            " is not as it was recorded");
    leaves.push_back(event.leaf);
  });
  if (std::ssize(leaves) != range_.count || root_of(leaves) != range_.root)
    throw RangeUnreadable(file_.string() + ": its events are not those that were signed");
}

/// One transaction without a journal: what is cut short is thrown away.
struct RangeFileWriter::Rows {
  explicit Rows(fs::path const& file)
      : sql{soci::sqlite3, "dbname=\"" + file.string() + "\""},
        add{begun(sql),
            "insert into event (seq, stream, rev, type, recorded, body, leaf) "
            "values (:seq, :stream, :rev, :type, :recorded, :body, :leaf)"} {}

  static soci::session& begun(soci::session& sql) {
    for (auto const* setting : {"pragma journal_mode = off", "pragma synchronous = off"})
      sql << setting;
    for (auto const table : kTables) sql << table;
    sql << "begin";
    return sql;
  }

  using Text = std::string;
  using Number = std::int64_t;

  soci::session sql;
  Prepared<Number, Text, Number, Text, Number, Text, Text> add;
};

RangeFileWriter::RangeFileWriter(fs::path file) : file_{std::move(file)} {
  for (auto const* end : {"", "-journal", "-wal"}) {
    std::error_code failed;
    fs::remove(file_.string() + end, failed);
    if (failed) throw StoreFailed(file_.string() + end + ": " + failed.message());
  }
  int const made = ::open(file_.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (made < 0) throw StoreFailed(file_.string() + " cannot be written");
  ::close(made);
  writing([&] { rows_ = std::make_shared<Rows>(file_); });
}

/// Where the disk is full, there is room again.
RangeFileWriter::~RangeFileWriter() {
  if (!rows_) return;
  rows_.reset();
  std::error_code stays_for_the_next;
  fs::remove(file_, stays_for_the_next);
}

template <class Work>
void RangeFileWriter::writing(Work const& work) {
  try {
    work();
  } catch (soci::soci_error const& error) {
    throw StoreFailed(file_.string() + ": " + error.get_error_message());
  }
}

void RangeFileWriter::write(StoredEvent const& event) {
  writing([&] {
    rows_->add.run(event.seq, event.stream.text, event.rev, event.type, event.recorded.ms,
                   event.body, to_hex(event.leaf));
  });
}

void RangeFileWriter::finish(RangeOf const& of) {
  auto const root = to_hex(of.range.root);
  writing([&] {
    rows_->sql << "insert into log_range (deployment, first_seq, events, root) "
                  "values (:deployment, :first, :events, :root)",
        soci::use(of.deployment, "deployment"), soci::use(of.range.first, "first"),
        soci::use(of.range.count, "events"), soci::use(root, "root");
    rows_->sql << "commit";
  });
  rows_.reset();
  make_durable(file_);
}

}  // namespace gozin::store
