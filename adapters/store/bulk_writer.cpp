#include "adapters/store/batch_writer.hpp"
#include "adapters/store/fixed_tables.hpp"
#include "adapters/store/prepared.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <vector>

namespace gozin::store {
namespace {

using Rows = std::vector<Row>;

/// What a batch holds of one kind, as rows.
template <class Things, class... More>
Rows rows_of(Things const& things, More const&... more) {
  Rows rows;
  rows.reserve(things.size());
  for (auto const& thing : things) rows.push_back(row_of(thing, more...));
  return rows;
}

/// Each key once, the last row of it: a statement may meet a key only once.
Rows last_of_each(Rows const& rows, ReadTable const& table) {
  std::map<Row, Row const*> last;
  for (auto const& row : rows) last.insert_or_assign(key_of(table, row), &row);
  Rows kept;
  for (auto const& [key, row] : last) kept.push_back(*row);
  return kept;
}

void expect_fitting(TableRow const& row) {
  auto const& columns = row.table->columns;
  if (row.row.size() != columns.size())
    throw std::logic_error("a row of another length than its table's");
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (std::holds_alternative<std::monostate>(row.row[i])) continue;
    if (std::holds_alternative<std::string>(row.row[i]) != (columns[i].type == ColumnType::text))
      throw std::logic_error("a value of another type than its column's");
  }
}

class BulkWriter final : public BatchWriter {
 public:
  BulkWriter(soci::session& sql, MakeBulkTable make)
      : sql_{sql},
        make_{make},
        move_head_{sql,
                   "update log_head set size = :size, frontier = :frontier, recorded = :recorded "
                   "where id = 1"} {}

  void write(Batch const& batch, Head const& head) override {
    expect_storable(batch, head);
    insert(event_rows(), OnTaken::fail, rows_of(batch.events));
    insert(vault_rows(), OnTaken::fail, rows_of(batch.vault));
    insert(key_rows(), OnTaken::replace, last_of_each(rows_of(batch.keys), key_rows()));
    remove_keys(batch);
    insert(paper_rows(), OnTaken::fail, rows_of(batch.ballots));
    for (auto const& ballot : batch.emptied_boxes)
      sql_ << "delete from ballot_box where ballot = :ballot", soci::use(ballot, "ballot");
    insert(answer_rows(), OnTaken::fail, rows_of(batch.requests, batch.head.recorded));
    remove_lookups(batch);
    insert(lookup_rows(), OnTaken::fail, rows_of(batch.lookups));
    write_documents(batch);
    insert(checkpoint_rows(), OnTaken::keep, rows_of(batch.checkpoints));
    for (auto const& checkpoint : batch.checkpoints) expect_same_checkpoint(sql_, checkpoint);
    insert(cosignature_rows(), OnTaken::replace,
           last_of_each(rows_of(batch.cosignatures), cosignature_rows()));
    insert(standing_rows(), OnTaken::replace,
           last_of_each(rows_of(batch.standings), standing_rows()));
    insert(erasure_rows(), OnTaken::replace, last_of_each(rows_of(batch.erasures), erasure_rows()));
    insert(access_rows(), OnTaken::fail, rows_of(batch.accesses));
    remove_states(batch);
    insert(node_state_rows(), OnTaken::replace,
           last_of_each(rows_of(batch.states), node_state_rows()));
    insert(lease_rows(), OnTaken::replace, last_of_each(rows_of(batch.leases), lease_rows()));
    change(batch.rows);
    move_head_.run(batch.head.size, batch.head.frontier, batch.head.recorded.ms);
  }

  void upsert(std::span<TableRow const> rows) override {
    expect_storable(rows);
    for (auto const& row : rows) expect_fitting(row);
    for (auto const& [table, own] : by_table(rows))
      insert(*table, OnTaken::replace, last_of_each(own, *table));
  }

  void change(RowChanges const& rows) override {
    remove(rows.deletes);
    upsert(rows.upserts);
  }

 private:
  using ByTable = std::map<ReadTable const*, Rows>;

  static ByTable by_table(std::span<TableRow const> rows) {
    ByTable tables;
    for (auto const& row : rows) tables[row.table].push_back(row.row);
    return tables;
  }

  void insert(ReadTable const& table, OnTaken taken, Rows const& rows) {
    if (!rows.empty()) bulk(table, taken).insert(rows);
  }

  void remove(std::span<TableRow const> keys) {
    for (auto const& [table, own] : by_table(keys)) bulk(*table, OnTaken::replace).remove(own);
  }

  void remove_keys(Batch const& batch) {
    Rows keys;
    for (auto const& id : batch.destroyed_keys) keys.push_back({id.text});
    if (!keys.empty()) bulk(key_rows(), OnTaken::replace).remove(keys);
  }

  void remove_lookups(Batch const& batch) {
    Rows digests;
    for (auto const& digest : batch.erased_lookups) digests.push_back({digest});
    if (!digests.empty()) bulk(lookup_rows(), OnTaken::replace).remove(digests);
  }

  void remove_states(Batch const& batch) {
    Rows names;
    for (auto const& name : batch.forgotten_states) names.push_back({name});
    if (!names.empty()) bulk(node_state_rows(), OnTaken::replace).remove(names);
  }

  /// The same bytes twice are kept once; what has become public is public.
  void write_documents(Batch const& batch) {
    std::map<Hash, StoredDocument> kept;
    std::map<Hash, StoredDocument> in_the_open;
    for (auto const& document : batch.documents)
      (document.key.empty() ? in_the_open : kept).emplace(document.hash, document);
    for (auto const& [hash, document] : in_the_open) kept.erase(hash);
    Rows first;
    Rows open;
    for (auto const& [hash, document] : kept) first.push_back(row_of(document));
    for (auto const& [hash, document] : in_the_open) open.push_back(row_of(document));
    insert(document_rows(), OnTaken::keep, first);
    insert(document_rows(), OnTaken::replace, open);
  }

  BulkTable& bulk(ReadTable const& table, OnTaken taken) {
    auto& made = tables_[{&table, taken}];
    if (!made) made = make_(sql_, table, taken);
    return *made;
  }

  soci::session& sql_;
  MakeBulkTable make_;
  Prepared<std::int64_t, std::string, std::int64_t> move_head_;
  std::map<std::pair<ReadTable const*, OnTaken>, std::unique_ptr<BulkTable>> tables_;
};

}  // namespace

std::unique_ptr<BatchWriter> make_bulk_writer(soci::session& sql, MakeBulkTable make) {
  return std::make_unique<BulkWriter>(sql, make);
}

}  // namespace gozin::store
