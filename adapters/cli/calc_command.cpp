#include "adapters/cli/calc/calculator.hpp"
#include "adapters/cli/program.hpp"
#include "engine/event/json.hpp"

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
  std::ifstream file{path, std::ios::binary};
  if (!file) return std::nullopt;
  auto text = all(file);
  return file.bad() ? std::nullopt : std::optional{std::move(text)};
}

void tell(Program const& program, calc::Fault const& fault) {
  std::string const name{fault.reason.name()};
  if (program.options().json) {
    std::cerr << to_canonical(json::object{
                     {"refused", name}, {"pointer", fault.pointer}, {"expected", fault.expected}})
              << '\n';
    return;
  }
  auto const where = fault.pointer.empty() ? "" : fault.pointer + ": ";
  auto const expected = fault.expected.empty() ? "" : " (" + fault.expected + ")";
  std::cerr << "gozin: " << where << program.name_of("reason", name) << " [" << name << "]"
            << expected << '\n';
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
    one->footer("in   " + std::string{calculator.in} + "\nout  " + std::string{calculator.out} +
                "\n\nNumbers are decimals, taken exactly as they are written, or fractions in "
                "quotes: \"1/3\".");
    one->callback([&program, &calculator, path] {
      program.choose(
          [&program, &calculator, path] { return calculate(program, calculator, *path); });
    });
  }
}

}  // namespace gozin::cli
