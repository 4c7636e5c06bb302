#include "adapters/cli/log_parts.hpp"
#include "engine/replay/archiving.hpp"

#include <chrono>
#include <thread>

namespace gozin::cli {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr int kPausesOfWork = 9;

json::object object_of(LogRange const& range) {
  return {{"first", range.first}, {"last", range.end() - 1}};
}

std::string root_text(LogRange const& range) { return to_base64(view_of(range.root)); }

/// Counted back from the last event, so that it is the same for everybody who asks.
ArchiveTerms terms_of(ArchiveAsked const& asked, PublishedLog const& log) {
  ArchiveTerms terms{.events = asked.events};
  terms.recorded_before = {log.view->head().recorded.ms + 1 - asked.days * kDayMs};
  if (auto const stored = log.view->last_checkpoint())
    if (auto const opened = log.keys->open(stored->note))
      terms.signed_tree = opened->checkpoint.tree;
  return terms;
}

void tell_stays(Program const& program, RangeSeen const& seen, ArchiveAsked const& asked) {
  auto const why = name_of(*seen.stays);
  if (program.options().json) {
    auto object = object_of(seen.range);
    object["state"] = "stays";
    object["why"] = why;
    if (!seen.goes_on.empty()) object["stream"] = seen.goes_on.text;
    return program.print(std::move(object));
  }
  program.print(program.say("cli.range_" + std::string{why}, {{"first", seen.range.first},
                                                              {"last", seen.range.end() - 1},
                                                              {"days", asked.days},
                                                              {"stream", seen.goes_on.text}}));
}

void tell_goes(Program const& program, LogRange const& range, std::string const& state) {
  if (program.options().json) {
    auto object = object_of(range);
    object["state"] = state;
    object["root"] = root_text(range);
    return program.print(std::move(object));
  }
  program.print(
      program.say("cli.range_" + state,
                  {{"first", range.first}, {"last", range.end() - 1}, {"root", root_text(range)}}));
}

/// Another process waits for SQLite's lock in steps that grow, so it has to find it free mostly.
void delete_all(Program const& program, LogArchive& archive) {
  using Steady = std::chrono::steady_clock;
  std::int64_t of = 0;
  for (auto const& one : archive.ranges()) of += one.to_delete;
  for (std::int64_t done = 0;;) {
    auto const began = Steady::now();
    auto const deleted = archive.delete_some();
    if (deleted == 0) return;
    program.progress(done += deleted, of);
    std::this_thread::sleep_for(kPausesOfWork * (Steady::now() - began));
  }
}

}  // namespace

json::array ranges_to_json(std::vector<StoredRange> const& ranges) {
  json::array array;
  for (auto const& one : ranges) {
    auto object = object_of(one.range);
    object["root"] = root_text(one.range);
    object["file"] = one.file;
    object["to_delete"] = one.to_delete;
    array.push_back(std::move(object));
  }
  return array;
}

void print_ranges(Program const& program, std::vector<StoredRange> const& ranges) {
  for (auto const& one : ranges)
    program.print(program.say(one.to_delete > 0 ? "cli.range_to_delete" : "cli.range_in_file",
                              {{"first", one.range.first},
                               {"last", one.range.end() - 1},
                               {"file", one.file},
                               {"left", one.to_delete}}));
}

int archive_log(Program& program, ArchiveAsked const& asked) {
  auto log = open_published(program);
  auto& archive = log.deployment->archive();
  std::vector<LogRange> detached;
  for (auto const& one : archive.ranges()) detached.push_back(one.range);
  auto const seen =
      ranges_to_detach(program.services().catalog, *log.view, detached, terms_of(asked, log));
  log.view.reset();
  if (!seen) {
    program.tell("gozin: " + program.say("cli.log_not_as_signed"));
    return kDamaged;
  }
  auto const goes = [&](StreamId const& stream) {
    return goes_with_its_range(program.services().catalog, stream);
  };
  for (auto const& one : *seen) {
    if (one.stays) {
      tell_stays(program, one, asked);
      continue;
    }
    if (!asked.is_trial) archive.detach(one.range, {.goes = goes});
    tell_goes(program, one.range, asked.is_trial ? "may_be_detached" : "detached");
  }
  if (seen->empty() && !program.options().json)
    program.print(program.say("cli.no_range", {{"events", asked.events}}));
  if (!asked.is_trial) delete_all(program, archive);
  return kDone;
}

}  // namespace gozin::cli
