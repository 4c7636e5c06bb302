#include "adapters/store/batch_writer.hpp"

#include <stdexcept>

namespace gozin::store {

BatchWriter::BatchWriter(soci::session& sql)
    : sql_{sql},
      add_event_{sql,
                 "insert into event (seq, stream, rev, type, recorded, body, leaf) "
                 "values (:seq, :stream, :rev, :type, :recorded, :body, :leaf)"},
      move_head_{sql,
                 "update log_head set size = :size, frontier = :frontier, recorded = :recorded "
                 "where id = 1"},
      add_vault_record_{sql,
                        "insert into vault (seq, key, bound, sealed) "
                        "values (:seq, :key, :bound, :sealed)"},
      put_key_{sql,
               "insert into subject_key (id, wrapped) values (:id, :wrapped) "
               "on conflict (id) do update set wrapped = excluded.wrapped"},
      destroy_key_{sql, "delete from subject_key where id = :id"},
      add_paper_{sql, "insert into ballot_box (id, ballot, sealed) values (:id, :ballot, :sealed)"},
      empty_box_{sql, "delete from ballot_box where ballot = :ballot"},
      add_answer_{sql,
                  "insert into idempotency (key, fingerprint, answer, recorded) "
                  "values (:key, :fingerprint, :answer, :recorded)"},
      add_lookup_{sql, "insert into person_lookup (digest, person) values (:digest, :person)"},
      // The same bytes twice are kept once; what has become public is public.
      put_document_{sql,
                    "insert into document (hash, key, media, content) "
                    "values (:hash, :key, :media, :content) "
                    "on conflict (hash) do update set key = excluded.key, "
                    "media = excluded.media, content = excluded.content "
                    "where excluded.key = ''"},
      add_checkpoint_{sql,
                      "insert into checkpoint (size, note) values (:size, :note) "
                      "on conflict (size) do nothing"} {}

void BatchWriter::write(Batch const& batch, Head const& head) {
  write_events(batch, head);
  write_vault(batch);
  write_papers(batch);
  write_rest(batch);
  for (auto const& row : batch.rows.deletes) writer_of(*row.table).remove(row.row);
  for (auto const& row : batch.rows.upserts) writer_of(*row.table).upsert(row.row);
  move_head_.run(batch.head.size, batch.head.frontier, batch.head.recorded.ms);
}

void BatchWriter::write_events(Batch const& batch, Head const& head) {
  auto next = head.size;
  for (auto const& event : batch.events) {
    if (event.seq != next++) throw std::logic_error("events must continue the log without a gap");
    add_event_.run(event.seq, event.stream.text, event.rev, event.type, event.recorded.ms,
                   event.body, to_hex(event.leaf));
  }
  if (batch.head.size != next) throw std::logic_error("the head must be the end of the log");
}

void BatchWriter::write_vault(Batch const& batch) {
  for (auto const& record : batch.vault)
    add_vault_record_.run(record.seq, record.key.text, record.bound, record.sealed);
  for (auto const& key : batch.keys) put_key_.run(key.id.text, key.wrapped);
  for (auto const& id : batch.destroyed_keys) destroy_key_.run(id.text);
}

void BatchWriter::write_papers(Batch const& batch) {
  for (auto const& paper : batch.ballots) add_paper_.run(paper.id, paper.ballot, paper.sealed);
  for (auto const& ballot : batch.emptied_boxes) empty_box_.run(ballot);
}

void BatchWriter::write_rest(Batch const& batch) {
  auto const recorded = batch.head.recorded.ms;
  for (auto const& request : batch.requests)
    add_answer_.run(request.key, to_hex(request.fingerprint), request.answer, recorded);
  for (auto const& lookup : batch.lookups) add_lookup_.run(lookup.digest, lookup.person.text);
  for (auto const& document : batch.documents)
    put_document_.run(to_hex(document.hash), document.key.text, document.media, document.content);
  for (auto const& checkpoint : batch.checkpoints) write_checkpoint(checkpoint);
}

/// Nodes that share a key sign the same bytes. Other bytes for a size already signed would be a
/// second history, and must not get into the store.
void BatchWriter::write_checkpoint(StoredCheckpoint const& checkpoint) {
  if (add_checkpoint_.run(checkpoint.size, checkpoint.note) != 0) return;
  std::string note;
  sql_ << "select note from checkpoint where size = :size", soci::use(checkpoint.size, "size"),
      soci::into(note);
  if (note != checkpoint.note)
    throw StoreFailed("two different checkpoints of the log at " + std::to_string(checkpoint.size));
}

TableWriter& BatchWriter::writer_of(ReadTable const& table) {
  auto& writer = tables_[&table];
  if (!writer) writer = std::make_unique<TableWriter>(sql_, table);
  return *writer;
}

}  // namespace gozin::store
