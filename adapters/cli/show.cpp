#include "adapters/cli/show.hpp"

#include "engine/command/lineage.hpp"
#include "engine/port/read_tables.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace gozin::cli {
namespace {

std::vector<std::string> split(std::string const& text) {
  std::vector<std::string> parts;
  for (std::size_t from = 0; from < text.size();) {
    auto const to = std::min(text.find(',', from), text.size());
    parts.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return parts;
}

/// People by name unless they are erased, programs by what they are.
std::string who(Program const& program, Directory const& directory, Envelope const& at) {
  auto const otherwise =
      directory.is_erased(at.actor) ? program.name_of("person", "erased") : at.actor.text;
  auto const name = directory.name(at.actor).value_or(otherwise);
  return name + " (" + program.name_of("role", at.role.text) + ")";
}

/// The character an entity at the start of the text stands for, and how long it is written.
std::pair<char, std::size_t> entity_at(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, char>, 5> kEntities{
      {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}}};
  for (auto const& [written, character] : kEntities)
    if (text.starts_with(written)) return {character, written.size()};
  return {text.front(), 1};
}

}  // namespace

ReadTable const& read_table(Program const& program, std::string_view name) {
  for (auto const* table : program.services().catalog.tables())
    if (table->name == name) return *table;
  throw std::logic_error("no read table " + std::string{name});
}

std::string text_of(ReadTable const& table, Row const& row, std::string_view column) {
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    if (table.columns[i].name == column) {
      if (auto const* text = std::get_if<std::string>(&row[i])) return *text;
      if (auto const* number = std::get_if<std::int64_t>(&row[i])) return std::to_string(*number);
      return {};
    }
  throw std::logic_error("no column " + std::string{column});
}

std::vector<CaseRow> read_cases(Program const& program, StoreView& store) {
  auto const& table = read_table(program, "case_list");
  std::vector<CaseRow> cases;
  visit_rows(store, table, [&](Row const& row) {
    cases.push_back({.id = text_of(table, row, "stream"),
                     .title = text_of(table, row, "post_title"),
                     .unit = text_of(table, row, "unit"),
                     .state = text_of(table, row, "state"),
                     .position = split(text_of(table, row, "position")),
                     .suspended = text_of(table, row, "suspended") == "1",
                     .stayed = text_of(table, row, "stayed") == "1",
                     .taken_over_from = text_of(table, row, "taken_over_from"),
                     .remanded_to = text_of(table, row, "remanded_to"),
                     .paper = text_of(table, row, "paper")});
  });
  return cases;
}

std::optional<CaseRow> find_case(Program const& program, StoreView& store,
                                 std::string const& given) {
  auto const wanted = given.starts_with("case/") ? given : "case/" + given;
  std::vector<CaseRow> found;
  for (auto& row : read_cases(program, store)) {
    if (row.id == wanted) return row;
    if (row.id.starts_with(wanted)) found.push_back(std::move(row));
  }
  return found.size() == 1 ? std::optional{found.front()} : std::nullopt;
}

json::object to_json(CaseRow const& row) {
  json::array position;
  for (auto const& leaf : row.position) position.emplace_back(leaf);
  json::object object{{"id", row.id},
                      {"title", row.title},
                      {"unit", row.unit},
                      {"state", row.state},
                      {"position", std::move(position)},
                      {"suspended", row.suspended},
                      {"stayed", row.stayed}};
  if (!row.taken_over_from.empty()) object["taken_over_from"] = row.taken_over_from;
  if (!row.remanded_to.empty()) object["remanded_to"] = row.remanded_to;
  if (!row.paper.empty()) object["paper"] = row.paper;
  return object;
}

std::vector<std::string> kin_of(Program const& program, CaseRow const& row) {
  std::vector<std::string> lines;
  if (!row.taken_over_from.empty())
    lines.push_back(program.say("cli.case_taken_over", {{"case", row.taken_over_from}}));
  if (!row.remanded_to.empty())
    lines.push_back(program.say("cli.case_remanded", {{"case", row.remanded_to}}));
  if (!row.paper.empty()) lines.push_back(program.say("cli.case_on_paper_" + row.paper));
  return lines;
}

void print_case(Program const& program, Deployment& deployment, CaseRow const& row) {
  program.print(row.title);
  program.print(row.id);
  std::string position;
  for (auto const& leaf : row.position)
    position += (position.empty() ? "" : ", ") + program.name_of("state", leaf);
  program.print(program.say(
      "cli.case_stands", {{"state", program.name_of("state", row.state)}, {"position", position}}));
  for (auto const& line : kin_of(program, row)) program.print(line);
  program.print(std::string{});
  auto const view = deployment.store().view();
  read_whole(program.services().catalog, *view, StreamId{row.id}, [&](StoredEvent const& stored) {
    print_event(program, deployment.directory(), read_recorded(program.services().catalog, stored));
  });
}

std::string to_plain_text(std::string_view html) {
  auto const body = html.find("<body>");
  auto rest = body == std::string_view::npos ? html : html.substr(body);
  std::string text;
  while (!rest.empty()) {
    if (rest.starts_with('<')) {
      rest.remove_prefix(std::min(rest.find('>'), rest.size() - 1) + 1);
      continue;
    }
    auto const [character, length] = entity_at(rest);
    rest.remove_prefix(length);
    auto const is_blank_line = character == '\n' && (text.empty() || text.ends_with('\n'));
    if (!is_blank_line) text += character;
  }
  return text;
}

void print_event(Program const& program, Directory const& directory, Recorded const& recorded) {
  auto const& at = recorded.at;
  auto const moment =
      program.services().texts.date(at.occurred, program.language(), DateStyle::minute);
  program.print(std::to_string(at.seq) + "\t" + moment + "\t" +
                program.name_of("event", recorded.event.type().name) + "\t" + at.stream.text +
                "\t" + who(program, directory, at));
}

json::object event_json(Recorded const& recorded) {
  auto const& at = recorded.at;
  return {{"seq", at.seq},
          {"stream", at.stream.text},
          {"rev", at.rev},
          {"type", recorded.event.type().name},
          {"recorded", to_rfc3339(at.recorded)},
          {"occurred", to_rfc3339(at.occurred)},
          {"actor", at.actor.text},
          {"role", at.role.text},
          {"data", recorded.event.data()}};
}

}  // namespace gozin::cli
