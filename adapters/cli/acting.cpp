#include "adapters/cli/acting.hpp"

#include "adapters/cli/show.hpp"
#include "engine/port/read_tables.hpp"

#include <charconv>

namespace gozin::cli {
namespace {

struct ActingRow {
  std::string post;
  std::string acting_case;  // empty where the post was held before this log
  std::string from;
  std::string until;
  std::string ended;  // the first day after; empty while somebody acts
  std::string since;
  std::int64_t days = 0;
  bool call_owed = false;
  std::optional<bool> won;  // absent: nobody was appointed since
};

std::int64_t number_of(std::string const& text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

ActingRow acting_row(ReadTable const& table, Row const& row) {
  auto const won = text_of(table, row, "won");
  return {.post = text_of(table, row, "stream"),
          .acting_case = text_of(table, row, "acting_case"),
          .from = text_of(table, row, "starts"),
          .until = text_of(table, row, "until_day"),
          .ended = text_of(table, row, "ended"),
          .since = text_of(table, row, "since"),
          .days = number_of(text_of(table, row, "days")),
          .call_owed = text_of(table, row, "call_owed") == "1",
          .won = won.empty() ? std::nullopt : std::optional{won == "1"}};
}

std::vector<ActingRow> read_acting(Program const& program, StoreView& store) {
  auto const& table = read_table(program, "acting_list");
  std::vector<ActingRow> found;
  visit_rows(store, table, [&](Row const& row) { found.push_back(acting_row(table, row)); });
  return found;
}

json::object to_json(ActingRow const& row) {
  json::object object{{"post", row.post},   {"from", row.from}, {"until", row.until},
                      {"since", row.since}, {"days", row.days}, {"call_owed", row.call_owed}};
  if (!row.acting_case.empty()) object["case"] = row.acting_case;
  if (!row.ended.empty()) object["ended"] = row.ended;
  if (row.won) object["won"] = *row.won;
  return object;
}

}  // namespace

int list_acting(Program& program) {
  auto const deployment = program.open();
  auto const view = deployment->store().view();
  auto const all = read_acting(program, *view);
  if (program.options().json) {
    json::array items;
    for (auto const& one : all) items.push_back(to_json(one));
    program.print(json::object{{"items", std::move(items)}});
    return kDone;
  }
  std::int64_t won = 0;
  std::int64_t decided = 0;
  for (auto const& one : all) {
    auto line = one.post + "\t" + one.from + "\t" + one.until + "\t" +
                (one.ended.empty() ? "-" : one.ended) + "\t" + std::to_string(one.days) + "\t" +
                (one.acting_case.empty() ? "-" : one.acting_case);
    if (one.call_owed) line += "\t" + program.say("cli.call_owed");
    program.print(line);
    decided += one.won ? 1 : 0;
    won += one.won.value_or(false) ? 1 : 0;
  }
  program.tell(program.say("cli.acting_won", {{"won", won}, {"decided", decided}}));
  return kDone;
}

}  // namespace gozin::cli
