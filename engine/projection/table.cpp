#include "engine/projection/table.hpp"

#include <algorithm>
#include <stdexcept>

namespace gozin {
namespace {

std::size_t index_of(ReadTable const& table, std::string_view column) {
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    if (table.columns[i].name == column) return i;
  throw std::logic_error("read table " + std::string{table.name} + " has no column " +
                         std::string{column});
}

using Place = std::pair<std::string_view, Row>;

std::map<Place, TableRow const*> by_key(std::span<TableRow const> rows) {
  std::map<Place, TableRow const*> sorted;
  for (auto const& row : rows)
    if (!sorted.emplace(Place{row.table->name, key_of(*row.table, row.row)}, &row).second)
      throw std::logic_error("two rows of one key in " + std::string{row.table->name});
  return sorted;
}

}  // namespace

Row key_of(ReadTable const& table, Row const& row) {
  Row key;
  for (auto const column : table.key) key.push_back(row.at(index_of(table, column)));
  return key;
}

RowChanges difference(std::span<TableRow const> before, std::span<TableRow const> after) {
  auto const old_rows = by_key(before);
  auto const new_rows = by_key(after);
  RowChanges changes;
  for (auto const& [place, row] : new_rows) {
    auto const found = old_rows.find(place);
    if (found == old_rows.end() || found->second->row != row->row) changes.upserts.push_back(*row);
  }
  for (auto const& [place, row] : old_rows)
    if (!new_rows.contains(place)) changes.deletes.push_back({row->table, place.second});
  return changes;
}

ReadTable const& timer_table() {
  static ReadTable const table{
      .name = "timer",
      .columns = {{"stream"}, {"name"}, {"due", ColumnType::integer}, {"command"}, {"input"}},
      .key = {"stream", "name"},
      .indexes = {{"due"}}};
  return table;
}

TableRow to_row(Timer const& timer) {
  return {&timer_table(), {timer.stream, timer.name, timer.due_ms, timer.command, timer.input}};
}

}  // namespace gozin
