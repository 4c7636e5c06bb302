#include "adapters/cli/rules_command.hpp"
#include "adapters/cli/show.hpp"
#include "engine/command/streams.hpp"
#include "engine/event/json.hpp"
#include "engine/rules/parse.hpp"

#include <filesystem>
#include <stdexcept>

namespace gozin::cli::rules_of {
namespace {

constexpr std::size_t kHashShown = 12;

json::object to_json(Listed const& one) {
  return {{"stream", one.stream},
          {"id", one.id},
          {"version", std::stoi(one.version)},
          {"city", one.city},
          {"hash", one.hash},
          {"state", one.state},
          {"in_force_from",
           one.in_force_from.empty() ? json::value(nullptr) : json::value(one.in_force_from)},
          {"title", one.title}};
}

/// A day as people of the language write it.
std::string day_shown(Program const& program, std::string const& iso) {
  auto const day = parse_iso_date(iso);
  if (!day) return "-";
  return program.services().texts.date(*day, program.language(), DateStyle::day);
}

std::optional<Source> read_file(Program& program, std::string const& path, int& code) {
  auto const file = program.services().read_yaml(path);
  if (!file) {
    code = program.refuse({file.error().reason, path + ": " + file.error().detail});
    if (code != kNotFound) code = kFailed;
    return std::nullopt;
  }
  auto problems = rules::check(file->value);
  if (problems.empty()) return Source{.name = path, .document = file->value};
  print_problems(program, path, *file, std::move(problems));
  code = kFailed;
  return std::nullopt;
}

bool is_meant(Listed const& one, std::string const& given) {
  return one.hash.starts_with(given) || one.stream == given || one.stream == "ruleset/" + given;
}

}  // namespace

std::vector<Listed> read_all(Program const& program, StoreView& store) {
  auto const& table = read_table(program, "ruleset_list");
  auto const title = program.language() == Language::fa ? "title_fa" : "title_en";
  std::vector<Listed> all;
  for (auto const& row : store.select({.table = &table, .order = {"id", "version"}})) {
    auto const text = [&](std::string_view column) { return text_of(table, row, column); };
    all.push_back({.stream = text("stream"),
                   .id = text("id"),
                   .version = text("version"),
                   .city = text("city"),
                   .hash = text("hash"),
                   .state = text("state"),
                   .in_force_from = text("in_force_from"),
                   .title = text(title)});
  }
  return all;
}

Result<Listed> find(Program const& program, StoreView& store, std::string const& given) {
  std::vector<Listed> found;
  std::string streams;
  for (auto& one : read_all(program, store)) {
    if (given.empty() || !is_meant(one, given)) continue;
    streams += (streams.empty() ? "" : ", ") + one.stream;
    found.push_back(std::move(one));
  }
  if (found.size() == 1) return found.front();
  return Rejection{EngineReason::stream_must_exist, found.empty() ? given : given + ": " + streams};
}

json::value document_of(Program const& program, StoreView& store, Listed const& listed) {
  json::value document;
  store.read_stream(StreamId{listed.stream}, 0, [&](StoredEvent const& stored) {
    if (stored.type != "RuleSetProposed") return;
    document = read_recorded(program.services().catalog, stored).event.data().at("document");
  });
  return document;
}

std::optional<Source> read(Program& program, std::string const& given, int& code) {
  if (std::filesystem::exists(given)) return read_file(program, given, code);
  auto const deployment = program.open(Opening::Mode::without_keys);
  auto const view = deployment->store().view();
  auto const listed = find(program, *view, given);
  if (!listed) {
    code = program.refuse(listed.error());
    return std::nullopt;
  }
  return Source{.name = listed->stream, .document = document_of(program, *view, *listed)};
}

int list(Program& program) {
  auto const deployment = program.open(Opening::Mode::without_keys);
  auto const view = deployment->store().view();
  auto const all = read_all(program, *view);
  if (program.options().json) {
    json::array items;
    for (auto const& one : all) items.push_back(to_json(one));
    program.print(json::object{{"items", std::move(items)}});
    return kDone;
  }
  for (auto const& one : all)
    program.print(one.hash.substr(0, kHashShown) + "\t" + one.id + "-" + one.version + "\t" +
                  program.name_of("state", one.state) + "\t" +
                  day_shown(program, one.in_force_from) + "\t" + one.title);
  if (all.empty()) program.tell(program.say("cli.no_rules"));
  return kDone;
}

int show(Program& program, std::string const& given) {
  auto const deployment = program.open(Opening::Mode::without_keys);
  auto const view = deployment->store().view();
  auto const listed = find(program, *view, given);
  if (!listed) return program.refuse(listed.error());
  program.print(document_of(program, *view, *listed));
  return kDone;
}

}  // namespace gozin::cli::rules_of
