#include "adapters/store/mysql_bulk.hpp"

#include "adapters/store/read_tables.hpp"
#include "adapters/store/sql_text.hpp"

#include <stdexcept>

namespace gozin::store {
namespace {

/// The server takes 16 MB at once unless it is told otherwise, and quoting may double a text.
constexpr std::size_t kBytesMax = std::size_t{4} << 20;
constexpr std::size_t kRowsMax = 1'000;

std::size_t bytes_of(Row const& row) {
  std::size_t bytes = 0;
  for (auto const& value : row)
    if (auto const* text = std::get_if<std::string>(&value)) bytes += text->size();
  return bytes;
}

ColumnType type_of(ReadTable const& table, std::string_view name) {
  for (auto const& column : table.columns)
    if (column.name == name) return column.type;
  throw std::logic_error("no column " + std::string{name});
}

class MysqlBulk final : public BulkTable {
 public:
  MysqlBulk(soci::session& sql, ReadTable const& table, OnTaken taken)
      : sql_{sql}, table_{table}, taken_{taken} {}

  void insert(std::span<Row const> rows) override {
    in_pieces(rows, [this](std::span<Row const> piece) {
      std::string text =
          "insert into " + quoted_name(table_.name) + " (" + column_names(table_) + ") values ";
      Cells cells{.given = {}, .asked = {}, .times = Times::once};
      Row values;
      for (auto const& row : piece) {
        text += values.empty() ? "(" : ", (";
        for (std::size_t i = 0; i < table_.columns.size(); ++i)
          text += (i ? ", " : "") + bind(cells, values, {table_.columns[i].type, row.at(i)});
        text += ")";
      }
      CellStatement{sql_, text + on_taken(), cells}.run(values);
    });
  }

  /// Row values in an `in` would be looked for through the whole table.
  void remove(std::span<Row const> keys) override {
    in_pieces(keys, [this](std::span<Row const> piece) {
      std::string text = "delete from " + quoted_name(table_.name) + " where ";
      Cells cells{.given = {}, .asked = {}, .times = Times::once};
      Row values;
      for (auto const& key : piece) {
        text += values.empty() ? "(" : " or (";
        for (std::size_t i = 0; i < table_.key.size(); ++i)
          text += (i ? " and " : "") + quoted_name(table_.key[i]) + " = " +
                  bind(cells, values, {type_of(table_, table_.key[i]), key.at(i)});
        text += ")";
      }
      CellStatement{sql_, text, cells}.run(values);
    });
  }

 private:
  struct Typed {
    ColumnType type;
    Value const& value;
  };

  static std::string bind(Cells& cells, Row& values, Typed const& given) {
    cells.given.push_back(given.type);
    values.push_back(given.value);
    return ":p" + std::to_string(values.size());
  }

  template <class Work>
  static void in_pieces(std::span<Row const> rows, Work const& work) {
    while (!rows.empty()) {
      std::size_t count = 0;
      for (std::size_t bytes = 0; count < rows.size() && count < kRowsMax && bytes < kBytesMax;
           ++count)
        bytes += bytes_of(rows[count]);
      work(rows.first(count));
      rows = rows.subspan(count);
    }
  }

  [[nodiscard]] std::string on_taken() const {
    if (taken_ == OnTaken::fail) return "";
    auto const changes =
        replacements(table_, [](std::string const& column) { return "values(" + column + ")"; });
    auto const key = quoted_name(table_.key.front());
    return " on duplicate key update " +
           (taken_ == OnTaken::keep || changes.empty() ? key + " = " + key : changes);
  }

  soci::session& sql_;
  ReadTable const& table_;
  OnTaken taken_;
};

}  // namespace

std::unique_ptr<BulkTable> make_mysql_bulk(soci::session& sql, ReadTable const& table,
                                           OnTaken taken) {
  return std::make_unique<MysqlBulk>(sql, table, taken);
}

}  // namespace gozin::store
