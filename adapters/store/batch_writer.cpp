#include "adapters/store/batch_writer.hpp"

#include <stdexcept>

namespace gozin::store {
namespace {

void expect_text(std::string_view text) {
  if (text.find('\0') != std::string_view::npos)
    throw std::logic_error("a text with a NUL byte cannot be stored");
}

void expect_texts(std::initializer_list<std::string_view> texts) {
  for (auto const text : texts) expect_text(text);
}

void expect_row(Row const& row) {
  for (auto const& value : row)
    if (auto const* text = std::get_if<std::string>(&value)) expect_text(*text);
}

}  // namespace

void expect_storable(std::span<TableRow const> rows) {
  for (auto const& row : rows) expect_row(row.row);
}

void expect_storable(Batch const& batch, Head const& head) {
  auto next = head.size;
  for (auto const& event : batch.events) {
    if (event.seq != next++) throw std::logic_error("events must continue the log without a gap");
    expect_texts({event.stream.text, event.type, event.body});
  }
  if (batch.head.size != next) throw std::logic_error("the head must be the end of the log");
  expect_text(batch.head.frontier);
  for (auto const& record : batch.vault)
    expect_texts({record.key.text, record.bound, record.sealed});
  for (auto const& key : batch.keys) expect_texts({key.id.text, key.wrapped});
  for (auto const& paper : batch.ballots) expect_texts({paper.id, paper.ballot, paper.sealed});
  for (auto const& request : batch.requests) expect_texts({request.key, request.answer});
  for (auto const& digest : batch.erased_lookups) expect_text(digest);
  for (auto const& lookup : batch.lookups) expect_texts({lookup.digest, lookup.person.text});
  for (auto const& document : batch.documents)
    expect_texts({document.key.text, document.media, document.content});
  for (auto const& checkpoint : batch.checkpoints) expect_text(checkpoint.note);
  for (auto const& one : batch.cosignatures) expect_texts({one.witness, one.line});
  for (auto const& one : batch.erasures) expect_text(one.receipt);
  for (auto const& one : batch.accesses) expect_text(one.body);
  for (auto const& name : batch.forgotten_states) expect_text(name);
  for (auto const& one : batch.leases) expect_texts({one.next.work, one.next.holder});
  for (auto const& one : batch.states) expect_texts({one.name, one.state});
  for (auto const& one : batch.standings) expect_texts({one.witness, one.standing});
  expect_storable(batch.rows.upserts);
  expect_storable(batch.rows.deletes);
}

void expect_same_checkpoint(soci::session& sql, StoredCheckpoint const& checkpoint) {
  std::string note;
  sql << "select note from checkpoint where size = :size", soci::use(checkpoint.size, "size"),
      soci::into(note);
  // Of the same tree, one may bear a key's line that another lacks.
  auto const signed_text = [](std::string const& whole) {
    return whole.substr(0, whole.find("\n\n"));
  };
  if (signed_text(note) != signed_text(checkpoint.note))
    throw StoreFailed("two different checkpoints of the log at " + std::to_string(checkpoint.size));
}

}  // namespace gozin::store
