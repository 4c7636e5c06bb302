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

[[noreturn]] void fail_of_two(ReadTable const& table) {
  throw std::logic_error("two rows of one key in " + std::string{table.name});
}

using Place = std::pair<std::string_view, Row>;

std::map<Place, TableRow const*> by_key(std::span<TableRow const> rows) {
  std::map<Place, TableRow const*> sorted;
  for (auto const& row : rows)
    if (!sorted.emplace(Place{row.table->name, key_of(*row.table, row.row)}, &row).second)
      fail_of_two(*row.table);
  return sorted;
}

using Columns = std::vector<std::size_t>;

Columns columns_differing(TableRow const& before, TableRow const& after) {
  if (before.row.size() != after.row.size())
    throw std::logic_error("a row of another length in " + std::string{after.table->name});
  Columns differing;
  for (std::size_t i = 0; i < after.row.size(); ++i)
    if (before.row[i] != after.row[i]) differing.push_back(i);
  return differing;
}

using Rows = std::span<TableRow const>;

/// How many rows are the same at the beginning.
std::size_t same_first(Rows before, Rows after) {
  auto const differ = std::mismatch(before.begin(), before.end(), after.begin(), after.end());
  return static_cast<std::size_t>(differ.first - before.begin());
}

/// How many rows are the same at the end.
std::size_t same_last(Rows before, Rows after) {
  auto const differ = std::mismatch(before.rbegin(), before.rend(), after.rbegin(), after.rend());
  return static_cast<std::size_t>(differ.first - before.rbegin());
}

bool is_of_one_key(TableRow const& a, TableRow const& b) {
  if (a.table != b.table) return false;
  return std::all_of(a.table->key.begin(), a.table->key.end(), [&](std::string_view column) {
    auto const at = index_of(*a.table, column);
    return a.row.at(at) == b.row.at(at);
  });
}

/// Rows that stay may not have the key of one that is written.
void expect_apart(Rows staying, RowChanges const& changes) {
  for (auto const& row : changes.upserts)
    for (auto const& other : staying)
      if (is_of_one_key(row, other)) fail_of_two(*row.table);
}

}  // namespace

Row key_of(ReadTable const& table, Row const& row) {
  Row key;
  key.reserve(table.key.size());
  for (auto const column : table.key) key.push_back(row.at(index_of(table, column)));
  return key;
}

RowChanges difference(std::span<TableRow const> before, std::span<TableRow const> after) {
  // Most rows of a stream stay as they are, in the order in which they are always drawn up.
  auto const first = same_first(before, after);
  auto const last = same_last(before.subspan(first), after.subspan(first));
  auto const old_rows = by_key(before.subspan(first, before.size() - first - last));
  auto const new_rows = by_key(after.subspan(first, after.size() - first - last));
  RowChanges changes;
  for (auto const& [place, row] : new_rows) {
    auto const found = old_rows.find(place);
    auto differing = found == old_rows.end() ? Columns{} : columns_differing(*found->second, *row);
    if (found != old_rows.end() && differing.empty()) continue;
    changes.upserts.push_back({row->table, row->row, std::move(differing)});
  }
  for (auto const& [place, row] : old_rows)
    if (!new_rows.contains(place)) changes.deletes.push_back({row->table, place.second});
  expect_apart(after.first(first), changes);
  expect_apart(after.last(last), changes);
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

TableRow to_row(Timer timer) {
  return table_row(timer_table(), std::move(timer.stream), std::move(timer.name), timer.due_ms,
                   std::move(timer.command), std::move(timer.input));
}

}  // namespace gozin
