#pragma once

#include "adapters/cli/services.hpp"

#include <functional>
#include <string>

#include <CLI/CLI.hpp>

namespace gozin::cli {

inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kUsage = 2;
inline constexpr int kNotFound = 3;
inline constexpr int kConflict = 4;
inline constexpr int kNotPermitted = 5;
inline constexpr int kDamaged = 6;
inline constexpr int kContradicted = 7;

/// What works with every subcommand.
struct Options {
  std::string db;
  std::string config;
  std::string lang;
  bool json = false;
  bool quiet = false;
};

/// One run of the program: parsed options, and what the chosen subcommand does.
class Program {
 public:
  explicit Program(Services const& services) : services_{services} {}

  [[nodiscard]] Services const& services() const { return services_; }
  [[nodiscard]] Options& options() { return options_; }
  [[nodiscard]] Options const& options() const { return options_; }
  [[nodiscard]] Language language() const;

  void choose(std::function<int()> action) { action_ = std::move(action); }
  [[nodiscard]] int act() const { return action_ ? action_() : kUsage; }

  /// The database of `--db`, or the configured one.
  [[nodiscard]] std::unique_ptr<Deployment> open(Opening::Mode mode = Opening::Mode::existing,
                                                 Clock* clock = nullptr) const;

  /// A sentence of the catalogues in the language of this run.
  [[nodiscard]] std::string say(std::string_view key,
                                std::initializer_list<Argument> arguments = {}) const;
  /// The text under the key, or the fallback where no catalogue has it.
  [[nodiscard]] std::string name_of(std::string_view kind, std::string_view name) const;

  /// Data, on stdout.
  void print(std::string const& line) const;
  void print(json::value const& value) const;
  /// Messages, on stderr.
  void tell(std::string const& line) const;
  /// A refusal in words; the exit code that goes with it.
  [[nodiscard]] int refuse(Rejection const& rejection) const;

  /// On a terminal: progress of long work, at most ten times a second.
  void progress(std::int64_t done, std::int64_t of) const;

 private:
  Services const& services_;
  Options options_;
  std::function<int()> action_;
};

void add_run(CLI::App& app, Program& program);
void add_case(CLI::App& app, Program& program);
void add_replay(CLI::App& app, Program& program);
void add_log(CLI::App& app, Program& program);
void add_rules(CLI::App& app, Program& program);
void add_calc(CLI::App& app, Program& program);
void add_workflow(CLI::App& app, Program& program);
void add_user(CLI::App& app, Program& program);
void add_import(CLI::App& app, Program& program);
void add_erase(CLI::App& app, Program& program);
void add_db(CLI::App& app, Program& program);
void add_recovery(CLI::App& db, Program& program);
/// Where the database has keys: a sentence while their recovery copy is not made or not tested.
void warn_of_recovery(Program const& program);
void add_config(CLI::App& app, Program& program);
void add_serve(CLI::App& app, Program& program);

}  // namespace gozin::cli
