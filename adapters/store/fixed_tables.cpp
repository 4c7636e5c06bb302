#include "adapters/store/fixed_tables.hpp"

namespace gozin::store {

namespace {

constexpr auto kNumber = ColumnType::integer;

}  // namespace

ReadTable const& event_rows() {
  static ReadTable const table{.name = "event",
                               .columns = {{"seq", kNumber},
                                           {"stream"},
                                           {"rev", kNumber},
                                           {"type"},
                                           {"recorded", kNumber},
                                           {"body"},
                                           {"leaf"}},
                               .key = {"seq"},
                               .indexes = {}};
  return table;
}

ReadTable const& vault_rows() {
  static ReadTable const table{.name = "vault",
                               .columns = {{"seq", kNumber}, {"key"}, {"bound"}, {"sealed"}},
                               .key = {"seq", "key"},
                               .indexes = {}};
  return table;
}

ReadTable const& key_rows() {
  static ReadTable const table{
      .name = "subject_key", .columns = {{"id"}, {"wrapped"}}, .key = {"id"}, .indexes = {}};
  return table;
}

ReadTable const& paper_rows() {
  static ReadTable const table{.name = "ballot_box",
                               .columns = {{"id"}, {"ballot"}, {"sealed"}},
                               .key = {"id"},
                               .indexes = {}};
  return table;
}

ReadTable const& answer_rows() {
  static ReadTable const table{
      .name = "idempotency",
      .columns = {{"key"}, {"fingerprint"}, {"answer"}, {"recorded", kNumber}},
      .key = {"key"},
      .indexes = {}};
  return table;
}

ReadTable const& lookup_rows() {
  static ReadTable const table{.name = "person_lookup",
                               .columns = {{"digest"}, {"person"}},
                               .key = {"digest"},
                               .indexes = {}};
  return table;
}

ReadTable const& document_rows() {
  static ReadTable const table{.name = "document",
                               .columns = {{"hash"}, {"key"}, {"media"}, {"content"}},
                               .key = {"hash"},
                               .indexes = {}};
  return table;
}

ReadTable const& checkpoint_rows() {
  static ReadTable const table{.name = "checkpoint",
                               .columns = {{"size", kNumber}, {"note"}},
                               .key = {"size"},
                               .indexes = {}};
  return table;
}

ReadTable const& cosignature_rows() {
  static ReadTable const table{.name = "cosignature",
                               .columns = {{"size", kNumber}, {"witness"}, {"line"}},
                               .key = {"size", "witness"},
                               .indexes = {}};
  return table;
}

ReadTable const& standing_rows() {
  static ReadTable const table{
      .name = "witness_standing",
      .columns = {{"witness"}, {"standing"}, {"size", kNumber}, {"since", kNumber}},
      .key = {"witness"},
      .indexes = {}};
  return table;
}

ReadTable const& erasure_rows() {
  static ReadTable const table{
      .name = "erasure", .columns = {{"seq", kNumber}, {"receipt"}}, .key = {"seq"}, .indexes = {}};
  return table;
}

ReadTable const& access_rows() {
  static ReadTable const table{.name = "access_journal",
                               .columns = {{"number", kNumber}, {"body"}},
                               .key = {"number"},
                               .indexes = {}};
  return table;
}

ReadTable const& node_state_rows() {
  static ReadTable const table{.name = "node_state",
                               .columns = {{"name"}, {"state"}, {"since", kNumber}},
                               .key = {"name"},
                               .indexes = {}};
  return table;
}

ReadTable const& lease_rows() {
  static ReadTable const table{
      .name = "lease",
      .columns = {{"work"}, {"holder"}, {"fence", kNumber}, {"beat", kNumber}},
      .key = {"work"},
      .indexes = {}};
  return table;
}

ReadTable const& account_rows() {
  static ReadTable const table{
      .name = "account",
      .columns = {{"login"}, {"person"}, {"password"}, {"created", kNumber}, {"disabled", kNumber}},
      .key = {"login"},
      .indexes = {}};
  return table;
}

ReadTable const& stream_part_rows() {
  static ReadTable const table{.name = "archived_stream",
                               .columns = {{"stream"},
                                           {"first_seq", kNumber},
                                           {"first_rev", kNumber},
                                           {"last_rev", kNumber}},
                               .key = {"stream", "first_seq"},
                               .indexes = {}};
  return table;
}

Row row_of(StoredEvent const& event) {
  return {event.seq,         event.stream.text, event.rev,         event.type,
          event.recorded.ms, event.body,        to_hex(event.leaf)};
}

Row row_of(VaultRecord const& record) {
  return {record.seq, record.key.text, record.bound, record.sealed};
}

Row row_of(WrappedKey const& key) { return {key.id.text, key.wrapped}; }

Row row_of(BoxedBallot const& paper) { return {paper.id, paper.ballot, paper.sealed}; }

Row row_of(AnsweredRequest const& request, Instant recorded) {
  return {request.key, to_hex(request.fingerprint), request.answer, recorded.ms};
}

Row row_of(Lookup const& lookup) { return {lookup.digest, lookup.person.text}; }

Row row_of(StoredDocument const& document) {
  return {to_hex(document.hash), document.key.text, document.media, document.content};
}

Row row_of(StoredCheckpoint const& checkpoint) { return {checkpoint.size, checkpoint.note}; }

Row row_of(StoredCosignature const& cosignature) {
  return {cosignature.size, cosignature.witness, cosignature.line};
}

Row row_of(WitnessStanding const& standing) {
  return {standing.witness, standing.standing, standing.size, standing.since.ms};
}

Row row_of(ErasureProof const& erasure) { return {erasure.seq, erasure.receipt}; }

Row row_of(AccessEntry const& entry) { return {entry.number, entry.body}; }

Row row_of(LeaseChange const& lease) {
  auto const& next = lease.next;
  return {next.work, next.holder, next.fence, next.beat};
}

Row row_of(StreamPart const& part) {
  return {part.stream.text, part.first_seq, part.first_rev, part.last_rev};
}

Row row_of(NodeState const& state) { return {state.name, state.state, state.since.ms}; }

}  // namespace gozin::store
