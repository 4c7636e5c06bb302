#include "adapters/store/batch_writer.hpp"
#include "adapters/store/prepared.hpp"
#include "adapters/store/read_tables.hpp"

#include <map>
#include <stdexcept>

namespace gozin::store {
namespace {

/// Writes batches row by row, with one statement a table that is kept prepared. On SQLite this is
/// within a fifth of its own C interface.
class RowWriter final : public BatchWriter {
 public:
  explicit RowWriter(soci::session& sql);

  void write(Batch const& batch, Head const& head) override;
  void upsert(std::span<TableRow const> rows) override;
  void change(RowChanges const& rows) override;

 private:
  using Text = std::string;
  using Number = std::int64_t;

  void write_events(Batch const& batch);
  void write_vault(Batch const& batch);
  void write_papers(Batch const& batch);
  void write_rest(Batch const& batch);
  [[nodiscard]] TableWriter& writer_of(ReadTable const& table);

  soci::session& sql_;
  Prepared<Number, Text, Number, Text, Number, Text, Text> add_event_;
  Prepared<Number, Text, Number> move_head_;
  Prepared<Number, Text, Text, Text> add_vault_record_;
  Prepared<Text, Text> put_key_;
  Prepared<Text> destroy_key_;
  Prepared<Text, Text, Text> add_paper_;
  Prepared<Text> empty_box_;
  Prepared<Text, Text, Text, Number> add_answer_;
  Prepared<Text> erase_lookup_;
  Prepared<Text, Text> add_lookup_;
  Prepared<Text, Text, Text, Text> put_document_;
  Prepared<Number, Text> add_checkpoint_;
  Prepared<Number, Text, Text> put_cosignature_;
  Prepared<Text, Text, Number, Number> put_standing_;
  Prepared<Number, Text> put_erasure_;
  Prepared<Number, Text> add_access_;
  Prepared<Text> forget_state_;
  Prepared<Text, Text, Number> put_state_;
  Prepared<Text, Text, Number, Number> put_lease_;
  std::map<ReadTable const*, std::unique_ptr<TableWriter>> tables_;
};

RowWriter::RowWriter(soci::session& sql)
    : sql_{sql},
      add_event_{sql,
                 "insert into event (seq, stream, rev, type, recorded, body, leaf) "
                 "values (:seq, :stream, :rev, :type, :recorded, :body, :leaf)"},
      move_head_{sql,
                 "update log_head set size = :size, frontier = :frontier, recorded = :recorded "
                 "where id = 1"},
      add_vault_record_{sql,
                        "insert into vault (seq, \"key\", bound, sealed) "
                        "values (:seq, :key, :bound, :sealed)"},
      put_key_{sql,
               "insert into subject_key (id, wrapped) values (:id, :wrapped) "
               "on conflict (id) do update set wrapped = excluded.wrapped"},
      destroy_key_{sql, "delete from subject_key where id = :id"},
      add_paper_{sql, "insert into ballot_box (id, ballot, sealed) values (:id, :ballot, :sealed)"},
      empty_box_{sql, "delete from ballot_box where ballot = :ballot"},
      add_answer_{sql,
                  "insert into idempotency (\"key\", fingerprint, answer, recorded) "
                  "values (:key, :fingerprint, :answer, :recorded)"},
      erase_lookup_{sql, "delete from person_lookup where digest = :digest"},
      add_lookup_{sql, "insert into person_lookup (digest, person) values (:digest, :person)"},
      // The same bytes twice are kept once; what has become public is public.
      put_document_{sql,
                    "insert into document (hash, \"key\", media, content) "
                    "values (:hash, :key, :media, :content) "
                    "on conflict (hash) do update set \"key\" = excluded.\"key\", "
                    "media = excluded.media, content = excluded.content "
                    "where excluded.\"key\" = ''"},
      add_checkpoint_{sql,
                      "insert into checkpoint (size, note) values (:size, :note) "
                      "on conflict (size) do nothing"},
      put_cosignature_{sql,
                       "insert into cosignature (size, witness, line) "
                       "values (:size, :witness, :line) "
                       "on conflict (size, witness) do update set line = excluded.line"},
      put_standing_{sql,
                    "insert into witness_standing (witness, standing, size, since) "
                    "values (:witness, :standing, :size, :since) "
                    "on conflict (witness) do update set standing = excluded.standing, "
                    "size = excluded.size, since = excluded.since"},
      put_erasure_{sql,
                   "insert into erasure (seq, receipt) values (:seq, :receipt) "
                   "on conflict (seq) do update set receipt = excluded.receipt"},
      add_access_{sql, "insert into access_journal (number, body) values (:number, :body)"},
      forget_state_{sql, "delete from node_state where name = :name"},
      put_state_{sql,
                 "insert into node_state (name, state, since) values (:name, :state, :since) "
                 "on conflict (name) do update set state = excluded.state, "
                 "since = excluded.since"},
      put_lease_{sql,
                 "insert into lease (work, holder, fence, beat) "
                 "values (:work, :holder, :fence, :beat) "
                 "on conflict (work) do update set holder = excluded.holder, "
                 "fence = excluded.fence, beat = excluded.beat"} {}

void RowWriter::write(Batch const& batch, Head const& head) {
  expect_storable(batch, head);
  write_events(batch);
  write_vault(batch);
  write_papers(batch);
  write_rest(batch);
  change(batch.rows);
  move_head_.run(batch.head.size, batch.head.frontier, batch.head.recorded.ms);
}

void RowWriter::upsert(std::span<TableRow const> rows) {
  for (auto const& row : rows) writer_of(*row.table).upsert(row);
}

void RowWriter::change(RowChanges const& rows) {
  for (auto const& row : rows.deletes) writer_of(*row.table).remove(row.row);
  upsert(rows.upserts);
}

void RowWriter::write_events(Batch const& batch) {
  for (auto const& event : batch.events)
    add_event_.run(event.seq, event.stream.text, event.rev, event.type, event.recorded.ms,
                   event.body, to_hex(event.leaf));
}

void RowWriter::write_vault(Batch const& batch) {
  for (auto const& record : batch.vault)
    add_vault_record_.run(record.seq, record.key.text, record.bound, record.sealed);
  for (auto const& key : batch.keys) put_key_.run(key.id.text, key.wrapped);
  for (auto const& id : batch.destroyed_keys) destroy_key_.run(id.text);
}

void RowWriter::write_papers(Batch const& batch) {
  for (auto const& paper : batch.ballots) add_paper_.run(paper.id, paper.ballot, paper.sealed);
  for (auto const& ballot : batch.emptied_boxes) empty_box_.run(ballot);
}

void RowWriter::write_rest(Batch const& batch) {
  auto const recorded = batch.head.recorded.ms;
  for (auto const& request : batch.requests)
    add_answer_.run(request.key, to_hex(request.fingerprint), request.answer, recorded);
  for (auto const& digest : batch.erased_lookups) erase_lookup_.run(digest);
  for (auto const& lookup : batch.lookups) add_lookup_.run(lookup.digest, lookup.person.text);
  for (auto const& document : batch.documents)
    put_document_.run(to_hex(document.hash), document.key.text, document.media, document.content);
  for (auto const& checkpoint : batch.checkpoints)
    if (add_checkpoint_.run(checkpoint.size, checkpoint.note) == 0)
      expect_same_checkpoint(sql_, checkpoint);
  for (auto const& one : batch.cosignatures) put_cosignature_.run(one.size, one.witness, one.line);
  for (auto const& one : batch.standings)
    put_standing_.run(one.witness, one.standing, one.size, one.since.ms);
  for (auto const& one : batch.erasures) put_erasure_.run(one.seq, one.receipt);
  for (auto const& one : batch.accesses) add_access_.run(one.number, one.body);
  for (auto const& name : batch.forgotten_states) forget_state_.run(name);
  for (auto const& [next, before] : batch.leases)
    put_lease_.run(next.work, next.holder, next.fence, next.beat);
  for (auto const& one : batch.states) put_state_.run(one.name, one.state, one.since.ms);
}

TableWriter& RowWriter::writer_of(ReadTable const& table) {
  auto& writer = tables_[&table];
  if (!writer) writer = std::make_unique<TableWriter>(sql_, table);
  return *writer;
}

}  // namespace

std::unique_ptr<BatchWriter> make_row_writer(soci::session& sql) {
  return std::make_unique<RowWriter>(sql);
}

}  // namespace gozin::store
