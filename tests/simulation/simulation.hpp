#pragma once

#include "tests/simulation/run.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace gozin::simulation {

/// What is asked for: whole cities one after another until so many commands have been given, so
/// that each of them can be played again by itself.
struct Asked {
  std::uint64_t seed = 1;
  std::int64_t commands = 100'000;
  Plan plan = {};
};

/// What went wrong, and how to see it again.
struct Failure {
  std::uint64_t city = 0;  // from 0
  std::string what;
};

struct Report {
  Tally tally;
  Trace trace;
  std::optional<Failure> failure;
};

/// Begins at the city `first`. `told` hears each step, `over` is asked between cities whether it is
/// enough.
struct Hooks {
  std::uint64_t first = 0;
  std::function<void(std::string_view)> told = {};
  std::function<bool(Tally const&)> over = {};
};
[[nodiscard]] Report simulate(Asked const& asked, Hooks const& hooks = {});

/// The tally and the digest in words.
[[nodiscard]] std::string to_text(Report const& report);
/// What failed: the last steps, and the command line that does it again.
[[nodiscard]] std::string failure_text(Asked const& asked, Report const& report);

}  // namespace gozin::simulation
