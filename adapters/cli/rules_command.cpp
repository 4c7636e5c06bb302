#include "adapters/cli/program.hpp"
#include "engine/command/streams.hpp"
#include "engine/event/json.hpp"
#include "engine/rules/parse.hpp"

namespace gozin::cli {
namespace {

int check(Program& program, std::string const& path) {
  auto const file = program.services().read_yaml(path);
  if (!file) {
    auto const code = program.refuse({file.error().reason, path + ": " + file.error().detail});
    return code == kNotFound ? kNotFound : kFailed;
  }
  auto const problems = rules::check(file->value);
  for (auto const& problem : problems) {
    auto const line = file->line_of(problem.pointer);
    auto const name = std::string{Reason{problem.reason}.name()};
    if (program.options().json)
      program.print(json::object{{"file", path},
                                 {"line", line},
                                 {"pointer", problem.pointer},
                                 {"reason", name},
                                 {"expected", problem.expected}});
    else
      program.print(path + ":" + std::to_string(line) + ": " + problem.pointer + ": " +
                    program.name_of("reason", name) + " [" + name + "] " + problem.expected);
  }
  if (!problems.empty()) return kFailed;
  auto const rule_set = rules::parse_rule_set(file->value);
  for (auto const& warning : rules::warnings(*rule_set))
    program.tell(path + ": " + warning.subject.text + ": " +
                 program.name_of("concern", name_of(warning.concern)));
  auto const hash = to_hex(sha256(to_canonical(file->value)));
  if (program.options().json)
    program.print(json::object{{"file", path}, {"hash", hash}});
  else
    program.print(program.say("cli.rules_good", {{"file", path}, {"hash", hash}}));
  return kDone;
}

/// The document of a rule set in the log, by the beginning of its hash.
int show_rules(Program& program, std::string const& wanted) {
  auto const deployment = program.open(Opening::Mode::without_keys);
  auto const view = deployment->store().view();
  std::optional<json::value> document;
  view->read_log(0, view->head().size, [&](StoredEvent const& stored) {
    if (stored.type != "RuleSetProposed") return;
    auto const data = read_recorded(program.services().catalog, stored).event.data();
    if (data.at("hash").as_string().starts_with(wanted)) document = data.at("document");
  });
  if (!document) return program.refuse({EngineReason::stream_must_exist, wanted});
  program.print(*document);
  return kDone;
}

}  // namespace

void add_rules(CLI::App& app, Program& program) {
  auto* rules = app.add_subcommand("rules", "rule sets: check a file, show one that is in the log");
  rules->require_subcommand(1);
  rules->fallthrough();
  auto const given = std::make_shared<std::string>();
  auto* check_one = rules->add_subcommand("check", "find everything that is wrong with a file");
  check_one->add_option("file", *given, "a rule set in YAML")->required();
  check_one->callback(
      [&program, given] { program.choose([&program, given] { return check(program, *given); }); });
  auto* show_one = rules->add_subcommand("show", "the document with this hash, as it was pinned");
  show_one->add_option("hash", *given, "the first digits of its hash")->required();
  show_one->callback([&program, given] {
    program.choose([&program, given] { return show_rules(program, *given); });
  });
}

}  // namespace gozin::cli
