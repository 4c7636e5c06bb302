#include "adapters/store/read_tables.hpp"

#include <algorithm>
#include <stdexcept>

namespace gozin::store {
namespace {

/// A column to order by; NULL comes first, whichever way the column runs, so that whatever follows
/// a value can be sought in an index.
struct Ordering {
  std::string_view column;
  bool descends = false;
};

/// A query in the making: its text, and the values of its parameters in their order.
class Select {
 public:
  explicit Select(Query const& query) : query_{query}, table_{*query.table} {
    for (auto const name : query.order)
      ordering_.push_back(name.starts_with('-') ? Ordering{name.substr(1), true}
                                                : Ordering{name, false});
    for (auto const name : table_.key)
      if (std::none_of(ordering_.begin(), ordering_.end(),
                       [&](Ordering const& each) { return each.column == name; }))
        ordering_.push_back({name, false});
  }

  [[nodiscard]] std::string text() {
    std::string text = "select " + columns() + " from " + quoted(table_.name) + " where 1 = 1";
    for (auto const& [column, value] : query_.where) text += " and " + equal(column, value);
    if (!query_.after.empty()) text += after();
    text += " order by ";
    for (std::size_t i = 0; i < ordering_.size(); ++i)
      text += (i ? ", " : "") + order(ordering_[i]);
    return text + " limit " + std::to_string(query_.limit);
  }

  [[nodiscard]] Row const& values() const { return values_; }
  [[nodiscard]] std::vector<ColumnType> const& types() const { return types_; }

 private:
  static std::string quoted(std::string_view name) { return '"' + std::string{name} + '"'; }

  [[nodiscard]] Column const& find(std::string_view name) const {
    auto const found = std::find_if(table_.columns.begin(), table_.columns.end(),
                                    [&](Column const& column) { return column.name == name; });
    if (found == table_.columns.end())
      throw std::logic_error("no column " + std::string{name} + " in " + std::string{table_.name});
    return *found;
  }

  [[nodiscard]] std::string columns() const {
    std::string names;
    for (auto const& column : table_.columns)
      names += (names.empty() ? "" : ", ") + quoted(column.name);
    return names;
  }

  std::string bind(std::string_view column, Value const& value) {
    types_.push_back(find(column).type);
    values_.push_back(value);
    return ":p" + std::to_string(values_.size());
  }

  std::string equal(std::string_view column, Value const& value) {
    (void)find(column);
    if (std::holds_alternative<std::monostate>(value)) return quoted(column) + " is null";
    return quoted(column) + " = " + bind(column, value);
  }

  std::string beyond(Ordering const& ordering, Value const& value) {
    if (std::holds_alternative<std::monostate>(value))
      return quoted(ordering.column) + " is not null";
    return quoted(ordering.column) + (ordering.descends ? " < " : " > ") +
           bind(ordering.column, value);
  }

  [[nodiscard]] bool is_fixed(std::string_view column) const {
    return std::any_of(query_.where.begin(), query_.where.end(),
                       [&](auto const& each) { return each.first == column; });
  }

  static std::string order(Ordering const& ordering) {
    return quoted(ordering.column) + (ordering.descends ? " desc nulls first" : " asc nulls first");
  }

  /// Rows behind the given place: beyond it in the first column, or equal there and beyond it in
  /// the second, and so on. The bound on the first column says the same again, for the index.
  std::string after() {
    if (query_.after.size() != ordering_.size())
      throw std::logic_error("a place in " + std::string{table_.name} + " of another length");
    auto const& first = ordering_.front();
    std::string text;
    if (!std::holds_alternative<std::monostate>(query_.after.front()) && !is_fixed(first.column))
      text += " and " + quoted(first.column) + (first.descends ? " <= " : " >= ") +
              bind(first.column, query_.after.front());
    text += " and (";
    for (std::size_t last = 0; last < ordering_.size(); ++last) {
      text += last ? " or (" : "(";
      for (std::size_t i = 0; i < last; ++i)
        text += equal(ordering_[i].column, query_.after[i]) + " and ";
      text += beyond(ordering_[last], query_.after[last]) + ")";
    }
    return text + ")";
  }

  Query const& query_;
  ReadTable const& table_;
  std::vector<Ordering> ordering_;
  Row values_;
  std::vector<ColumnType> types_;
};

}  // namespace

SelectStatement select_statement(Query const& query) {
  Select select{query};
  auto text = select.text();
  return {std::move(text), select.values(), select.types()};
}

std::vector<Row> select_rows(soci::session& sql, Query const& query) {
  auto const select = select_statement(query);
  std::vector<ColumnType> asked;
  for (auto const& column : query.table->columns) asked.push_back(column.type);
  CellStatement statement{sql, select.text, select.types, asked};
  return statement.rows(select.values);
}

}  // namespace gozin::store
