#include "adapters/store/read_tables.hpp"

#include "adapters/store/sql_text.hpp"
#include "engine/core/hash.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <stdexcept>

namespace gozin::store {
namespace {

[[noreturn]] void misdeclared(ReadTable const& table, std::string_view what) {
  throw std::logic_error("read table " + std::string{table.name} + ": " + std::string{what});
}

bool is_word(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

ColumnType type_of(ReadTable const& table, std::string_view name) {
  for (auto const& column : table.columns)
    if (column.name == name) return column.type;
  misdeclared(table, "no column " + std::string{name});
}

void check(ReadTable const& table) {
  if (!is_word(table.name)) misdeclared(table, "its name is not a plain word");
  if (table.key.empty()) misdeclared(table, "it has no key");
  for (auto const& column : table.columns)
    if (!is_word(column.name)) misdeclared(table, "a column's name is not a plain word");
  for (auto const name : table.key) (void)type_of(table, name);
  for (auto const& index : table.indexes)
    for (auto const name : index) (void)type_of(table, name);
}

/// Whether the column stands in the key or in an index.
bool is_sought(ReadTable const& table, std::string_view name) {
  if (is_key(table, name)) return true;
  return std::any_of(table.indexes.begin(), table.indexes.end(), [&](auto const& index) {
    return std::find(index.begin(), index.end(), name) != index.end();
  });
}

std::string_view type_of(Dialect const& dialect, ReadTable const& table, Column const& column) {
  if (column.type == ColumnType::integer) return dialect.types.integer;
  return is_sought(table, column.name) ? dialect.types.key : dialect.types.text;
}

std::vector<ColumnType> types_of(ReadTable const& table) {
  std::vector<ColumnType> types;
  for (auto const& column : table.columns) types.push_back(column.type);
  return types;
}

std::vector<ColumnType> key_types_of(ReadTable const& table) {
  std::vector<ColumnType> types;
  for (auto const name : table.key) types.push_back(type_of(table, name));
  return types;
}

std::string upsert_text(ReadTable const& table) {
  auto const parameter = [](Column const& column) { return ":" + std::string{column.name}; };
  auto const changes =
      replacements(table, [](std::string const& column) { return "excluded." + column; });
  return "insert into " + quoted_name(table.name) + " (" + column_names(table) + ") values (" +
         joined(table.columns, ", ", parameter) + ") on conflict (" +
         joined(table.key, ", ", quoted_name) + ") do " +
         (changes.empty() ? "nothing" : "update set " + changes);
}

std::string remove_text(ReadTable const& table) {
  auto const equals = [](std::string_view name) {
    return quoted_name(name) + " = :" + std::string{name};
  };
  return "delete from " + quoted_name(table.name) + " where " + joined(table.key, " and ", equals);
}

/// Parameters: those columns, then the key.
std::string update_text(ReadTable const& table, std::vector<std::size_t> const& columns) {
  auto const sets = [&](std::size_t at) {
    std::string const name{table.columns.at(at).name};
    return quoted_name(name) + " = :" + name;
  };
  auto const equals = [](std::string_view name) {
    return quoted_name(name) + " = :" + std::string{name};
  };
  return "update " + quoted_name(table.name) + " set " + joined(columns, ", ", sets) + " where " +
         joined(table.key, " and ", equals);
}

}  // namespace

std::vector<std::string> create_statements(Dialect const& dialect, ReadTable const& table) {
  check(table);
  auto const column = [&](Column const& each) {
    return quoted_name(each.name) + " " + std::string{type_of(dialect, table, each)} +
           (is_key(table, each.name) ? " not null" : "");
  };
  std::vector<std::string> statements{"create table " + quoted_name(table.name) + " (" +
                                      joined(table.columns, ", ", column) + ", primary key (" +
                                      joined(table.key, ", ", quoted_name) + ")) " +
                                      std::string{dialect.types.keyed}};
  for (auto const& index : table.indexes) {
    auto const name = std::string{table.name} + "_" + std::to_string(statements.size());
    statements.push_back("create index " + quoted_name(name) + " on " + quoted_name(table.name) +
                         " (" + joined(index, ", ", quoted_name) + ")");
  }
  return statements;
}

std::string fingerprint_of(Dialect const& dialect, ReadTable const& table) {
  std::string all;
  for (auto const& statement : create_statements(dialect, table)) all += statement + "\n";
  return to_hex(sha256(all));
}

std::string layout_of(Dialect const& dialect, std::vector<ReadTable const*> const& tables) {
  std::set<std::string> lines;
  for (auto const* table : tables)
    lines.insert(std::string{table->name} + " " + fingerprint_of(dialect, *table) + "\n");
  std::string all;
  for (auto const& line : lines) all += line;
  return to_hex(sha256(all));
}

namespace {

struct Known {
  std::string name;
  std::string fingerprint;
  int built = 0;
};

std::vector<Known> known_tables(soci::session& sql) {
  std::vector<Known> known;
  Known one;
  soci::statement statement =
      (sql.prepare << "select name, fingerprint, built from read_table order by name",
       soci::into(one.name), soci::into(one.fingerprint), soci::into(one.built));
  statement.execute();
  while (statement.fetch()) known.push_back(one);
  return known;
}

// MariaDB commits each statement about a table by itself. What is cut short between two of them
// leaves a name without a fingerprint, or one whose table is gone, and is dropped and made again.
void drop(soci::session& sql, std::string const& name) {
  sql << "drop table if exists " << quoted_name(name);
  sql << "delete from read_table where name = :name", soci::use(name, "name");
}

void make(soci::session& sql, Dialect const& dialect, ReadTable const& table) {
  std::string const name{table.name};
  int taken = 0;
  sql << dialect.count_tables_named, soci::use(name, "name"), soci::into(taken);
  if (taken != 0) misdeclared(table, "the store has a table of that name");
  auto const statements = create_statements(dialect, table);
  sql << "insert into read_table (name, fingerprint, built) values (:name, '', 0)",
      soci::use(name, "name");
  for (auto const& statement : statements) sql << statement;
  auto const fingerprint = fingerprint_of(dialect, table);
  sql << "update read_table set fingerprint = :fingerprint where name = :name",
      soci::use(fingerprint, "fingerprint"), soci::use(name, "name");
}

ReadTable const* find_table(std::vector<ReadTable const*> const& tables, std::string const& name) {
  auto const found = std::ranges::find(tables, name, [](auto const* table) { return table->name; });
  return found == tables.end() ? nullptr : *found;
}

}  // namespace

bool are_settled(soci::session& sql, Dialect const& dialect,
                 std::vector<ReadTable const*> const& tables) {
  auto const all = known_tables(sql);
  return all.size() == tables.size() && tables_not_built(sql, dialect, tables).empty();
}

bool is_any_declared_otherwise(soci::session& sql, Dialect const& dialect,
                               std::vector<ReadTable const*> const& tables) {
  return std::ranges::any_of(known_tables(sql), [&](Known const& known) {
    auto const* declared = find_table(tables, known.name);
    return declared && fingerprint_of(dialect, *declared) != known.fingerprint;
  });
}

void declare_tables(soci::session& sql, Dialect const& dialect,
                    std::vector<ReadTable const*> const& tables) {
  std::set<std::string> kept;
  for (auto const& known : known_tables(sql)) {
    auto const* declared = find_table(tables, known.name);
    bool const stays =
        declared ? fingerprint_of(dialect, *declared) == known.fingerprint : known.built != 0;
    if (stays)
      kept.insert(known.name);
    else
      drop(sql, known.name);
  }
  for (auto const* table : tables)
    if (kept.insert(std::string{table->name}).second) make(sql, dialect, *table);
}

std::vector<ReadTable const*> tables_not_built(soci::session& sql, Dialect const& dialect,
                                               std::vector<ReadTable const*> const& tables) {
  auto const all = known_tables(sql);
  std::vector<ReadTable const*> missing;
  for (auto const* table : tables) {
    auto const fingerprint = fingerprint_of(dialect, *table);
    auto const is_built = [&](Known const& known) {
      return known.name == table->name && known.fingerprint == fingerprint && known.built != 0;
    };
    if (std::ranges::none_of(all, is_built)) missing.push_back(table);
  }
  return missing;
}

void take_over(soci::session& sql, Dialect const& dialect,
               std::vector<ReadTable const*> const& tables) {
  for (auto const& known : known_tables(sql)) {
    int const built = find_table(tables, known.name) ? 1 : 0;
    if (built != known.built)
      sql << "update read_table set built = :built where name = :name", soci::use(built, "built"),
          soci::use(known.name, "name");
  }
  auto const layout = layout_of(dialect, tables);
  sql << "update compatibility set layout = :layout where layout <> :known",
      soci::use(layout, "layout"), soci::use(layout, "known");
}

void Cell::put(Value const& value) {
  is_null = std::holds_alternative<std::monostate>(value) ? soci::i_null : soci::i_ok;
  if (is_null == soci::i_null) return;
  auto const* words = std::get_if<std::string>(&value);
  if ((words != nullptr) != (type == ColumnType::text))
    throw std::logic_error("a value of another type than its column's");
  if (words)
    text = *words;
  else
    number = std::get<std::int64_t>(value);
}

Value Cell::value() const {
  if (is_null == soci::i_null) return std::monostate{};
  return type == ColumnType::text ? Value{text} : Value{number};
}

CellStatement::CellStatement(soci::session& sql, std::string const& text, Cells const& cells)
    : statement_{sql} {
  for (auto const type : cells.given) {
    auto& cell = given_.emplace_back(Cell{.type = type});
    if (type == ColumnType::text)
      statement_.exchange(soci::use(cell.text, cell.is_null));
    else
      statement_.exchange(soci::use(cell.number, cell.is_null));
  }
  for (auto const type : cells.asked) {
    auto& cell = asked_.emplace_back(Cell{.type = type});
    if (type == ColumnType::text)
      statement_.exchange(soci::into(cell.text, cell.is_null));
    else
      statement_.exchange(soci::into(cell.number, cell.is_null));
  }
  statement_.alloc();
  statement_.prepare(text, cells.times == Times::once ? soci::details::st_one_time_query
                                                      : soci::details::st_repeatable_query);
  statement_.define_and_bind();
}

void CellStatement::put(Row const& given) {
  if (given.size() != given_.size())
    throw std::logic_error("a row of another length than its table's");
  for (std::size_t i = 0; i < given.size(); ++i) given_[i].put(given[i]);
}

long long CellStatement::run(Row const& given) {
  put(given);
  statement_.execute(true);
  return statement_.get_affected_rows();
}

std::vector<Row> CellStatement::rows(Row const& given) {
  put(given);
  std::vector<Row> rows;
  for (bool has_row = statement_.execute(true); has_row; has_row = statement_.fetch()) {
    auto& row = rows.emplace_back();
    for (auto const& cell : asked_) row.push_back(cell.value());
  }
  return rows;
}

namespace {

/// A table's rows change in few ways; whatever comes beyond is written as a whole.
constexpr std::size_t kUpdatesMax = 32;

}  // namespace

TableWriter::TableWriter(soci::session& sql, ReadTable const& table)
    : sql_{sql},
      table_{table},
      upsert_{sql, upsert_text(table), {.given = types_of(table)}},
      remove_{sql, remove_text(table), {.given = key_types_of(table)}} {}

CellStatement* TableWriter::update_of(Columns const& columns) {
  auto const found = updates_.find(columns);
  if (found != updates_.end()) return found->second.get();
  if (updates_.size() >= kUpdatesMax) return nullptr;
  std::vector<ColumnType> types;
  for (auto const at : columns) types.push_back(table_.columns.at(at).type);
  std::ranges::copy(key_types_of(table_), std::back_inserter(types));
  auto made =
      std::make_unique<CellStatement>(sql_, update_text(table_, columns), Cells{.given = types});
  return updates_.emplace(columns, std::move(made)).first->second.get();
}

/// Setting a column again writes the indexes in which it stands, though nothing changes there.
void TableWriter::upsert(TableRow const& row) {
  auto* const update = row.differing.empty() ? nullptr : update_of(row.differing);
  if (update) {
    Row given;
    for (auto const at : row.differing) given.push_back(row.row.at(at));
    std::ranges::move(key_of(table_, row.row), std::back_inserter(given));
    if (update->run(given) > 0) return;
  }
  upsert_.run(row.row);
}

}  // namespace gozin::store
