#include "adapters/cli/import_list.hpp"
#include "adapters/cli/show.hpp"
#include "engine/port/read_tables.hpp"

#include <algorithm>

namespace gozin::cli {
namespace {

/// What a list is of: things that the register knows by a code.
struct Coded {
  std::string_view kind;   // of their streams
  std::string_view table;  // that lists them
  std::vector<ListColumn> columns;
  std::string_view number;                   // the column that holds one
  std::string_view enter;                    // the command for a new one
  std::string_view change;                   // the one for another value, for a reason
  std::vector<std::string_view> changeable;  // by it
};

/// Compares rows with the register.
class Comparison {
 public:
  Comparison(Program const& program, StoreView& store, Coded const& what, ListOrder const& order)
      : table_{read_table(program, what.table)}, what_{what}, order_{order} {
    visit_rows(store, table_, [&](Row const& row) { known_[text_of(table_, row, "code")] = row; });
  }

  void compare(ListPlan& plan, ListRow const& row) const {
    auto const number = whole_number(plan, row, what_.number);
    if (!number) return;
    json::object input;
    for (auto const& [column, cell] : row.cells) input[column] = cell;
    input[what_.number] = *number;
    auto const known = known_.find(row.text("code"));
    if (known == known_.end()) return plan.step(row, what_.enter, StreamId{}, std::move(input));
    auto const column = differing(row, known->second, input);
    if (column.empty())
      ++plan.same;
    else if (std::ranges::find(what_.changeable, column) == what_.changeable.end())
      plan.fault(row, column, "value_must_be_that_of_the_register");
    else if (order_.reason.empty())
      plan.fault(row, column, "change_must_have_a_reason", text_of(table_, known->second, column));
    else
      change(plan, row, input);
  }

 private:
  /// The first column in which the list says something else than the register; empty: none.
  [[nodiscard]] std::string differing(ListRow const& row, Row const& known,
                                      json::object const& input) const {
    for (auto const& [column, cell] : row.cells) {
      auto const& value = input.at(column);
      auto const said = value.is_int64() ? std::to_string(value.get_int64()) : cell;
      if (said != text_of(table_, known, column)) return column;
    }
    return {};
  }

  void change(ListPlan& plan, ListRow const& row, json::object const& input) const {
    json::object changed{{"reason", order_.reason}};
    for (auto const column : what_.changeable) changed[column] = input.at(column);
    plan.step(row, what_.change, StreamId{std::string{what_.kind} + "/" + row.text("code")},
              std::move(changed));
  }

  ReadTable const& table_;
  Coded const& what_;
  ListOrder const& order_;
  std::map<std::string, Row> known_;
};

int import_coded(Program& program, ListOrder const& order, Coded const& what) {
  auto plan = read_list(program, order, what.columns, "code");
  if (!plan) return refuse_list(program, order, plan.error());
  auto const deployment = program.open();
  auto const store = deployment->store().view();
  Comparison const comparison{program, *store, what, order};
  for (auto const& row : plan->rows)
    if (!plan->is_faulty(row)) comparison.compare(*plan, row);
  return carry_out(program, *deployment, order, *plan);
}

}  // namespace

int import_posts(Program& program, ListOrder const& order) {
  return import_coded(program, order,
                      {.kind = "post",
                       .table = "post_list",
                       .columns = {{"code", true},
                                   {"title", true, true},
                                   {"post_class", true},
                                   {"unit", true},
                                   {"grade", true}},
                       .number = "grade",
                       .enter = "register_post",
                       .change = "change_post",
                       .changeable = {"title", "post_class", "unit", "grade"}});
}

int import_budget(Program& program, ListOrder const& order) {
  return import_coded(program, order,
                      {.kind = "budget",
                       .table = "budget_list",
                       .columns = {{"code", true}, {"title", true, true}, {"amount", true}},
                       .number = "amount",
                       .enter = "open_budget_line",
                       .change = "change_budget_line",
                       .changeable = {"amount"}});
}

}  // namespace gozin::cli
