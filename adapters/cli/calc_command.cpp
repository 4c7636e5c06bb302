#include "adapters/cli/calc/calculator.hpp"
#include "adapters/cli/program.hpp"
#include "engine/core/printable.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>

namespace gozin::cli {
namespace {

/// More than this says no more to anybody.
constexpr std::size_t kFaultsShown = 20;

std::optional<std::string> read_all(std::string const& path) {
  auto const all = [](std::istream& in) {
    return std::string{std::istreambuf_iterator<char>{in}, {}};
  };
  if (path == "-") return all(std::cin);
  std::error_code unknown;
  if (std::filesystem::is_directory(path, unknown)) return std::nullopt;
  std::ifstream file{path, std::ios::binary};
  if (!file) return std::nullopt;
  auto text = all(file);
  return file.bad() ? std::nullopt : std::optional{std::move(text)};
}

json::object shown(calc::Fault const& fault) {
  json::object object{{"refused", json::string_view{fault.reason.name()}},
                      {"pointer", fault.pointer},
                      {"expected", fault.expected}};
  if (fault.place) {
    object["line"] = fault.place->line;
    object["column"] = fault.place->column;
  }
  return object;
}

void tell(Program const& program, calc::Fault const& fault) {
  if (program.options().json) {
    std::cerr << calc::to_text(shown(fault)) << '\n';
    return;
  }
  auto where = fault.pointer.empty() ? "" : fault.pointer + ": ";
  if (fault.place)
    where +=
        program.say("calc.place", {{"line", static_cast<std::int64_t>(fault.place->line)},
                                   {"column", static_cast<std::int64_t>(fault.place->column)}}) +
        ": ";
  auto const expected = fault.expected.empty() ? "" : " (" + fault.expected + ")";
  std::string const name{fault.reason.name()};
  std::cerr << "gozin: " << printable(where) << program.name_of("reason", name) << " [" << name
            << "]" << printable(expected) << '\n';
}

int calculate(Program const& program, calc::Calculator const& calculator, std::string const& path) {
  auto const text = read_all(path);
  if (!text) return program.refuse({EngineReason::file_must_be_readable, path});
  auto const answer = calculator.compute(*text);
  if (auto const* found = std::get_if<json::object>(&answer)) {
    program.print(calc::to_text(*found));
    return kDone;
  }
  auto const& faults = std::get<calc::Faults>(answer);
  for (std::size_t i = 0; i < faults.size() && i < kFaultsShown; ++i) tell(program, faults[i]);
  return kUsage;
}

constexpr std::size_t kColumns = 80;

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }));
}

/// A paragraph of help: a label, then the text beside it, broken at blanks.
std::string paragraph(std::string_view label, std::string_view text) {
  std::string result{label};
  auto column = label.size();
  auto separator = std::string_view{};
  while (!text.empty()) {
    auto const word = text.substr(0, text.find(' '));
    if (!separator.empty() && column + 1 + width_of(word) > kColumns) {
      result += "\n" + std::string(label.size(), ' ');
      column = label.size();
      separator = {};
    }
    result.append(separator).append(word);
    column += separator.size() + width_of(word);
    separator = " ";
    text.remove_prefix(std::min(text.size(), word.size() + 1));
  }
  return result + "\n";
}

std::string explanation(calc::Calculator const& calculator) {
  return paragraph("in   ", calculator.in) + paragraph("out  ", calculator.out) + "\n" +
         paragraph("", calculator.more) + "\n" +
         paragraph("",
                   "Numbers are decimals, taken exactly as they are written, or in quotes, in any "
                   "digits: \"1/3\", \"۰٫۵\". They have at most 64 signs and exponents within "
                   "100; the whole input has at most 4 MiB. What the data do not have is null, "
                   "with the cause under \"notes\".");
}

}  // namespace

void add_calc(CLI::App& app, Program& program) {
  auto* calc = app.add_subcommand("calc", "the decision mathematics alone: JSON in, JSON out");
  calc->footer("echo '{\"values\": [4, 5, 1], \"trim\": 0}' | gozin calc means");
  calc->require_subcommand(1);
  calc->fallthrough();
  for (auto const& calculator : calc::calculators()) {
    auto* one = calc->add_subcommand(std::string{calculator.name}, std::string{calculator.says});
    auto const path = std::make_shared<std::string>("-");
    one->add_option("file", *path, "the input; - or nothing: standard input");
    one->footer(explanation(calculator));
    one->callback([&program, &calculator, path] {
      program.choose(
          [&program, &calculator, path] { return calculate(program, calculator, *path); });
    });
  }
}

}  // namespace gozin::cli
