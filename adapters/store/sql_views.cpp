#include "adapters/store/sql_views.hpp"

#include "adapters/store/read_tables.hpp"

#include <stdexcept>
#include <utility>

namespace gozin::store {

Writer& SqlWriteTransaction::held() {
  if (!lease_->is_held()) throw std::logic_error("the transaction is over");
  return **lease_;
}

SqlWriteTransaction::SqlWriteTransaction(WriterPool& pool, Connector const& connector)
    : SqlReads{connector},
      pool_{pool},
      lease_{lend_for_writing(pool, connector)},
      begun_{translated(connector.dialect, [&] { return (*lease_)->reads->head(); })} {}

void SqlWriteTransaction::put(Batch const& batch) {
  auto& writer = held();
  auto const& dialect = connector().dialect;
  if (!batch.under.empty() || !batch.leases.empty())
    expect_leases(batch, [this](std::string const& work) { return lease(work); });
  translated(dialect, [&] {
    writer.batch->write(batch, begun_);
    if (!batch.events.empty() && !dialect.announce.empty()) writer.sql << dialect.announce;
  });
}

void SqlWriteTransaction::write(Batch const& batch) {
  (void)held();
  if (std::exchange(has_written_, true))
    throw std::logic_error("a transaction writes one batch only");
  if (connector().url.database != Database::sqlite) written_ = batch;
  try {
    put(batch);
  } catch (ConnectionLost const&) {
    write_again();
  }
}

/// Where the reply to a commit was lost, the log itself tells whether it was done: the hash of a
/// leaf is that of no other event, and an entry of the access journal stands under its number.
/// What else a batch holds does no harm when it is written twice. The head's lock is waited for, so
/// whatever the server still did for the lost connection is over.
void SqlWriteTransaction::commit() {
  constexpr int kTries = 3;
  for (int tries = 1;; ++tries) {
    auto& writer = held();
    try {
      translated(connector().dialect, [&] { writer.sql << "commit"; });
      break;
    } catch (ConnectionLost const&) {
      if (tries == kTries) throw StoreFailed("the connection was lost in commit after commit");
      write_again();
    }
  }
  // Whoever hears of the batch may want the head, while this object is still there.
  lease_->give_back();
}

/// The batch once more on another connection, in a transaction that is to be committed; without it
/// where it is there already.
void SqlWriteTransaction::write_again() {
  lease_->close();
  Head head;
  try {
    lease_ = lend_for_writing(pool_, connector());
    head = translated(connector().dialect, [&] { return (*lease_)->reads->head(); });
    if (is_recorded(head)) return;
  } catch (StoreBusy const&) {
    throw StoreFailed("the database is not reached: whether the batch is recorded is not known");
  } catch (StoreOutdated const&) {
    throw StoreFailed(
        "the store has gone over to another version of the program: whether the batch is recorded "
        "is not known");
  }
  // Of the same length is also what a promoted standby may hold in the place of our log.
  bool const are_others_first = head.size != begun_.size || head.frontier != begun_.frontier ||
                                (written_ && !follows_the_journal(*written_));
  if (are_others_first) throw StoreBusy("the connection was lost, and others were first");
  if (written_) put(*written_);
}

bool SqlWriteTransaction::follows_the_journal(Batch const& batch) {
  return batch.accesses.empty() || batch.accesses.front().number == accesses_end();
}

bool SqlWriteTransaction::is_recorded(Head const& head) {
  if (!written_ || head.size < written_->head.size) return false;
  if (written_->events.empty()) {
    auto const& entries = written_->accesses;
    return !entries.empty() && accesses(entries.front().number, entries.size()) == entries;
  }
  auto const& first = written_->events.front();
  bool found = false;
  read_log(first.seq, 1, [&](StoredEvent const& stored) {
    found = stored.seq == first.seq && stored.leaf == first.leaf;
  });
  return found;
}

/// What the rebuilder reads, on the connection that holds the head.
class SqlRebuild::Log final : public SqlReads<StoreView> {
 public:
  Log(Connector const& connector, Reads& reads) : SqlReads{connector}, reads_{reads} {}

 private:
  [[nodiscard]] Reads& reads() override { return reads_; }

  Reads& reads_;
};

SqlRebuild::SqlRebuild(WriterPool& pool, Of const& of)
    : of_{of},
      lease_{lend_for_writing(pool, of.connector)},
      log_{std::make_unique<Log>(of.connector, *(*lease_)->reads)} {
  // Nobody takes over backwards, however long its making took.
  static_cast<void>(log_->head());
}

void SqlRebuild::change(RowChanges const& rows) {
  translated(of_.connector.dialect, [&] { (*lease_)->batch->change(rows); });
}

void SqlRebuild::commit() {
  auto const& dialect = of_.connector.dialect;
  translated(dialect, [&] {
    take_over((*lease_)->sql, dialect, of_.tables);
    (*lease_)->sql << "commit";
  });
}

}  // namespace gozin::store
