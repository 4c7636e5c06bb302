#include "adapters/store/batch_writer.hpp"
#include "adapters/store/dialect.hpp"
#include "adapters/store/durable.hpp"
#include "adapters/store/event_rows.hpp"
#include "engine/port/event_store.hpp"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <system_error>
#include <unistd.h>

#include <soci/sqlite3/soci-sqlite3.h>

namespace gozin::store {
namespace {

/// A checkpoint on the commit path makes one batch in many slow: an idle thread does it. Only when
/// that thread has not come for 20,000 pages (80 MB) the writer does it itself.
constexpr int kPagesBeforeOwnCheckpoint = 20'000;

/// Whoever comes second finds the file there and fails.
void create(StoreUrl const& url) {
  int const file = ::open(url.path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (file < 0)
    throw StoreFailed("the store cannot be created: " + std::generic_category().message(errno));
  ::close(file);
  make_durable(folder_of(url.path));
}

bool exists(StoreUrl const& url) { return std::filesystem::exists(url.path); }

void expect_wal(soci::session& sql) {
  std::string mode;
  sql << "pragma journal_mode=wal", soci::into(mode);
  if (mode != "wal")
    throw StoreFailed("the store's file system does not allow a write-ahead log: journal " + mode);
}

/// By itself SQLite counts what it allocates, under one lock for all threads. Where somebody has
/// used it before, it goes on so.
void count_no_memory() {
  static int const told = sqlite_api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(told);
}

void connect(soci::session& sql, StoreUrl const& url, Use use, std::chrono::milliseconds patience) {
  count_no_memory();
  sql.open(soci::sqlite3, "dbname=\"" + url.path + "\"");
  sql << "pragma busy_timeout=" << patience.count();
  sql << "pragma foreign_keys=on";
  sql << "pragma synchronous=full";
  // Destroyed keys and counted papers are overwritten in place.
  sql << "pragma secure_delete=on";
  sql << "pragma wal_autocheckpoint=" << kPagesBeforeOwnCheckpoint;
  expect_wal(sql);
  if (use == Use::read) sql << "pragma query_only=on";
}

bool in_transaction(soci::session& sql) {
  auto const* backend = static_cast<soci::sqlite3_session_backend*>(sql.get_backend());
  return sqlite_api::sqlite3_get_autocommit(backend->conn_) == 0;
}

[[noreturn]] void fail(soci::soci_error const& error) {
  auto const* sqlite = dynamic_cast<soci::sqlite3_soci_error const*>(&error);
  auto const& says = error.get_error_message();
  switch (sqlite ? sqlite->result() : SQLITE_ERROR) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw StoreBusy("the store is busy: " + says);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      throw StoreDamaged("the store is damaged: " + says);
    case SQLITE_CONSTRAINT:
      throw std::logic_error("the store holds it already: " + says);
    default:
      throw StoreFailed("the store failed: " + says);
  }
}

/// A deferred transaction that reads and then writes is busy at once, whatever the timeout.
void begin_write(soci::session& sql) { sql << "begin immediate"; }
void begin_schema(soci::session& sql, std::chrono::milliseconds) { begin_write(sql); }
/// The head is the write lock, which is held from the beginning.
void hold_head(soci::session&) {}

bool is_sound(soci::session&) { return true; }

std::int64_t tidy_up(soci::session& sql) {
  int busy = 0;
  int in_log = 0;
  int moved = 0;
  sql << "pragma wal_checkpoint(passive)", soci::into(busy), soci::into(in_log), soci::into(moved);
  return in_log;
}

std::vector<std::string> look_over(soci::session& sql) {
  std::vector<std::string> flaws;
  std::string flaw;
  soci::statement statement = (sql.prepare << "pragma integrity_check(10)", soci::into(flaw));
  statement.execute();
  while (statement.fetch())
    if (flaw != "ok") flaws.push_back(flaw);
  return flaws;
}

sqlite_api::sqlite3_stmt* row_of(soci::statement& statement) {
  return static_cast<soci::sqlite3_statement_backend*>(statement.get_backend())->stmt_;
}

sqlite_api::sqlite3_mutex* mutex_of(soci::statement& statement) {
  return sqlite_api::sqlite3_db_mutex(sqlite_api::sqlite3_db_handle(row_of(statement)));
}

std::string_view text_at(sqlite_api::sqlite3_stmt* row, int column) {
  auto const* text = reinterpret_cast<char const*>(sqlite_api::sqlite3_column_text(row, column));
  // As the library says it of every column.
  if (!text) throw soci::soci_error("Null value fetched and no indicator defined.");
  return {text, static_cast<std::size_t>(sqlite_api::sqlite3_column_bytes(row, column))};
}

}  // namespace

/// Each call takes the lock on the connection; for whoever has it that costs next to nothing.
SqliteEvents::SqliteEvents(soci::statement& statement) : statement_{statement} {
  sqlite_api::sqlite3_mutex_enter(mutex_of(statement_));
}

SqliteEvents::~SqliteEvents() { sqlite_api::sqlite3_mutex_leave(mutex_of(statement_)); }

void SqliteEvents::read(StoredEvent& event) const {
  auto* const row = row_of(statement_);
  event.seq = sqlite_api::sqlite3_column_int64(row, 0);
  event.stream.text.assign(text_at(row, 1));
  event.rev = sqlite_api::sqlite3_column_int64(row, 2);
  event.type.assign(text_at(row, 3));
  event.recorded.ms = sqlite_api::sqlite3_column_int64(row, 4);
  event.body.assign(text_at(row, 5));
  event.leaf = leaf_of(text_at(row, 6));
}

bool SqliteEvents::next() {
  auto const result = sqlite_api::sqlite3_step(row_of(statement_));
  if (result == SQLITE_ROW) return true;
  if (result == SQLITE_DONE) return false;
  auto* const connection = sqlite_api::sqlite3_db_handle(row_of(statement_));
  throw soci::sqlite3_soci_error(sqlite_api::sqlite3_errmsg(connection), result);
}

Dialect const& sqlite_dialect() {
  static Dialect const dialect{
      .name = "sqlite",
      .types = {.key = "text",
                .long_key = "text",
                .text = "text",
                .long_text = "text",
                .integer = "integer",
                .rows = "strict",
                .keyed = "strict, without rowid",
                .random = "lower(hex(randomblob(16)))"},
      .count_tables_named =
          "select count(*) from sqlite_master where type = 'table' and name = :name",
      .count_tables = "select count(*) from sqlite_master where type = 'table'",
      .rising = " asc nulls first",
      .falling = " desc nulls first",
      .begin_read = "begin deferred",
      .begin_write = begin_write,
      .begin_schema = begin_schema,
      .hold_head = hold_head,
      .commits_tables_by_themselves = false,
      .announce = "",
      .listen = nullptr,
      .hear = nullptr,
      .create = create,
      .exists = exists,
      .connect = connect,
      .in_transaction = in_transaction,
      .is_sound = is_sound,
      .fail = fail,
      .make_writer = make_row_writer,
      .tidy_up = tidy_up,
      .look_over = look_over};
  return dialect;
}

}  // namespace gozin::store
