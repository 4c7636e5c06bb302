#include "tests/bench/raw_writer.hpp"

#include <sqlite3.h>
#include <stdexcept>

namespace gozin::bench {
namespace {

void expect(int result, sqlite3* database) {
  if (result != SQLITE_OK && result != SQLITE_DONE && result != SQLITE_ROW)
    throw std::runtime_error(sqlite3_errmsg(database));
}

class Statement {
 public:
  Statement(sqlite3* database, char const* text) : database_{database} {
    expect(sqlite3_prepare_v2(database, text, -1, &statement_, nullptr), database);
  }
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(Statement const&) = delete;
  Statement& operator=(Statement const&) = delete;

  template <class... Values>
  void run(Values const&... values) {
    int at = 0;
    (bind(++at, values), ...);
    expect(sqlite3_step(statement_), database_);
    expect(sqlite3_reset(statement_), database_);
  }

 private:
  void bind(int at, std::int64_t value) {
    expect(sqlite3_bind_int64(statement_, at, value), database_);
  }
  void bind(int at, std::string const& value) {
    expect(sqlite3_bind_text(statement_, at, value.data(), static_cast<int>(value.size()),
                             SQLITE_STATIC),
           database_);
  }
  void bind(int at, Value const& value) {
    if (auto const* number = std::get_if<std::int64_t>(&value))
      bind(at, *number);
    else
      bind(at, std::get<std::string>(value));
  }

  sqlite3* database_;
  sqlite3_stmt* statement_ = nullptr;
};

struct Database {
  explicit Database(std::string const& path) {
    expect(sqlite3_open(path.c_str(), &handle), handle);
    expect(sqlite3_exec(handle,
                        "pragma journal_mode=wal; pragma synchronous=full; "
                        "pragma wal_autocheckpoint=20000",
                        nullptr, nullptr, nullptr),
           handle);
  }
  ~Database() { sqlite3_close(handle); }
  Database(Database const&) = delete;
  Database& operator=(Database const&) = delete;
  sqlite3* handle = nullptr;
};

}  // namespace

struct RawWriter::Statements {
  explicit Statements(std::string const& path) : database{path} {}
  Database database;
  Statement begin{database.handle, "begin immediate"};
  Statement commit{database.handle, "commit"};
  Statement event{database.handle, "insert into event values (?,?,?,?,?,?,?)"};
  Statement vault{database.handle, "insert into vault values (?,?,?,?)"};
  Statement key{database.handle, "insert into subject_key values (?,?)"};
  Statement answer{database.handle, "insert into idempotency values (?,?,?,?)"};
  Statement checkpoint{database.handle, "insert into checkpoint values (?,?)"};
  Statement row{database.handle,
                "insert into book values (?,?,?,?,?) on conflict (stream) do update set "
                "title=excluded.title, lines=excluded.lines, last=excluded.last, "
                "changed=excluded.changed"};
  Statement head{database.handle, "update log_head set size=?, frontier=?, recorded=? where id=1"};
};

RawWriter::RawWriter(std::string const& path) : statements_{new Statements{path}} {}
RawWriter::~RawWriter() = default;

void RawWriter::write(Batch const& batch) {
  auto& to = *statements_;
  to.begin.run();
  for (auto const& event : batch.events)
    to.event.run(event.seq, event.stream.text, event.rev, event.type, event.recorded.ms, event.body,
                 to_hex(event.leaf));
  for (auto const& record : batch.vault)
    to.vault.run(record.seq, record.key.text, record.bound, record.sealed);
  for (auto const& key : batch.keys) to.key.run(key.id.text, key.wrapped);
  for (auto const& request : batch.requests)
    to.answer.run(request.key, to_hex(request.fingerprint), request.answer, batch.head.recorded.ms);
  for (auto const& checkpoint : batch.checkpoints)
    to.checkpoint.run(checkpoint.size, checkpoint.note);
  for (auto const& row : batch.rows.upserts)
    to.row.run(row.row[0], row.row[1], row.row[2], row.row[3], row.row[4]);
  to.head.run(batch.head.size, batch.head.frontier, batch.head.recorded.ms);
  to.commit.run();
}

void RawWriter::move_journal() {
  auto* const handle = statements_->database.handle;
  expect(sqlite3_wal_checkpoint_v2(handle, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr),
         handle);
}

}  // namespace gozin::bench
