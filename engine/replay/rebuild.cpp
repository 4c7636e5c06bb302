#include "engine/replay/rebuild.hpp"

#include "engine/command/recording.hpp"
#include "engine/replay/history.hpp"
#include "engine/replay/verify.hpp"

#include <map>
#include <set>
#include <string>
#include <utility>

namespace gozin {
namespace {

/// What has to be written, by the stream that it belongs to.
using ByStream = std::map<std::string, RowChanges, std::less<>>;

std::string const& stream_of_row(Row const& row) { return std::get<std::string>(row.front()); }

void compare(StoreView& store, ReadTable const& table, std::vector<TableRow> yielded,
             ByStream& changes) {
  std::map<Row, TableRow> missing;
  for (auto& row : yielded) {
    auto key = key_of(table, row.row);
    missing.emplace(std::move(key), std::move(row));
  }
  visit_rows(store, table, [&](Row const& row) {
    auto key = key_of(table, row);
    auto const found = missing.find(key);
    auto const is_yielded = found != missing.end();
    if (is_yielded && found->second.row == row)
      missing.erase(found);
    else if (!is_yielded)
      changes[stream_of_row(row)].deletes.push_back({&table, std::move(key)});
  });
  for (auto& [key, row] : missing)
    changes[stream_of_row(row.row)].upserts.push_back(std::move(row));
}

class Rebuilding {
 public:
  Rebuilding(Catalog const& catalog, EventStore& store, ReadTables& tables)
      : catalog_{catalog}, store_{store}, tables_{tables} {
    auto const view = store.view();
    seen_ = view->head().size;
    auto yielded = project_all(catalog, *view);
    for (auto const* table : catalog.tables())
      compare(*view, *table, std::move(yielded[table->name]), changes_);
  }

  /// Writes some of what was found; false when nothing of it is left.
  bool write_some(std::size_t rows) {
    if (changes_.empty()) return false;
    auto const transaction = store_.begin();
    look_at(*transaction);
    Batch batch;
    batch.head = transaction->head();
    while (!changes_.empty() && size_of(batch.rows) < rows) {
      auto next = changes_.extract(changes_.begin());
      add(batch.rows, std::move(next.mapped()));
    }
    transaction->write(batch);
    transaction->commit();
    return true;
  }

  /// Folds so many of the streams that were touched anew; false when those are not all.
  bool settle(std::size_t streams) {
    auto const transaction = store_.begin();
    look_at(*transaction);
    if (touched_.size() <= streams) return true;
    Batch batch;
    batch.head = transaction->head();
    for (std::size_t i = 0; i < streams; ++i) add(batch.rows, correction(*transaction));
    transaction->write(batch);
    transaction->commit();
    return false;
  }

  void finish() {
    auto const last = tables_.rebuild();
    look_at(last->log());
    while (!touched_.empty()) last->change(correction(last->log()));
    last->commit();
  }

 private:
  static std::size_t size_of(RowChanges const& rows) {
    return rows.upserts.size() + rows.deletes.size();
  }

  static void add(RowChanges& all, RowChanges more) {
    all.upserts.insert(all.upserts.end(), std::make_move_iterator(more.upserts.begin()),
                       std::make_move_iterator(more.upserts.end()));
    all.deletes.insert(all.deletes.end(), std::make_move_iterator(more.deletes.begin()),
                       std::make_move_iterator(more.deletes.end()));
  }

  /// What was found of a stream says nothing of it any more once it has been touched.
  void look_at(StoreView& store) {
    auto const size = store.head().size;
    store.read_log(seen_, size - seen_, [&](StoredEvent const& stored) {
      changes_.erase(stored.stream.text);
      touched_.insert(stored.stream);
    });
    seen_ = size;
  }

  RowChanges correction(StoreView& store) {
    auto const stream = touched_.extract(touched_.begin()).value();
    auto const running = replay_stream(catalog_, store, stream);
    return difference(stored_rows(store, stream, catalog_.tables()),
                      rows_of(running.folded, stream));
  }

  Catalog const& catalog_;
  EventStore& store_;
  ReadTables& tables_;
  ByStream changes_;
  std::set<StreamId> touched_;
  std::int64_t seen_ = 0;
};

}  // namespace

void rebuild(Catalog const& catalog, EventStore& store, ReadTables& tables,
             RebuildPace const& pace) {
  Rebuilding rebuilding{catalog, store, tables};
  while (rebuilding.write_some(pace.rows)) continue;
  for (auto streams = pace.streams; !rebuilding.settle(streams);) streams *= 2;
  rebuilding.finish();
}

}  // namespace gozin
