#include "tests/simulation/simulation.hpp"

#include <sstream>

namespace gozin::simulation {
namespace {

void add_list(std::ostream& out, std::string_view title,
              std::map<std::string, std::int64_t> const& counts) {
  out << title << "\n";
  for (auto const& [name, count] : counts) out << "  " << name << " " << count << "\n";
}

}  // namespace

Report simulate(Asked const& asked, Hooks const& hooks) {
  Report report;
  report.trace.told = hooks.told;
  auto city = hooks.first;
  try {
    for (; report.tally.commands < asked.commands; ++city) {
      Run{seed_of_part(asked.seed, city), asked.plan, {report.trace, report.tally}}.go();
      if (hooks.over && hooks.over(report.tally)) break;
    }
  } catch (Violation const& violation) {
    report.failure = Failure{city, violation.what()};
  }
  return report;
}

std::string to_text(Report const& report) {
  auto const& tally = report.tally;
  std::ostringstream out;
  out << "commands " << tally.commands << ": accepted " << tally.accepted << ", refused "
      << tally.refused << ", answered as before " << tally.replayed << ", unanswered "
      << tally.unanswered << "\n"
      << "cities " << tally.cities << ", events " << tally.events << ", commits " << tally.commits
      << ", largest batch " << tally.largest_batch << "\n";
  add_list(out, "faults", tally.faults);
  add_list(out, "cases, where they stand last", tally.ends);
  out << "steps " << report.trace.steps() << ", digest " << std::hex << report.trace.digest()
      << "\n";
  return out.str();
}

std::string failure_text(Asked const& asked, Report const& report) {
  std::ostringstream out;
  out << "VIOLATION " << report.failure->what << "\nseed " << asked.seed << ", city "
      << report.failure->city << ", step " << report.trace.steps() << "; the last steps:\n";
  for (auto const& line : report.trace.last()) out << "  " << line << "\n";
  out << "again: simulation --seed " << asked.seed << " --city " << report.failure->city
      << " --nodes " << asked.plan.nodes << " --city-commands " << asked.plan.commands
      << (asked.plan.with_faults ? "" : " --no-faults") << "\n";
  return out.str();
}

}  // namespace gozin::simulation
