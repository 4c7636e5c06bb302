#pragma once

#include "adapters/cli/program.hpp"
#include "engine/event/json.hpp"

#include <map>
#include <set>

// Lists that a city brings in from elsewhere. A list is looked at as a whole before anything of it
// is recorded, and what the register says already is left alone: a list that was stopped in the
// middle is given again.
namespace gozin::cli {

/// What is wrong with a line, and in which column; `rule` is the name of a reason, or a text under
/// `import.`.
struct ListFault {
  int line = 0;
  std::string column;
  std::string rule;
  std::string detail = {};
};

/// How a list is to be read.
struct ListOrder {
  std::string file;
  std::string reason = {};  // for what the register says otherwise; empty: that is a fault
  std::string source = {};  // of holders: the register or list on paper
  bool confirm = false;     // of holders: what another person has proposed
  bool dry_run = false;
};

/// A column that a list may have. People may also head it by its name in either language.
struct ListColumn {
  std::string_view name;
  bool required = false;  // in every row
  /// Whether cells are kept as they are written; out of codes and numbers invisible marks go, and
  /// any digits become ASCII.
  bool words = false;
};

/// One row, its cells by the names of their columns.
struct ListRow {
  int line = 0;
  std::map<std::string, std::string, std::less<>> cells;

  [[nodiscard]] bool has(std::string_view column) const { return cells.contains(column); }
  /// Empty where the list has no such column.
  [[nodiscard]] std::string text(std::string_view column) const;
};

/// A command that a row comes to.
struct ListStep {
  int line = 0;
  Request request;
};

/// What the rows of a list come to, all of them looked at.
struct ListPlan {
  std::vector<ListRow> rows = {};
  Hash hash = {};  // of the file
  std::vector<ListFault> faults = {};
  std::vector<ListStep> steps = {};
  std::int64_t same = 0;  // rows that say what the register says

  std::set<int> faulty = {};  // lines of which one was named so far

  void fault(ListRow const& row, std::string_view column, std::string_view rule,
             std::string detail = {}) {
    faults.push_back({row.line, std::string{column}, std::string{rule}, std::move(detail)});
    faulty.insert(row.line);
  }
  void step(ListRow const& row, std::string_view command, StreamId stream, json::object input);
  /// Whether a fault of this row stands here already.
  [[nodiscard]] bool is_faulty(ListRow const& row) const { return faulty.contains(row.line); }
};

/// Reads the list: columns that are not known, are missing or are named twice, cells that must be
/// filled, keys that two rows share. Refuses what is no list at all.
[[nodiscard]] Result<ListPlan> read_list(Program const& program, ListOrder const& order,
                                         std::vector<ListColumn> const& columns,
                                         std::string_view key);

/// A whole number of 0 or more out of a cell, in any digits; a fault otherwise.
[[nodiscard]] std::optional<std::int64_t> whole_number(ListPlan& plan, ListRow const& row,
                                                       std::string_view column);
/// `yes`, `no` and what people write for them; an empty cell is no.
[[nodiscard]] std::optional<bool> yes_or_no(ListPlan& plan, ListRow const& row,
                                            std::string_view column);
/// A day of either calendar as `2026-11-18`; nothing for an empty cell.
[[nodiscard]] std::optional<std::string> day_at(Program const& program, ListPlan& plan,
                                                ListRow const& row, std::string_view column);

/// Tries every step on the pipeline's first door, names what is faulty, and records the rest in
/// batches unless it is a dry run or something is faulty. Says how many rows were new and known.
int carry_out(Program& program, Deployment& deployment, ListOrder const& order, ListPlan& plan);

/// A file that is no list: its refusal with the name of the file.
int refuse_list(Program const& program, ListOrder const& order, Rejection rejection);

int import_staff(Program& program, ListOrder const& order);
int import_posts(Program& program, ListOrder const& order);
int import_budget(Program& program, ListOrder const& order);
int import_holders(Program& program, ListOrder const& order);
int import_go_live(Program& program, ListOrder const& order);

/// `gozin import staff|posts|budget|holders|go-live`.
void add_import_lists(CLI::App& import, Program& program);

}  // namespace gozin::cli
