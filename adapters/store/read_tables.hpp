#pragma once

#include "adapters/store/dialect.hpp"
#include "engine/projection/table.hpp"

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <soci/soci.h>

namespace gozin::store {

/// What creates the table and its indexes, one statement each. A name that is no lower-case word,
/// a table without key, an index over an unknown column are bugs: std::logic_error.
[[nodiscard]] std::vector<std::string> create_statements(Dialect const& dialect,
                                                         ReadTable const& table);

/// Tells declarations apart: 64 hexadecimal digits over everything that is created.
[[nodiscard]] std::string fingerprint_of(Dialect const& dialect, ReadTable const& table);

/// All declarations in one text: 64 hexadecimal digits.
[[nodiscard]] std::string layout_of(Dialect const& dialect,
                                    std::vector<ReadTable const*> const& tables);

/// Whether these tables stand there with their rows, and no others.
[[nodiscard]] bool are_settled(soci::session& sql, Dialect const& dialect,
                               std::vector<ReadTable const*> const& tables);

/// Whether a table stands there under the name of a declared one, and is another.
[[nodiscard]] bool is_any_declared_otherwise(soci::session& sql, Dialect const& dialect,
                                             std::vector<ReadTable const*> const& tables);

/// Makes the tables that the declarations ask for: new ones are created, changed ones dropped and
/// created; undeclared ones are dropped where nobody keeps their rows any more. Under the lock of
/// the schema. A table that is made is marked as not built.
void declare_tables(soci::session& sql, Dialect const& dialect,
                    std::vector<ReadTable const*> const& tables);

/// Of the declared tables those whose rows are not there as declared.
[[nodiscard]] std::vector<ReadTable const*> tables_not_built(
    soci::session& sql, Dialect const& dialect, std::vector<ReadTable const*> const& tables);

/// From the commit on the rows of these tables are there and kept current, and of no others: nodes
/// that know others stop. With the head held.
void take_over(soci::session& sql, Dialect const& dialect,
               std::vector<ReadTable const*> const& tables);

/// A value on its way between a row and the library, of the type its column is declared with.
struct Cell {
  ColumnType type = ColumnType::text;
  std::string text = {};
  std::int64_t number = 0;
  soci::indicator is_null = soci::i_null;

  /// A value of another type than the column's is a bug: std::logic_error.
  void put(Value const& value);
  [[nodiscard]] Value value() const;
};

/// Whether a statement is worth being prepared on the server.
enum class Times { once, often };

/// The types of a statement's parameters and of its columns.
struct Cells {
  std::vector<ColumnType> given;
  std::vector<ColumnType> asked = {};
  Times times = Times::often;
};

/// A statement whose parameters or columns are known at run time only.
class CellStatement {
 public:
  CellStatement(soci::session& sql, std::string const& text, Cells const& cells);
  CellStatement(CellStatement const&) = delete;
  CellStatement& operator=(CellStatement const&) = delete;

  /// Gives the number of rows it changed.
  long long run(Row const& given);
  [[nodiscard]] std::vector<Row> rows(Row const& given);

 private:
  void put(Row const& given);

  std::deque<Cell> given_;  // the library keeps their addresses
  std::deque<Cell> asked_;
  soci::statement statement_;
};

/// Writes one read table, by statements kept prepared.
class TableWriter {
 public:
  TableWriter(soci::session& sql, ReadTable const& table);
  void upsert(TableRow const& row);
  /// By the key's values.
  void remove(Row const& key) { remove_.run(key); }

 private:
  using Columns = std::vector<std::size_t>;
  /// Null where there are too many kinds of changes to keep a statement for each.
  [[nodiscard]] CellStatement* update_of(Columns const& columns);

  soci::session& sql_;
  ReadTable const& table_;
  std::map<Columns, std::unique_ptr<CellStatement>> updates_;  // by what they set
  CellStatement upsert_;
  CellStatement remove_;
};

/// A query as a statement: what it asks for is the table's columns, and it is given these values.
struct SelectStatement {
  std::string text;
  Row values;
  std::vector<ColumnType> types;
};

/// The statements that answer a query one after another: one, or two where the database keeps no
/// index in which the first column's NULLs come first, so that rows without a value are asked for
/// by themselves.
[[nodiscard]] std::vector<SelectStatement> select_statements(Dialect const& dialect,
                                                             Query const& query);
[[nodiscard]] std::vector<Row> select_rows(soci::session& sql, Dialect const& dialect,
                                           Query const& query);

}  // namespace gozin::store
