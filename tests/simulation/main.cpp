#include "tests/simulation/simulation.hpp"

#include <chrono>
#include <cstdio>

#include <CLI/CLI.hpp>

// The simulator by hand: as many commands or minutes as one likes, or one city again.
namespace gozin::simulation {
namespace {

struct Options {
  Asked asked;
  std::int64_t city = -1;
  double minutes = 0;
  bool no_faults = false;
  bool trace = false;
  bool names = false;
};

void take(CLI::App& app, Options& options) {
  app.add_option("--seed", options.asked.seed, "what everything follows from");
  app.add_option("--commands", options.asked.commands, "to be given in all");
  app.add_option("--minutes", options.minutes, "until so many have passed, whatever the commands");
  app.add_option("--nodes", options.asked.plan.nodes, "of each city, 1 to 5")
      ->check(CLI::Range(1, 5));
  app.add_option("--city-commands", options.asked.plan.commands, "of one city");
  app.add_option("--city", options.city, "this city alone, from 0");
  app.add_flag("--no-faults", options.no_faults, "nothing goes wrong");
  app.add_flag("--trace", options.trace, "print every step");
  app.add_flag("--names", options.names, "print commands and refusals by name");
}

void print_names(Tally const& tally) {
  for (auto const* counts : {&tally.performed, &tally.reasons})
    for (auto const& [name, count] : *counts)
      std::printf("  %s %lld\n", name.c_str(), static_cast<long long>(count));
}

int run(Options options) {
  auto const start = std::chrono::steady_clock::now();
  auto const minutes = [&] {
    return std::chrono::duration<double, std::ratio<60>>(std::chrono::steady_clock::now() - start)
        .count();
  };
  options.asked.plan.with_faults = !options.no_faults;
  Hooks hooks;
  if (options.trace)
    hooks.told = [](std::string_view line) {
      std::printf("%.*s\n", static_cast<int>(line.size()), line.data());
    };
  if (options.city >= 0) hooks.first = static_cast<std::uint64_t>(options.city);
  if (options.minutes > 0) options.asked.commands = std::numeric_limits<std::int64_t>::max();
  hooks.over = [&](Tally const&) {
    return options.city >= 0 || (options.minutes > 0 && minutes() >= options.minutes);
  };
  std::printf("seed %llu\n", static_cast<unsigned long long>(options.asked.seed));
  auto const report = simulate(options.asked, hooks);
  std::printf("%s", to_text(report).c_str());
  if (options.names) print_names(report.tally);
  // The time is no part of what is the same for the same seed.
  std::fprintf(stderr, "%.1f s, %.0f commands/s\n", minutes() * 60,
               static_cast<double>(report.tally.commands) / (minutes() * 60));
  if (!report.failure) return 0;
  std::printf("%s", failure_text(options.asked, report).c_str());
  return 1;
}

}  // namespace
}  // namespace gozin::simulation

int main(int count, char** words) {
  CLI::App app{"Deterministic simulation of a city under faults"};
  gozin::simulation::Options options;
  gozin::simulation::take(app, options);
  CLI11_PARSE(app, count, words);
  return gozin::simulation::run(std::move(options));
}
