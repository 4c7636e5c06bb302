#include "engine/port/read_tables.hpp"

namespace gozin {
namespace {

constexpr std::size_t kRowsAPage = 1000;

}  // namespace

void visit_rows(StoreView& store, ReadTable const& table,
                std::function<void(Row const&)> const& visit) {
  Query query{.table = &table, .limit = kRowsAPage};
  for (;;) {
    auto const rows = store.select(query);
    for (auto const& row : rows) visit(row);
    if (rows.size() < kRowsAPage) return;
    query.after = key_of(table, rows.back());
  }
}

}  // namespace gozin
