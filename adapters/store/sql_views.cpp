#include "adapters/store/sql_views.hpp"

#include <stdexcept>
#include <utility>

namespace gozin::store {

Writer& SqlWriteTransaction::held() {
  if (!lease_->is_held()) throw std::logic_error("the transaction is over");
  return **lease_;
}

void SqlWriteTransaction::write(Batch const& batch) {
  if (std::exchange(has_written_, true))
    throw std::logic_error("a transaction writes one batch only");
  auto& writer = held();
  translated(connector().dialect, [&] { writer.batch->write(batch, writer.reads->head()); });
}

void SqlWriteTransaction::commit() {
  auto& writer = held();
  translated(connector().dialect, [&] { writer.sql << "commit"; });
  // Whoever hears of the batch may want the head, while this object is still there.
  lease_->give_back();
}

/// What the rebuilder reads, on the connection that holds the head.
class SqlRebuild::Log final : public SqlReads<StoreView> {
 public:
  Log(Connector const& connector, Reads& reads) : SqlReads{connector}, reads_{reads} {}

 private:
  [[nodiscard]] Reads& reads() override { return reads_; }

  Reads& reads_;
};

SqlRebuild::SqlRebuild(WriterPool& pool, Connector const& connector)
    : connector_{connector},
      lease_{lend_for_writing(pool, connector)},
      log_{std::make_unique<Log>(connector, *(*lease_)->reads)} {}

void SqlRebuild::clear(ReadTable const& table) {
  std::string const name{table.name};
  translated(connector_.dialect, [&] {
    auto& sql = (*lease_)->sql;
    sql << "delete from \"" << name << "\"";
    sql << "update read_table set built = 1 where name = :name", soci::use(name, "name");
  });
}

void SqlRebuild::add(std::span<TableRow const> rows) {
  translated(connector_.dialect, [&] {
    for (auto const& row : rows) (*lease_)->batch->upsert(row);
  });
}

void SqlRebuild::commit() {
  translated(connector_.dialect, [&] { (*lease_)->sql << "commit"; });
}

}  // namespace gozin::store
