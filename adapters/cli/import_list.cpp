#include "adapters/cli/import_list.hpp"

#include "adapters/cli/story.hpp"
#include "engine/core/fraction.hpp"
#include "engine/port/person_numbers.hpp"
#include "engine/port/plain_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <iostream>

namespace gozin::cli {
namespace {

/// As many commands go into one transaction.
constexpr std::size_t kBatch = 500;

constexpr std::size_t kFaultsShown = 200;

/// Whether people mean this column by a heading: its name, or what it is called in either language.
bool is_heading(Program const& program, std::string const& heading, std::string_view column) {
  auto const& texts = program.services().texts;
  if (heading == column) return true;
  auto const key = "column." + std::string{column};
  return std::ranges::any_of(std::array{Language::fa, Language::en}, [&](Language language) {
    return texts.search_key(heading) == texts.search_key(texts.text(key, language));
  });
}

/// The columns in the order of the file; one that is not known has no name.
std::vector<ListColumn> read_header(Program const& program, TableFile const& file,
                                    std::vector<ListColumn> const& columns, ListPlan& plan) {
  std::vector<ListColumn> read;
  ListRow const header{.line = file.header.line, .cells = {}};
  for (auto const& heading : file.header.cells) {
    auto const found = std::ranges::find_if(columns, [&](ListColumn const& column) {
      return is_heading(program, heading, column.name);
    });
    read.push_back(found == columns.end() ? ListColumn{} : *found);
    if (found == columns.end())
      plan.fault(header, heading, "column_must_be_known");
    else if (std::ranges::count(read, found->name, &ListColumn::name) > 1)
      plan.fault(header, heading, "column_must_stand_once");
  }
  for (auto const& column : columns)
    if (column.required && std::ranges::find(read, column.name, &ListColumn::name) == read.end())
      plan.fault(header, column.name, "column_must_be_there");
  return read;
}

ListRow row_of(TableFile::Line const& line, std::vector<ListColumn> const& columns) {
  ListRow row{.line = line.line, .cells = {}};
  for (std::size_t i = 0; i < columns.size(); ++i)
    row.cells[std::string{columns[i].name}] =
        columns[i].words ? line.cells[i] : plain_entry(line.cells[i]);
  return row;
}

/// What two rows must not share: a national id may be written with its leading zeros or without.
std::string key_of(ListRow const& row, std::string_view key) {
  auto const text = row.text(key);
  return key == "national_id" ? normalise_national_id(text).value_or(text) : text;
}

/// The sentence of a rule, and the name of the column where it is one of ours.
std::string in_words(Program const& program, ListFault const& fault) {
  auto const& texts = program.services().texts;
  auto const own = "import." + fault.rule;
  auto const sentence =
      texts.has(own, program.language()) ? program.say(own) : program.name_of("reason", fault.rule);
  auto const column =
      fault.column.empty() ? std::string{} : program.name_of("column", fault.column) + ": ";
  return column + sentence + (fault.detail.empty() ? "" : " (" + fault.detail + ")");
}

/// On a terminal the first of them: who mends those finds the others with the next try.
void show_faults(Program const& program, ListOrder const& order, ListPlan& plan) {
  std::ranges::stable_sort(plan.faults, {}, &ListFault::line);
  std::size_t shown = 0;
  for (auto const& fault : plan.faults) {
    if (program.options().json)
      program.print(json::object{{"line", fault.line},
                                 {"column", fault.column},
                                 {"rule", fault.rule},
                                 {"detail", fault.detail}});
    else if (shown++ < kFaultsShown)
      std::cerr << order.file << ':' << fault.line << ": " << in_words(program, fault) << " ["
                << fault.rule << "]\n";
  }
}

/// The field that a refusal names is the column, and what stands in it the detail.
ListFault fault_of(ListStep const& step, Rejection const& refused) {
  auto const& detail = refused.detail;
  auto const end = std::min(detail.find('/'), detail.size());
  return {step.line, detail.substr(0, end), std::string{refused.reason.name()},
          end < detail.size() ? detail.substr(end + 1) : std::string{}};
}

/// What the command would be refused for whatever else is in the register.
void try_steps(Program const& program, Deployment& deployment, ListPlan& plan) {
  auto const of = std::ssize(plan.steps);
  std::int64_t done = 0;
  for (auto const& step : plan.steps) {
    auto const prepared = deployment.pipeline().prepare(step.request);
    if (!prepared) plan.faults.push_back(fault_of(step, prepared.error()));
    program.progress(++done, of);
  }
}

/// Records one batch and says how many of it were; what is refused now depends on what else is in
/// the register.
std::int64_t record(Deployment& deployment, ListPlan& plan, std::size_t from, std::size_t to) {
  std::vector<Submission> batch;
  for (auto i = from; i < to; ++i) {
    auto prepared = deployment.pipeline().prepare(plan.steps[i].request);
    if (!prepared) {
      plan.faults.push_back(fault_of(plan.steps[i], prepared.error()));
      return 0;
    }
    batch.push_back(std::move(*prepared));
  }
  auto const outcomes = deployment.pipeline().write(batch);
  for (std::size_t i = 0; i < outcomes.size(); ++i)
    if (!outcomes[i])
      plan.faults.push_back({plan.steps[from + i].line,
                             {},
                             std::string{outcomes[i].error().reason.name()},
                             outcomes[i].error().detail});
  return std::ranges::count_if(outcomes, [](auto const& outcome) { return outcome.has_value(); });
}

int say_done(Program const& program, ListOrder const& order, ListPlan const& plan) {
  auto const steps = std::ssize(plan.steps);
  if (program.options().json)
    program.print(json::object{
        {"recorded", order.dry_run ? 0 : steps}, {"to_record", steps}, {"same", plan.same}});
  program.tell(program.say(order.dry_run ? "cli.list_tried" : "cli.list_imported",
                           {{"count", steps}, {"same", plan.same}}));
  return kDone;
}

}  // namespace

std::string ListRow::text(std::string_view column) const {
  auto const found = cells.find(column);
  return found == cells.end() ? std::string{} : found->second;
}

void ListPlan::step(ListRow const& row, std::string_view command, StreamId stream,
                    json::object input) {
  Request request;
  request.command = std::string{command};
  request.stream = std::move(stream);
  request.input = std::move(input);
  request.actor = operator_of_this_machine();
  request.role = Code{"operator"};
  request.channel = Code{"cli"};
  request.id = "import-" + std::to_string(row.line);
  steps.push_back({row.line, std::move(request)});
}

Result<ListPlan> read_list(Program const& program, ListOrder const& order,
                           std::vector<ListColumn> const& columns, std::string_view key) {
  auto const file = program.services().read_table(order.file);
  if (!file) return file.error();
  ListPlan plan;
  plan.hash = file->hash;
  auto const read = read_header(program, *file, columns, plan);
  for (auto const& line : file->faults)
    plan.fault({.line = line.line, .cells = {}}, {}, "row_must_have_all_columns",
               std::to_string(line.cells.size()) + " / " + std::to_string(read.size()));
  if (!plan.faults.empty() && plan.faults.front().line == file->header.line) return plan;
  std::map<std::string, int> seen;
  for (auto const& line : file->rows) {
    auto row = row_of(line, read);
    for (auto const& column : columns)
      if (column.required && row.text(column.name).empty())
        plan.fault(row, column.name, "field_must_be_given");
    auto const [first, is_new] = seen.try_emplace(key_of(row, key), row.line);
    if (!is_new) plan.fault(row, key, "row_must_stand_once", std::to_string(first->second));
    plan.rows.push_back(std::move(row));
  }
  return plan;
}

std::optional<std::int64_t> whole_number(ListPlan& plan, ListRow const& row,
                                         std::string_view column) {
  auto const text = plain_number(row.text(column)).value_or("");
  std::int64_t number = 0;
  auto const read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (!text.empty() && read.ec == std::errc{} && read.ptr == text.data() + text.size() &&
      number >= 0)
    return number;
  plan.fault(row, column, "whole_number_is_expected");
  return std::nullopt;
}

std::optional<bool> yes_or_no(ListPlan& plan, ListRow const& row, std::string_view column) {
  constexpr std::array<std::string_view, 6> kYes{"yes", "true", "1", "بله", "بلی", "دارد"};
  constexpr std::array<std::string_view, 6> kNo{"no", "false", "0", "خیر", "ندارد", ""};
  auto const text = row.text(column);
  if (std::ranges::find(kYes, text) != kYes.end()) return true;
  if (std::ranges::find(kNo, text) != kNo.end()) return false;
  plan.fault(row, column, "yes_or_no_is_expected");
  return std::nullopt;
}

std::optional<std::string> day_at(Program const& program, ListPlan& plan, ListRow const& row,
                                  std::string_view column) {
  auto const text = row.text(column);
  if (text.empty()) return std::nullopt;
  auto const day = program.services().texts.parse_date(text);
  if (!day) plan.fault(row, column, "date_is_expected");
  return day ? std::optional{to_iso_date(*day)} : std::nullopt;
}

int carry_out(Program& program, Deployment& deployment, ListOrder const& order, ListPlan& plan) {
  try_steps(program, deployment, plan);
  if (!plan.faults.empty()) {
    show_faults(program, order, plan);
    program.tell("gozin: " + program.say("cli.list_faulty", {{"count", std::ssize(plan.faults)}}));
    return kFailed;
  }
  auto const of = plan.steps.size();
  std::int64_t recorded = 0;
  for (std::size_t from = 0; from < of && !order.dry_run; from += kBatch) {
    auto const to = std::min(from + kBatch, of);
    recorded += record(deployment, plan, from, to);
    if (!plan.faults.empty()) {
      show_faults(program, order, plan);
      program.tell("gozin: " + program.say("cli.list_stopped", {{"count", std::ssize(plan.faults)},
                                                                {"recorded", recorded}}));
      return kConflict;
    }
    program.progress(static_cast<std::int64_t>(to), static_cast<std::int64_t>(of));
  }
  if (of > 0 && !order.dry_run) (void)deployment.pipeline().checkpoint();
  return say_done(program, order, plan);
}

int refuse_list(Program const& program, ListOrder const& order, Rejection rejection) {
  rejection.detail = order.file + ": " + rejection.detail;
  auto const code = program.refuse(rejection);
  return code == kNotFound ? kNotFound : kFailed;
}

}  // namespace gozin::cli
