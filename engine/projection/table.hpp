#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace gozin {

enum class ColumnType { text, integer };

struct Column {
  std::string_view name;
  ColumnType type = ColumnType::text;
};

/// A read table as data: any store can create and write it. Every read table has a first column
/// `stream`, the stream whose state gives the row; the key starts with it. Instants are integers
/// (milliseconds), hashes are hex text, nothing personal stands in any column.
struct ReadTable {
  std::string_view name;
  std::vector<Column> columns;
  std::vector<std::string_view> key;
  std::vector<std::vector<std::string_view>> indexes;  // one a page that needs it
};

/// A column's value; monostate is NULL.
using Value = std::variant<std::monostate, std::int64_t, std::string>;

/// Values in the order of the table's columns.
using Row = std::vector<Value>;

struct TableRow {
  ReadTable const* table = nullptr;
  Row row;
  /// Of a row that is written: in which columns alone the one that stands differs. Empty: nobody
  /// knows, or none stands.
  std::vector<std::size_t> differing = {};
  friend bool operator==(TableRow const&, TableRow const&) = default;
};

/// A row of these values, none of them copied that may be moved.
template <class... Values>
[[nodiscard]] TableRow table_row(ReadTable const& table, Values&&... values) {
  TableRow made{.table = &table, .row = {}};
  made.row.reserve(sizeof...(values));
  (made.row.emplace_back(std::forward<Values>(values)), ...);
  return made;
}

/// The key part of a row.
[[nodiscard]] Row key_of(ReadTable const& table, Row const& row);

/// What has to be written so that `before` becomes `after`: each touched row once.
struct RowChanges {
  std::vector<TableRow> upserts;
  std::vector<TableRow> deletes;  // `row` holds the key's values only
};
[[nodiscard]] RowChanges difference(std::span<TableRow const> before,
                                    std::span<TableRow const> after);

/// A moment at which the machine must act by itself: when `due` has come, `command` is given to the
/// stream by the actor `clock`. A stream's timers follow from its state, like its read rows.
struct Timer {
  std::string stream;
  std::string name;  // unique in the stream
  std::int64_t due_ms = 0;
  std::string command;
  std::string input = "{}";  // canonical JSON
  friend bool operator==(Timer const&, Timer const&) = default;
};

/// The read table in which timers stand.
[[nodiscard]] ReadTable const& timer_table();
[[nodiscard]] TableRow to_row(Timer timer);

/// A question to a read table: rows that equal `where`, ordered by `order`, after the row with the
/// key values `after`, at most `limit`. The key's columns complete the order; they descend where
/// the last of `order` does, as whoever reads an index backwards finds them.
struct Query {
  ReadTable const* table = nullptr;
  std::vector<std::pair<std::string_view, Value>> where = {};
  std::vector<std::string_view> order = {};  // `-column` descends
  Row after = {};                            // values of `order` plus key; empty: from the start
  std::size_t limit = 100;
};

}  // namespace gozin
