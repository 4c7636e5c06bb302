#include "engine/replay/rebuild.hpp"

#include "engine/command/recording.hpp"
#include "engine/replay/history.hpp"
#include "engine/replay/verify.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace gozin {
namespace {

/// The store itself waits some seconds for each.
constexpr int kTries = 5;

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
    seen_ = view->head();
    auto yielded = project_all(catalog, *view);
    for (auto const* table : catalog.tables())
      compare(*view, *table, std::move(yielded[table->name]), changes_);
  }

  /// Writes some of what was found; false when nothing of it is left.
  bool write_some(std::size_t rows) {
    if (changes_.empty()) return false;
    in_a_turn([&] {
      auto const transaction = store_.begin();
      look_at(*transaction);
      Batch batch;
      batch.head = transaction->head();
      while (!changes_.empty() && size_of(batch.rows) < rows) {
        auto next = changes_.extract(changes_.begin());
        taken_.insert(StreamId{next.key()});
        add(batch.rows, std::move(next.mapped()));
      }
      transaction->write(batch);
      transaction->commit();
    });
    return true;
  }

  /// Folds the streams that were touched anew, until so few are left that they can be the last.
  void settle(RebuildPace const& pace) {
    auto streams = std::min(pace.streams, pace.streams_max);
    for (auto before = settle_some(streams); before > streams;) {
      auto const left = settle_some(streams);
      if (left >= before) streams = std::min(streams * 2, pace.streams_max);
      before = left;
    }
  }

  void finish() {
    in_a_turn([&] {
      auto const last = tables_.rebuild();
      look_at(last->log());
      while (!touched_.empty()) last->change(correction(last->log()));
      last->commit();
    });
  }

 private:
  static std::size_t size_of(RowChanges const& rows) {
    return rows.upserts.size() + rows.deletes.size();
  }

  /// What was taken up for a turn that was not written is folded anew.
  template <class Turn>
  void in_a_turn(Turn const& turn) {
    for (int tries = 1;; ++tries) {
      try {
        turn();
        taken_.clear();
        return;
      } catch (StoreBusy const&) {
        touched_.merge(taken_);
        taken_.clear();
        if (tries == kTries) throw;
      }
    }
  }

  /// As many as were touched by then; unless they are that few, so many of them are folded.
  std::size_t settle_some(std::size_t streams) {
    std::size_t found = 0;
    in_a_turn([&] {
      auto const transaction = store_.begin();
      look_at(*transaction);
      found = touched_.size();
      if (found <= streams) return;
      Batch batch;
      batch.head = transaction->head();
      for (std::size_t i = 0; i < streams; ++i) add(batch.rows, correction(*transaction));
      transaction->write(batch);
      transaction->commit();
    });
    return found;
  }

  static void add(RowChanges& all, RowChanges more) {
    all.upserts.insert(all.upserts.end(), std::make_move_iterator(more.upserts.begin()),
                       std::make_move_iterator(more.upserts.end()));
    all.deletes.insert(all.deletes.end(), std::make_move_iterator(more.deletes.begin()),
                       std::make_move_iterator(more.deletes.end()));
  }

  /// What was found of a stream says nothing of it any more once it has been touched.
  void look_at(StoreView& store) {
    auto const head = store.head();
    // Such as a standby that was promoted without the end of the log, of which rows may be there.
    bool const is_other = head.size == seen_.size && head.frontier != seen_.frontier;
    if (head.size < seen_.size || is_other)
      throw StoreFailed("the store has lost events that were seen in it, from " +
                        std::to_string(head.size) + " on");
    store.read_log(seen_.size, head.size - seen_.size, [&](StoredEvent const& stored) {
      changes_.erase(stored.stream.text);
      touched_.insert(stored.stream);
    });
    seen_ = head;
  }

  RowChanges correction(StoreView& store) {
    auto const stream = touched_.extract(touched_.begin()).value();
    taken_.insert(stream);
    auto const running = replay_stream(catalog_, store, stream);
    return difference(stored_rows(store, stream, catalog_.tables()),
                      rows_of(running.folded, stream));
  }

  Catalog const& catalog_;
  EventStore& store_;
  ReadTables& tables_;
  ByStream changes_;
  std::set<StreamId> touched_;
  std::set<StreamId> taken_;  // of these, and of the changes, what the turn is at
  Head seen_;
};

}  // namespace

void rebuild(Catalog const& catalog, EventStore& store, ReadTables& tables,
             RebuildPace const& pace) {
  Rebuilding rebuilding{catalog, store, tables};
  while (rebuilding.write_some(pace.rows)) continue;
  rebuilding.settle(pace);
  rebuilding.finish();
}

}  // namespace gozin
