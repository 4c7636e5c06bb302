#include "adapters/cli/rules_command.hpp"

#include "engine/event/json.hpp"
#include "engine/rules/parse.hpp"

namespace gozin::cli {
namespace {

void print_warnings(Program const& program, std::string const& path, rules::RuleSet const& rules) {
  for (auto const& warning : rules::warnings(rules)) {
    auto const about = warning.subject.text.empty() ? "" : warning.subject.text + ": ";
    program.tell(path + ": " + about + program.name_of("concern", name_of(warning.concern)));
  }
}

json::array as_json(std::vector<rules::Warning> const& warnings) {
  json::array list;
  for (auto const& warning : warnings)
    list.push_back(
        json::object{{"concern", name_of(warning.concern)}, {"subject", warning.subject.text}});
  return list;
}

int check(Program& program, std::string const& path) {
  auto const file = program.services().read_yaml(path);
  if (!file) {
    auto const code = program.refuse({file.error().reason, path + ": " + file.error().detail});
    return code == kNotFound ? kNotFound : kFailed;
  }
  auto problems = rules::check(file->value);
  if (!problems.empty()) {
    rules_of::print_problems(program, path, *file, std::move(problems));
    return kFailed;
  }
  auto const rule_set = rules::parse_rule_set(file->value).value();
  auto const hash = to_hex(sha256(to_canonical(file->value)));
  if (program.options().json) {
    program.print(json::object{
        {"file", path}, {"hash", hash}, {"warnings", as_json(rules::warnings(rule_set))}});
    return kDone;
  }
  print_warnings(program, path, rule_set);
  program.print(program.say("cli.rules_good", {{"file", path}, {"hash", hash}}));
  return kDone;
}

/// Every file, whatever is wrong with the others.
int check_all(Program& program, std::vector<std::string> const& paths) {
  int worst = kDone;
  for (auto const& path : paths)
    if (auto const code = check(program, path); worst == kDone) worst = code;
  return worst;
}

struct Given {
  std::vector<std::string> files;
  std::string one;
  std::string other;
};

}  // namespace

void add_rules(CLI::App& app, Program& program) {
  auto* rules = app.add_subcommand("rules", "rule sets: in files and in the log");
  rules->require_subcommand(1);
  rules->fallthrough();
  auto const given = std::make_shared<Given>();
  auto const add = [&](char const* name, char const* help, std::function<int()> act) {
    auto* sub = rules->add_subcommand(name, help);
    sub->callback([&program, act = std::move(act)] { program.choose(act); });
    return sub;
  };

  add("check", "find everything that is wrong with files",
      [&program, given] { return check_all(program, given->files); })
      ->add_option("files", given->files, "rule sets in YAML")
      ->required();
  auto* diff = add("diff", "what two rule sets say differently, and what it means for a case",
                   [&program, given] { return rules_of::diff(program, given->one, given->other); });
  diff->add_option("before", given->one, "a file, or the first digits of a hash")->required();
  diff->add_option("after", given->other, "a file, or the first digits of a hash")->required();
  add("list", "rule sets in the log: hash, state, in force since",
      [&program] { return rules_of::list(program); });
  add("show", "the document with this hash, as it was proposed",
      [&program, given] { return rules_of::show(program, given->one); })
      ->add_option("hash", given->one, "the first digits of its hash, or id-version")
      ->required();
  add("select", "how many registered staff meet the conditions of a file",
      [&program, given] { return rules_of::select(program, given->one); })
      ->add_option("file", given->one, "a rule set in YAML")
      ->required();
}

}  // namespace gozin::cli
