#include "adapters/cli/log_parts.hpp"
#include "adapters/cli/parallel.hpp"
#include "engine/replay/verify.hpp"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <sstream>

namespace gozin::cli {
namespace {

json::array to_json(std::vector<Fault> const& faults) {
  json::array array;
  for (auto const& fault : faults)
    array.push_back(json::object{{"finding", name_of(fault.finding)}, {"place", fault.place}});
  return array;
}

json::array to_json(std::vector<ErasureFound> const& erasures) {
  json::array array;
  for (auto const& one : erasures)
    array.push_back(
        json::object{{"event", one.seq}, {"person", one.person.text}, {"records", one.records}});
  return array;
}

void print_report(Program const& program, VerifyReport const& report) {
  if (program.services().texts.has("cli.verified", program.language()))
    program.print(program.say("cli.verified", {{"events", report.events},
                                               {"streams", report.streams},
                                               {"checkpoints", report.checkpoints},
                                               {"records", report.vault_records},
                                               {"rows", report.rows}}));
  program.print(program.say("cli.root", {{"root", to_base64(view_of(report.tree.root))}}));
  for (auto const& one : report.erasures)
    program.print(
        program.say("cli.erased_at",
                    {{"event", one.seq}, {"person", one.person.text}, {"records", one.records}}));
  if (!report.values_opened) program.tell(program.say("cli.values_not_opened"));
}

/// A file that cannot be read may be known by then.
void add_faults(VerifyReport& report, std::vector<std::string> places) {
  for (auto& place : places)
    if (std::ranges::find(report.damage, place, &Fault::place) == report.damage.end())
      report.damage.push_back({VerifyFinding::range_damaged, std::move(place)});
}

void look_at_ranges(VerifyReport& report, LogArchive& archive) {
  add_faults(report, archive.faults());
  for (auto const& one : archive.ranges()) add_faults(report, archive.faults_of(one.range));
}

int print_findings(Program& program, VerifyReport const& report) {
  if (program.options().json) {
    program.print(json::object{{"events", report.events},
                               {"streams", report.streams},
                               {"checkpoints", report.checkpoints},
                               {"vault_records", report.vault_records},
                               {"rows", report.rows},
                               {"values_opened", report.values_opened},
                               {"erasures", to_json(report.erasures)},
                               {"root", to_base64(view_of(report.tree.root))},
                               {"damage", to_json(report.damage)},
                               {"contradictions", to_json(report.contradictions)}});
  } else {
    for (auto const& fault : report.damage)
      program.print(program.say("cli.damage",
                                {{"place", fault.place},
                                 {"finding", program.name_of("finding", name_of(fault.finding))}}));
    if (report.damage.empty())
      for (auto const& fault : report.contradictions)
        program.print(
            program.say("cli.contradiction",
                        {{"place", fault.place},
                         {"finding", program.name_of("finding", name_of(fault.finding))}}));
    if (report.damage.empty() && report.contradictions.empty()) print_report(program, report);
  }
  if (!report.damage.empty()) return kDamaged;
  return report.contradictions.empty() ? kDone : kContradicted;
}

}  // namespace

std::optional<std::string> read_file(Program const& program, std::string const& path) {
  std::ifstream file{path, std::ios::binary};
  std::ostringstream bytes;
  if (file && bytes << file.rdbuf()) return bytes.str();
  program.tell("gozin: " + program.say("cli.file_unreadable", {{"file", path}}));
  return std::nullopt;
}

int verify_log(Program& program, std::vector<std::string> const& given_files) {
  auto const deployment = program.open(Opening::Mode::to_verify);
  VerifyOptions options{.keys = deployment->keys(), .signer = deployment->signer()};
  if (options.signer) options.signed_before = signed_before(*options.signer);
  for (auto const& path : given_files) {
    auto bytes = read_file(program, path);
    if (!bytes) return kNotFound;
    options.given.push_back({std::move(*bytes), path});
  }
  options.parallel = on_all_cores();
  options.progress = [&](std::int64_t done, std::int64_t of) { program.progress(done, of); };

  VerifyReport report;
  try {
    auto const view = deployment->store().view();
    report = verify(program.services().catalog, *view, options);
    for (auto const& flaw : deployment->flaws())
      report.damage.push_back({VerifyFinding::database_damaged, flaw});
    look_at_ranges(report, deployment->archive());
    // What the log says of people is worth as much as the log.
    if (report.damage.empty()) report.damage = deployment->faults_of_people();
  } catch (StoreFailed const& failure) {
    // A database that cannot be read to its end is damaged, too.
    std::cerr << "gozin: " << deployment->address() << ": " << failure.what() << '\n';
    return kDamaged;
  }
  return print_findings(program, report);
}

}  // namespace gozin::cli
