#include "adapters/cli/nearness.hpp"
#include "adapters/cli/rules_command.hpp"

#include <algorithm>

namespace gozin::cli::rules_of {
namespace {

std::vector<std::string> split(std::string const& text, std::string_view mark) {
  std::vector<std::string> parts;
  for (std::size_t from = 0;;) {
    auto const to = text.find(mark, from);
    parts.push_back(text.substr(from, to - from));
    if (to == std::string::npos) return parts;
    from = to + mark.size();
  }
}

/// Names as a list for people; the comma is the language's own.
std::string listed(Program const& program, std::vector<std::string> const& names) {
  std::string list;
  for (auto const& name : names) list += (list.empty() ? "" : program.say("expected.comma")) + name;
  return list;
}

std::string number(Program const& program, std::string const& exact) {
  return program.services().texts.number(exact, program.language());
}

/// The known name that was probably meant by the last step of the pointer.
std::string meant(rules::Problem const& problem) {
  auto const given = problem.pointer.substr(problem.pointer.rfind('/') + 1);
  std::string nearest;
  std::size_t least = 3;
  for (auto const& name : split(problem.expected, "|"))
    if (auto const d = distance(given, name); d < least) {
      least = d;
      nearest = name;
    }
  return nearest;
}

/// Persian or Arabic: U+06F0 to U+06F9, U+0660 to U+0669.
bool begins_with_foreign_digit(std::string_view text) {
  auto const second = text.size() > 1 ? static_cast<unsigned char>(text[1]) : 0U;
  return (text.starts_with('\xDB') && second >= 0xB0 && second <= 0xB9) ||
         (text.starts_with('\xD9') && second >= 0xA0 && second <= 0xA9);
}

/// A number in Persian digits is a text to every reader of YAML.
std::string hint_of_digits(Program const& program, YamlFile const& file,
                           rules::Problem const& problem) {
  if (problem.reason != rules::Reason::member_must_have_its_type) return {};
  boost::system::error_code missing;
  auto const* value = file.value.find_pointer(problem.pointer, missing);
  if (!value || !value->is_string()) return {};
  std::string_view const text = value->get_string();
  return begins_with_foreign_digit(text) ? " " + program.say("expected.digits") : std::string{};
}

}  // namespace

std::string expectation(Program const& program, rules::Problem const& problem) {
  auto const& expected = problem.expected;
  if (problem.reason == rules::Reason::member_must_be_known) {
    auto const name = meant(problem);
    auto const suggestion =
        name.empty() ? "" : " " + program.say("expected.meant", {{"name", name}});
    return program.say("expected.known", {{"list", listed(program, split(expected, "|"))}}) +
           suggestion;
  }
  if (expected.find('|') != std::string::npos)
    return program.say("expected.one_of", {{"list", listed(program, split(expected, "|"))}});
  if (auto const ends = split(expected, ".."); ends.size() == 2)
    return program.say("expected.range",
                       {{"from", number(program, ends[0])}, {"to", number(program, ends[1])}});
  auto const key = "expected." + expected;
  if (program.services().texts.has(key, program.language())) return program.say(key);
  return program.say("expected.found", {{"value", expected}});
}

void print_problems(Program& program, std::string const& path, YamlFile const& file,
                    rules::Problems problems) {
  std::stable_sort(problems.begin(), problems.end(), [&](auto const& one, auto const& other) {
    return file.line_of(one.pointer) < file.line_of(other.pointer);
  });
  for (auto const& problem : problems) {
    auto const line = std::max(1, file.line_of(problem.pointer));
    auto const name = std::string{Reason{problem.reason}.name()};
    if (program.options().json) {
      program.print(json::object{{"file", path},
                                 {"line", line},
                                 {"pointer", problem.pointer},
                                 {"reason", name},
                                 {"expected", problem.expected}});
      continue;
    }
    auto const pointer = problem.pointer.empty() ? "/" : problem.pointer;
    program.print(path + ":" + std::to_string(line) + ": " + pointer + ": " +
                  program.name_of("reason", name) + " " + expectation(program, problem) +
                  hint_of_digits(program, file, problem) + " [" + name + "]");
  }
  program.tell(
      program.say("cli.rules_problems",
                  {{"file", path}, {"count", static_cast<std::int64_t>(problems.size())}}));
}

}  // namespace gozin::cli::rules_of
