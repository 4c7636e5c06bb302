#include "adapters/store/read_tables.hpp"
#include "adapters/store/sql_text.hpp"

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

/// Which rows are asked for: all, or those with or without a value in the first ordering column.
enum class Part { whole, without_value, with_value };

/// A query in the making: its text, and the values of its parameters in their order.
class Select {
 public:
  Select(Dialect const& dialect, Query const& query)
      : dialect_{dialect}, query_{query}, table_{*query.table} {
    for (auto const name : query.order)
      ordering_.push_back(name.starts_with('-') ? Ordering{name.substr(1), true}
                                                : Ordering{name, false});
    bool const descends = !ordering_.empty() && ordering_.back().descends;
    for (auto const name : table_.key)
      if (std::none_of(ordering_.begin(), ordering_.end(),
                       [&](Ordering const& each) { return each.column == name; }))
        ordering_.push_back({name, descends});
    if (!query.after.empty() && query.after.size() != ordering_.size())
      throw std::logic_error("a place in " + std::string{table_.name} + " of another length");
  }

  [[nodiscard]] std::vector<SelectStatement> statements() {
    if (is_ordered_so(ordering_.front())) return {statement(Part::whole)};
    if (query_.after.empty()) return {statement(Part::without_value), statement(Part::with_value)};
    if (!is_null(query_.after.front())) return {statement(Part::whole)};
    return {statement(Part::without_value), statement(Part::with_value)};
  }

 private:
  static bool is_null(Value const& value) { return std::holds_alternative<std::monostate>(value); }

  /// Whether the database orders by that column as it is asked to, NULL first, by itself.
  [[nodiscard]] bool is_ordered_so(Ordering const& ordering) const {
    return is_key(table_, ordering.column) || is_fixed(ordering.column) ||
           !(ordering.descends ? dialect_.falling : dialect_.rising).empty();
  }

  [[nodiscard]] SelectStatement statement(Part part) {
    values_.clear();
    types_.clear();
    std::string text =
        "select " + column_names(table_) + " from " + quoted_name(table_.name) + " where 1 = 1";
    for (auto const& [column, value] : query_.where) text += " and " + equal(column, value);
    auto const first = quoted_name(ordering_.front().column);
    if (part == Part::without_value) text += " and " + first + " is null";
    if (part == Part::with_value) text += " and " + first + " is not null";
    if (!query_.after.empty() && part != Part::with_value)
      text += after(part == Part::without_value ? 1 : 0);
    text += " order by ";
    auto const skipped = std::size_t{part == Part::without_value ? 1u : 0u};
    for (auto i = skipped; i < ordering_.size(); ++i)
      text += (i > skipped ? ", " : "") + order(ordering_[i], i == 0);
    return {text + " limit " + std::to_string(query_.limit), values_, types_};
  }

  [[nodiscard]] Column const& find(std::string_view name) const {
    auto const found = std::find_if(table_.columns.begin(), table_.columns.end(),
                                    [&](Column const& column) { return column.name == name; });
    if (found == table_.columns.end())
      throw std::logic_error("no column " + std::string{name} + " in " + std::string{table_.name});
    return *found;
  }

  std::string bind(std::string_view column, Value const& value) {
    types_.push_back(find(column).type);
    values_.push_back(value);
    return ":p" + std::to_string(values_.size());
  }

  std::string equal(std::string_view column, Value const& value) {
    (void)find(column);
    if (std::holds_alternative<std::monostate>(value)) return quoted_name(column) + " is null";
    return quoted_name(column) + " = " + bind(column, value);
  }

  std::string beyond(Ordering const& ordering, Value const& value) {
    if (std::holds_alternative<std::monostate>(value))
      return quoted_name(ordering.column) + " is not null";
    return quoted_name(ordering.column) + (ordering.descends ? " < " : " > ") +
           bind(ordering.column, value);
  }

  [[nodiscard]] bool is_fixed(std::string_view column) const {
    return std::any_of(query_.where.begin(), query_.where.end(),
                       [&](auto const& each) { return each.first == column; });
  }

  /// Rows without a value in the first column are not among those ordered by it here, unless the
  /// database puts them first by itself.
  [[nodiscard]] std::string order(Ordering const& ordering, bool is_first) const {
    auto const column = quoted_name(ordering.column);
    auto const way = ordering.descends ? dialect_.falling : dialect_.rising;
    if (!way.empty()) return column + std::string{way};
    std::string const plain = column + (ordering.descends ? " desc" : " asc");
    if (is_first || is_key(table_, ordering.column)) return plain;
    return "case when " + column + " is null then 0 else 1 end, " + plain;
  }

  /// Rows behind the given place: beyond it in the first column, or equal there and beyond it in
  /// the second, and so on. The bound on the first column says the same again, for the index.
  std::string after(std::size_t from) {
    auto const& first = ordering_[from];
    std::string text;
    if (!is_null(query_.after[from]) && !is_fixed(first.column))
      text += " and " + quoted_name(first.column) + (first.descends ? " <= " : " >= ") +
              bind(first.column, query_.after[from]);
    text += " and (";
    for (auto last = from; last < ordering_.size(); ++last) {
      text += last > from ? " or (" : "(";
      for (auto i = from; i < last; ++i)
        text += equal(ordering_[i].column, query_.after[i]) + " and ";
      text += beyond(ordering_[last], query_.after[last]) + ")";
    }
    return text + ")";
  }

  Dialect const& dialect_;
  Query const& query_;
  ReadTable const& table_;
  std::vector<Ordering> ordering_;
  Row values_;
  std::vector<ColumnType> types_;
};

bool holds_nul(Row const& values) {
  return std::any_of(values.begin(), values.end(), [](Value const& value) {
    auto const* text = std::get_if<std::string>(&value);
    return text && text->find('\0') != std::string::npos;
  });
}

}  // namespace

std::vector<SelectStatement> select_statements(Dialect const& dialect, Query const& query) {
  return Select{dialect, query}.statements();
}

std::vector<Row> select_rows(soci::session& sql, Dialect const& dialect, Query const& query) {
  std::vector<ColumnType> asked;
  for (auto const& column : query.table->columns) asked.push_back(column.type);
  std::vector<Row> rows;
  for (auto const& select : select_statements(dialect, query)) {
    // Nothing that is stored has a NUL byte, and PostgreSQL would ask for what stands before it.
    if (holds_nul(select.values)) return {};
    CellStatement statement{sql, select.text, {select.types, asked, Times::once}};
    for (auto& row : statement.rows(select.values)) rows.push_back(std::move(row));
    if (rows.size() >= query.limit) break;
  }
  if (rows.size() > query.limit) rows.resize(query.limit);
  return rows;
}

}  // namespace gozin::store
