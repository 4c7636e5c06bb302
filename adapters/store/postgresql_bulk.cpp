#include "adapters/store/postgresql_bulk.hpp"

#include "adapters/store/read_tables.hpp"
#include "adapters/store/sql_text.hpp"

#include <stdexcept>

namespace gozin::store {
namespace {

/// So much text goes into one statement; a batch beyond it takes several.
constexpr std::size_t kBytesMax = std::size_t{32} << 20;

Column const& column_of(ReadTable const& table, std::string_view name) {
  for (auto const& column : table.columns)
    if (column.name == name) return column;
  throw std::logic_error("no column " + std::string{name});
}

std::string array_parameter(Column const& column) {
  return "cast(:" + std::string{column.name} +
         (column.type == ColumnType::text ? " as text[])" : " as bigint[])");
}

std::string insert_text(ReadTable const& table, OnTaken taken) {
  auto text = "insert into " + quoted_name(table.name) + " (" + column_names(table) +
              ") select * from unnest(" + joined(table.columns, ", ", array_parameter) + ")";
  if (taken == OnTaken::fail) return text;
  auto const changes =
      replacements(table, [](std::string const& column) { return "excluded." + column; });
  text += " on conflict (" + joined(table.key, ", ", quoted_name) + ") do ";
  return text + (taken == OnTaken::keep || changes.empty() ? "nothing" : "update set " + changes);
}

std::string remove_text(ReadTable const& table) {
  auto const parameter = [&](std::string_view name) {
    return array_parameter(column_of(table, name));
  };
  auto const equals = [&](std::string_view name) {
    return quoted_name(table.name) + "." + quoted_name(name) + " = gone." + quoted_name(name);
  };
  return "delete from " + quoted_name(table.name) + " using unnest(" +
         joined(table.key, ", ", parameter) + ") as gone (" + joined(table.key, ", ", quoted_name) +
         ") where " + joined(table.key, " and ", equals);
}

void add_text(std::string& array, std::string_view text) {
  array += '"';
  for (char const c : text) {
    if (c == '"' || c == '\\') array += '\\';
    array += c;
  }
  array += '"';
}

std::size_t bytes_of(Row const& row) {
  std::size_t bytes = 0;
  for (auto const& value : row)
    if (auto const* text = std::get_if<std::string>(&value)) bytes += text->size();
  return bytes;
}

class PostgresqlBulk final : public BulkTable {
 public:
  PostgresqlBulk(soci::session& sql, ReadTable const& table, OnTaken taken)
      : sql_{sql}, table_{table}, taken_{taken} {}

  void insert(std::span<Row const> rows) override {
    if (!insert_) insert_ = statement(insert_text(table_, taken_), table_.columns.size());
    while (!rows.empty()) {
      std::size_t count = 0;
      for (std::size_t bytes = 0; count < rows.size() && bytes < kBytesMax; ++count)
        bytes += bytes_of(rows[count]);
      run(*insert_, rows.first(count), table_.columns.size());
      rows = rows.subspan(count);
    }
  }

  void remove(std::span<Row const> keys) override {
    if (!remove_) remove_ = statement(remove_text(table_), table_.key.size());
    run(*remove_, keys, table_.key.size());
  }

 private:
  std::unique_ptr<CellStatement> statement(std::string const& text, std::size_t parameters) {
    return std::make_unique<CellStatement>(
        sql_, text, Cells{.given = std::vector<ColumnType>(parameters, ColumnType::text)});
  }

  static void run(CellStatement& statement, std::span<Row const> rows, std::size_t columns) {
    Row arrays;
    for (std::size_t column = 0; column < columns; ++column)
      arrays.push_back(array_of(rows, column));
    statement.run(arrays);
  }

  soci::session& sql_;
  ReadTable const& table_;
  OnTaken taken_;
  std::unique_ptr<CellStatement> insert_;
  std::unique_ptr<CellStatement> remove_;
};

}  // namespace

std::string array_of(std::span<Row const> rows, std::size_t column) {
  std::string array = "{";
  for (auto const& row : rows) {
    if (array.size() > 1) array += ',';
    auto const& value = row.at(column);
    if (auto const* text = std::get_if<std::string>(&value))
      add_text(array, *text);
    else if (auto const* number = std::get_if<std::int64_t>(&value))
      array += std::to_string(*number);
    else
      array += "NULL";
  }
  return array + "}";
}

std::unique_ptr<BulkTable> make_postgresql_bulk(soci::session& sql, ReadTable const& table,
                                                OnTaken taken) {
  return std::make_unique<PostgresqlBulk>(sql, table, taken);
}

}  // namespace gozin::store
