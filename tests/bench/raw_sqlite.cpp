#include "tests/bench/raw_sqlite.hpp"

#include <sqlite3.h>
#include <stdexcept>

namespace gozin::bench {
namespace {

void expect(int result, sqlite3* database) {
  if (result != SQLITE_OK && result != SQLITE_DONE && result != SQLITE_ROW)
    throw std::runtime_error(sqlite3_errmsg(database));
}

}  // namespace

RawDatabase::RawDatabase(std::string const& path) {
  expect(sqlite3_open(path.c_str(), &handle), handle);
  expect(sqlite3_exec(handle,
                      "pragma journal_mode=wal; pragma synchronous=full; "
                      "pragma wal_autocheckpoint=20000",
                      nullptr, nullptr, nullptr),
         handle);
}

RawDatabase::~RawDatabase() { sqlite3_close(handle); }

void RawDatabase::move_journal() const {
  auto const result =
      sqlite3_wal_checkpoint_v2(handle, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  // The writer is at it, having come far without us.
  if (result != SQLITE_BUSY) expect(result, handle);
}

RawStatement::RawStatement(RawDatabase const& database, char const* text)
    : database_{database.handle} {
  expect(sqlite3_prepare_v2(database_, text, -1, &statement_, nullptr), database_);
}

RawStatement::~RawStatement() { sqlite3_finalize(statement_); }

void RawStatement::step_to_end(std::function<void()> const& visit) {
  int result = sqlite3_step(statement_);
  for (; result == SQLITE_ROW; result = sqlite3_step(statement_)) visit();
  expect(result, database_);
  expect(sqlite3_reset(statement_), database_);
}

std::string RawStatement::text(int column) const {
  auto const* bytes = sqlite3_column_text(statement_, column);
  return bytes ? reinterpret_cast<char const*>(bytes) : std::string{};
}

std::int64_t RawStatement::number(int column) const {
  return sqlite3_column_int64(statement_, column);
}

void RawStatement::bind(int at, std::int64_t value) {
  expect(sqlite3_bind_int64(statement_, at, value), database_);
}

void RawStatement::bind(int at, std::string const& value) {
  expect(sqlite3_bind_text(statement_, at, value.data(), static_cast<int>(value.size()),
                           SQLITE_STATIC),
         database_);
}

void RawStatement::bind(int at, Value const& value) {
  if (auto const* number = std::get_if<std::int64_t>(&value))
    bind(at, *number);
  else
    bind(at, std::get<std::string>(value));
}

}  // namespace gozin::bench
