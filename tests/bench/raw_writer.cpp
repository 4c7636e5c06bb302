#include "tests/bench/raw_writer.hpp"

#include "tests/bench/raw_sqlite.hpp"

namespace gozin::bench {

struct RawWriter::Statements {
  explicit Statements(std::string const& path) : database{path} {}
  RawDatabase database;
  RawStatement begin{database, "begin immediate"};
  RawStatement commit{database, "commit"};
  RawStatement event{database, "insert into event values (?,?,?,?,?,?,?)"};
  RawStatement vault{database, "insert into vault values (?,?,?,?)"};
  RawStatement key{database, "insert into subject_key values (?,?)"};
  RawStatement answer{database, "insert into idempotency values (?,?,?,?)"};
  RawStatement checkpoint{database, "insert into checkpoint values (?,?)"};
  RawStatement row{database,
                   "insert into book values (?,?,?,?,?) on conflict (stream) do update set "
                   "title=excluded.title, lines=excluded.lines, last=excluded.last, "
                   "changed=excluded.changed"};
  RawStatement head{database, "update log_head set size=?, frontier=?, recorded=? where id=1"};
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

void RawWriter::move_journal() { statements_->database.move_journal(); }

}  // namespace gozin::bench
