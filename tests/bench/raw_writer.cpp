#include "tests/bench/raw_writer.hpp"

#include "tests/bench/raw_sqlite.hpp"

namespace gozin::bench {
namespace {

class RawSqlite final : public RawWriter {
 public:
  explicit RawSqlite(std::string const& path) : database_{path} {}

  void write(Batch const& batch) override {
    begin_.run();
    for (auto const& event : batch.events)
      event_.run(event.seq, event.stream.text, event.rev, event.type, event.recorded.ms, event.body,
                 to_hex(event.leaf));
    for (auto const& record : batch.vault)
      vault_.run(record.seq, record.key.text, record.bound, record.sealed);
    for (auto const& key : batch.keys) key_.run(key.id.text, key.wrapped);
    for (auto const& request : batch.requests)
      answer_.run(request.key, to_hex(request.fingerprint), request.answer, batch.head.recorded.ms);
    for (auto const& checkpoint : batch.checkpoints)
      checkpoint_.run(checkpoint.size, checkpoint.note);
    for (auto const& row : batch.rows.upserts)
      row_.run(row.row[0], row.row[1], row.row[2], row.row[3], row.row[4]);
    head_.run(batch.head.size, batch.head.frontier, batch.head.recorded.ms);
    commit_.run();
  }

  void move_journal() override { database_.move_journal(); }

 private:
  RawDatabase database_;
  RawStatement begin_{database_, "begin immediate"};
  RawStatement commit_{database_, "commit"};
  RawStatement event_{database_, "insert into event values (?,?,?,?,?,?,?)"};
  RawStatement vault_{database_, "insert into vault values (?,?,?,?)"};
  RawStatement key_{database_, "insert into subject_key values (?,?)"};
  RawStatement answer_{database_, "insert into idempotency values (?,?,?,?)"};
  RawStatement checkpoint_{database_, "insert into checkpoint values (?,?)"};
  RawStatement row_{database_,
                    "insert into book values (?,?,?,?,?) on conflict (stream) do update set "
                    "title=excluded.title, lines=excluded.lines, last=excluded.last, "
                    "changed=excluded.changed"};
  RawStatement head_{database_, "update log_head set size=?, frontier=?, recorded=? where id=1"};
};

}  // namespace

std::unique_ptr<RawWriter> make_raw_sqlite(StoreUrl const& url) {
  return std::make_unique<RawSqlite>(url.path);
}

std::unique_ptr<RawWriter> make_raw_writer(StoreUrl const& url) {
  if (url.database == Database::postgresql) return make_raw_postgresql(url);
  if (url.database == Database::mysql) return make_raw_mysql(url);
  return make_raw_sqlite(url);
}

}  // namespace gozin::bench
