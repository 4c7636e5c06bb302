#include "adapters/store/reads.hpp"

#include "adapters/store/event_rows.hpp"
#include "adapters/store/fixed_tables.hpp"
#include "adapters/store/read_tables.hpp"

#include <algorithm>
#include <span>

namespace gozin::store {
namespace {

/// Parameters of one statement; each database takes ten times as many.
constexpr std::size_t kKeysAtOnce = 1'000;

bool holds_nul(std::string const& text) { return text.find('\0') != std::string::npos; }

}  // namespace

Reads::Reads(soci::session& sql, Dialect const& dialect, Of of)
    : sql_{sql},
      dialect_{dialect},
      layout_{of.layout},
      log_{sql, std::move(of.archive)},
      head_{sql,
            "select size, frontier, recorded, oldest, layout, "
            "coalesce((select max(number) from log_range), 0) from log_head "
            "join compatibility on compatibility.id = log_head.id where log_head.id = 1"},
      vault_of_{sql,
                "select seq, \"key\", bound, sealed from vault where seq = :seq order by \"key\""},
      wrapped_key_{sql, "select id, wrapped from subject_key where id = :id"},
      answered_{sql, "select \"key\", fingerprint, answer from idempotency where \"key\" = :key"},
      look_up_{sql, "select person from person_lookup where digest = :digest"} {}

namespace {

bool is_taken_over(Layout& known, std::string const& layout) {
  if (known.text == layout) known.is_in_force = true;
  return known.text != layout && (known.is_in_force || known.opened != layout);
}

}  // namespace

Head Reads::head() {
  std::optional<Head> head;
  bool is_outdated = false;
  std::int64_t detached = 0;
  head_.each([&](std::int64_t size, std::string const& frontier, std::int64_t recorded,
                 std::int64_t oldest, std::string const& layout, std::int64_t ranges) {
    head = Head{size, frontier, Instant{recorded}};
    detached = ranges;
    is_outdated = oldest > known_version() || (layout_ && is_taken_over(*layout_, layout));
  });
  if (!head) throw StoreDamaged("the head of the log is damaged: no row");
  if (layout_) layout_->is_outdated = is_outdated;
  if (is_outdated)
    throw StoreOutdated(
        "the store has gone over to another version of the program; this one has to be replaced");
  log_.know(detached);
  return *head;
}

void Reads::read_stream(StreamId const& stream, std::int64_t rev, StoreView::Visit const& visit) {
  if (!holds_nul(stream.text)) log_.read_stream(stream, rev, visit);
}

void Reads::read_kind(std::string_view kind, StoreView::Visit const& visit) {
  // A stream is its kind, a slash and more; what follows the slash in ASCII ends the range.
  log_.read_kind(std::string{kind} + '/', std::string{kind} + '0', visit);
}

void Reads::read_log(std::int64_t seq, std::int64_t count, StoreView::Visit const& visit) {
  log_.read_log(seq, count, visit);
}

std::vector<VaultRecord> Reads::vault_of(std::int64_t seq) {
  std::vector<VaultRecord> records;
  vault_of_.each(
      [&](std::int64_t of, std::string const& key, std::string const& bound,
          std::string const& sealed) {
        records.push_back({of, VaultKeyId{key}, bound, sealed});
      },
      seq);
  return records;
}

std::vector<VaultRecord> Reads::vault_between(std::int64_t first, std::int64_t last) {
  std::vector<VaultRecord> records;
  VaultRecord record;
  soci::statement statement =
      (sql_.prepare << "select seq, \"key\", bound, sealed from vault "
                       "where seq >= :first and seq <= :last order by seq, \"key\"",
       soci::use(first, "first"), soci::use(last, "last"), soci::into(record.seq),
       soci::into(record.key.text), soci::into(record.bound), soci::into(record.sealed));
  statement.execute();
  while (statement.fetch()) records.push_back(record);
  return records;
}

std::vector<VaultRecord> Reads::vault_under(VaultKeyId const& key) {
  if (holds_nul(key.text)) return {};
  std::vector<VaultRecord> records;
  VaultRecord record{.seq = 0, .key = key, .bound = {}, .sealed = {}};
  soci::statement statement =
      (sql_.prepare << "select seq, bound, sealed from vault where \"key\" = :key order by seq",
       soci::use(key.text, "key"), soci::into(record.seq), soci::into(record.bound),
       soci::into(record.sealed));
  statement.execute();
  while (statement.fetch()) records.push_back(record);
  return records;
}

std::optional<WrappedKey> Reads::wrapped_key(VaultKeyId const& id) {
  if (holds_nul(id.text)) return std::nullopt;
  std::optional<WrappedKey> found;
  wrapped_key_.each(
      [&](std::string const& key, std::string const& wrapped) {
        found = WrappedKey{VaultKeyId{key}, wrapped};
      },
      id.text);
  return found;
}

std::vector<Row> Reads::rows_among(std::string const& text, std::size_t columns,
                                   std::vector<std::string> const& keys) {
  std::vector<Row> found;
  auto left = std::span{keys};
  while (!left.empty()) {
    auto const some = left.first(std::min(left.size(), kKeysAtOnce));
    left = left.subspan(some.size());
    std::string list;
    Row given;
    for (auto const& key : some)
      if (!holds_nul(key)) {
        list += (given.empty() ? ":p" : ", :p") + std::to_string(given.size());
        given.push_back(key);
      }
    if (given.empty()) continue;
    Cells const cells{.given = std::vector<ColumnType>(given.size(), ColumnType::text),
                      .asked = std::vector<ColumnType>(columns, ColumnType::text),
                      .times = Times::once};
    auto rows = CellStatement{sql_, text + " in (" + list + ")", cells}.rows(given);
    std::move(rows.begin(), rows.end(), std::back_inserter(found));
  }
  return found;
}

std::vector<WrappedKey> Reads::wrapped_keys_among(std::vector<VaultKeyId> const& ids) {
  constexpr std::size_t kColumns = 2;
  std::vector<std::string> names;
  for (auto const& id : ids) names.push_back(id.text);
  std::vector<WrappedKey> found;
  for (auto const& row :
       rows_among("select id, wrapped from subject_key where id", kColumns, names))
    found.push_back({VaultKeyId{std::get<std::string>(row[0])}, std::get<std::string>(row[1])});
  return found;
}

std::vector<WrappedKey> Reads::wrapped_keys(VaultKeyId const& after, std::size_t count) {
  std::vector<WrappedKey> keys;
  Query query{.table = &key_rows(), .limit = count};
  if (!after.empty()) query.after = {after.text};
  for (auto const& row : select_rows(sql_, dialect_, query))
    keys.push_back({VaultKeyId{std::get<std::string>(row[0])}, std::get<std::string>(row[1])});
  return keys;
}

std::vector<Lookup> Reads::lookups(std::string const& after, std::size_t count) {
  std::vector<Lookup> found;
  Query query{.table = &lookup_rows(), .limit = count};
  if (!after.empty()) query.after = {after};
  for (auto const& row : select_rows(sql_, dialect_, query))
    found.push_back({std::get<std::string>(row[0]), PersonId{std::get<std::string>(row[1])}});
  return found;
}

std::vector<BoxedBallot> Reads::box_of(std::string const& ballot) {
  if (holds_nul(ballot)) return {};
  std::vector<BoxedBallot> papers;
  BoxedBallot paper;
  soci::statement statement =
      (sql_.prepare << "select id, ballot, sealed from ballot_box where ballot = :ballot "
                       "order by id",
       soci::use(ballot, "ballot"), soci::into(paper.id), soci::into(paper.ballot),
       soci::into(paper.sealed));
  statement.execute();
  while (statement.fetch()) papers.push_back(paper);
  return papers;
}

std::optional<AnsweredRequest> Reads::answered(std::string const& key) {
  if (holds_nul(key)) return std::nullopt;
  std::optional<AnsweredRequest> found;
  answered_.each(
      [&](std::string const& of, std::string const& fingerprint, std::string const& answer) {
        found = AnsweredRequest{of, leaf_of(fingerprint), answer};
      },
      key);
  return found;
}

std::vector<AnsweredRequest> Reads::answered_among(std::vector<std::string> const& keys) {
  constexpr std::size_t kColumns = 3;
  std::vector<AnsweredRequest> found;
  for (auto const& row : rows_among(
           "select \"key\", fingerprint, answer from idempotency where \"key\"", kColumns, keys))
    found.push_back({std::get<std::string>(row[0]), leaf_of(std::get<std::string>(row[1])),
                     std::get<std::string>(row[2])});
  return found;
}

std::optional<PersonId> Reads::look_up(std::string const& digest) {
  if (holds_nul(digest)) return std::nullopt;
  std::optional<PersonId> found;
  look_up_.each([&](std::string const& person) { found = PersonId{person}; }, digest);
  return found;
}

std::optional<StoredDocument> Reads::document(Hash const& hash) {
  StoredDocument found{.hash = hash, .key = {}, .media = {}, .content = {}};
  auto const name = to_hex(hash);
  sql_ << "select \"key\", media, content from document where hash = :hash",
      soci::use(name, "hash"), soci::into(found.key.text), soci::into(found.media),
      soci::into(found.content);
  if (!sql_.got_data()) return std::nullopt;
  return found;
}

std::vector<StoredCheckpoint> Reads::checkpoints(std::int64_t size, std::size_t count) {
  std::vector<StoredCheckpoint> checkpoints;
  StoredCheckpoint checkpoint;
  auto const limit = static_cast<std::int64_t>(count);
  soci::statement statement =
      (sql_.prepare << "select size, note from checkpoint where size >= :size order by size "
                       "limit :count",
       soci::use(size, "size"), soci::use(limit, "count"), soci::into(checkpoint.size),
       soci::into(checkpoint.note));
  statement.execute();
  while (statement.fetch()) checkpoints.push_back(checkpoint);
  add_cosignatures(checkpoints);
  return checkpoints;
}

/// The checkpoints rise in size, and so do the cosignatures.
void Reads::add_cosignatures(std::vector<StoredCheckpoint>& checkpoints) {
  if (checkpoints.empty()) return;
  auto at = checkpoints.begin();
  for (auto const& one : cosignatures(checkpoints.front().size, checkpoints.back().size)) {
    while (at != checkpoints.end() && at->size < one.size) ++at;
    if (at != checkpoints.end() && at->size == one.size) at->note += one.line;
  }
}

std::optional<StoredCheckpoint> Reads::last_checkpoint() {
  std::vector<StoredCheckpoint> found(1);
  sql_ << "select size, note from checkpoint order by size desc limit 1",
      soci::into(found.front().size), soci::into(found.front().note);
  if (!sql_.got_data()) return std::nullopt;
  add_cosignatures(found);
  return found.front();
}

std::vector<StoredCosignature> Reads::cosignatures(std::int64_t first, std::int64_t last) {
  std::vector<StoredCosignature> found;
  StoredCosignature one;
  soci::statement statement =
      (sql_.prepare << "select size, witness, line from cosignature "
                       "where size >= :first and size <= :last order by size, witness",
       soci::use(first, "first"), soci::use(last, "last"), soci::into(one.size),
       soci::into(one.witness), soci::into(one.line));
  statement.execute();
  while (statement.fetch()) found.push_back(one);
  return found;
}

std::optional<StoredCosignature> Reads::last_cosignature(std::string const& witness) {
  StoredCosignature found{.size = 0, .witness = witness, .line = {}};
  if (holds_nul(witness)) return std::nullopt;
  sql_ << "select size, line from cosignature where witness = :witness "
          "order by size desc limit 1",
      soci::use(witness, "witness"), soci::into(found.size), soci::into(found.line);
  if (!sql_.got_data()) return std::nullopt;
  return found;
}

std::vector<WitnessStanding> Reads::witness_standings() {
  std::vector<WitnessStanding> found;
  WitnessStanding one;
  soci::statement statement =
      (sql_.prepare << "select witness, standing, size, since from witness_standing "
                       "order by witness",
       soci::into(one.witness), soci::into(one.standing), soci::into(one.size),
       soci::into(one.since.ms));
  statement.execute();
  while (statement.fetch()) found.push_back(one);
  return found;
}

std::vector<ErasureProof> Reads::erasures() {
  std::vector<ErasureProof> found;
  ErasureProof one;
  soci::statement statement = (sql_.prepare << "select seq, receipt from erasure order by seq",
                               soci::into(one.seq), soci::into(one.receipt));
  statement.execute();
  while (statement.fetch()) found.push_back(one);
  return found;
}

std::vector<AccessEntry> Reads::accesses(std::int64_t number, std::size_t count) {
  std::vector<AccessEntry> found;
  AccessEntry one;
  auto const limit = static_cast<std::int64_t>(count);
  soci::statement statement =
      (sql_.prepare << "select number, body from access_journal where number >= :number "
                       "order by number limit :count",
       soci::use(number, "number"), soci::use(limit, "count"), soci::into(one.number),
       soci::into(one.body));
  statement.execute();
  while (statement.fetch()) found.push_back(one);
  return found;
}

std::int64_t Reads::accesses_end() {
  std::int64_t end = 0;
  sql_ << "select coalesce(max(number) + 1, 0) from access_journal", soci::into(end);
  return end;
}

std::vector<NodeState> Reads::node_states() {
  std::vector<NodeState> found;
  NodeState one;
  soci::statement statement =
      (sql_.prepare << "select name, state, since from node_state order by name",
       soci::into(one.name), soci::into(one.state), soci::into(one.since.ms));
  statement.execute();
  while (statement.fetch()) found.push_back(one);
  return found;
}

std::optional<Lease> Reads::lease(std::string const& work) {
  Lease found{.work = work, .holder = {}};
  if (holds_nul(work)) return std::nullopt;
  sql_ << "select holder, fence, beat from lease where work = :work", soci::use(work, "work"),
      soci::into(found.holder), soci::into(found.fence), soci::into(found.beat);
  if (!sql_.got_data()) return std::nullopt;
  return found;
}

std::vector<Row> Reads::select(Query const& query) { return select_rows(sql_, dialect_, query); }

}  // namespace gozin::store
