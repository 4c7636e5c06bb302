#pragma once

#include "adapters/cli/program.hpp"
#include "engine/rules/problem.hpp"

#include <optional>
#include <string>
#include <vector>

/// The subcommands of `gozin rules`; internal to this folder.
namespace gozin::cli::rules_of {

/// A rule set in the log, as the read table has it.
struct Listed {
  std::string stream;
  std::string id;
  std::string version;
  std::string city;
  std::string hash;
  std::string state;
  std::string in_force_from;  // ISO date; empty: it has none
  std::string title;          // in the language of the run
};

[[nodiscard]] std::vector<Listed> read_all(Program const& program, StoreView& store);

/// By the beginning of its hash, by its stream, or by `id-version`; refused as `stream_must_exist`
/// where none or several fit.
[[nodiscard]] Result<Listed> find(Program const& program, StoreView& store,
                                  std::string const& given);

/// The document as it was proposed.
[[nodiscard]] json::value document_of(Program const& program, StoreView& store,
                                      Listed const& listed);

/// A document with where it came from, checked.
struct Source {
  std::string name;
  json::value document;
};

/// A file, or a rule set in the log. What is wrong with it is printed, and `code` is the exit code
/// that goes with it.
[[nodiscard]] std::optional<Source> read(Program& program, std::string const& given, int& code);

/// Prints what is wrong with a file, in the order of its lines.
void print_problems(Program& program, std::string const& path, YamlFile const& file,
                    rules::Problems problems);

/// What was expected, as a sentence for people.
[[nodiscard]] std::string expectation(Program const& program, rules::Problem const& problem);

[[nodiscard]] int list(Program& program);
[[nodiscard]] int show(Program& program, std::string const& given);
[[nodiscard]] int diff(Program& program, std::string const& before, std::string const& after);
[[nodiscard]] int select(Program& program, std::string const& path);

}  // namespace gozin::cli::rules_of
