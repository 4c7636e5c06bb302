#include "adapters/cli/program.hpp"
#include "engine/ledger/checkpoint.hpp"
#include "engine/replay/verify.hpp"

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

void print_report(Program const& program, VerifyReport const& report) {
  if (program.services().texts.has("cli.verified", program.language()))
    program.print(program.say("cli.verified", {{"events", report.events},
                                               {"streams", report.streams},
                                               {"checkpoints", report.checkpoints},
                                               {"records", report.vault_records},
                                               {"rows", report.rows}}));
  program.print(program.say("cli.root", {{"root", to_base64(view_of(report.tree.root))}}));
  if (!report.values_opened) program.tell(program.say("cli.values_not_opened"));
}

int print_findings(Program& program, VerifyReport const& report) {
  if (program.options().json) {
    program.print(json::object{{"events", report.events},
                               {"streams", report.streams},
                               {"checkpoints", report.checkpoints},
                               {"vault_records", report.vault_records},
                               {"rows", report.rows},
                               {"values_opened", report.values_opened},
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

int verify_log(Program& program, std::vector<std::string> const& checkpoint_files) {
  auto const deployment = program.open(Opening::Mode::to_verify);
  VerifyOptions options{.keys = deployment->keys()};
  for (auto const& path : checkpoint_files) {
    std::ifstream file{path, std::ios::binary};
    if (!file) {
      program.tell("gozin: " + program.say("cli.file_unreadable", {{"file", path}}));
      return kNotFound;
    }
    std::ostringstream note;
    note << file.rdbuf();
    options.notes.push_back(note.str());
  }
  options.progress = [&](std::int64_t done, std::int64_t of) { program.progress(done, of); };

  VerifyReport report;
  try {
    auto const view = deployment->store().view();
    report = verify(program.services().catalog, *view, options);
  } catch (StoreFailed const& failure) {
    // A database that cannot be read to its end is damaged, too.
    std::cerr << "gozin: " << program.options().db << ": " << failure.what() << '\n';
    return kDamaged;
  }
  return print_findings(program, report);
}

int show_status(Program& program) {
  auto const deployment = program.open();
  auto const view = deployment->store().view();
  auto const head = view->head();
  auto const checkpoint = deployment->pipeline().checkpoint();
  auto const key = parse_vkey(deployment->pipeline().vkey());
  auto const opened = open_checkpoint(checkpoint.note, *key);
  if (program.options().json) {
    program.print(json::object{{"origin", deployment->pipeline().origin()},
                               {"vkey", deployment->pipeline().vkey()},
                               {"size", head.size},
                               {"recorded", to_rfc3339(head.recorded)},
                               {"root", to_base64(view_of(opened->tree.root))}});
    return kDone;
  }
  program.print(program.say(
      "cli.log_status", {{"origin", deployment->pipeline().origin()},
                         {"size", head.size},
                         {"recorded", program.services().texts.date(
                                          head.recorded, program.language(), DateStyle::minute)}}));
  program.print(program.say("cli.root", {{"root", to_base64(view_of(opened->tree.root))}}));
  program.print(program.say("cli.vkey", {{"vkey", deployment->pipeline().vkey()}}));
  return kDone;
}

int show_checkpoint(Program& program) {
  auto const deployment = program.open();
  auto const note = deployment->pipeline().checkpoint().note;
  if (program.options().json)
    program.print(json::object{{"checkpoint", note}, {"vkey", deployment->pipeline().vkey()}});
  else
    program.print(note.substr(0, note.size() - 1));
  return kDone;
}

}  // namespace

void add_log(CLI::App& app, Program& program) {
  auto* log = app.add_subcommand("log", "the record: verify it, its size and root, its checkpoint");
  log->require_subcommand(1);
  log->fallthrough();
  auto* verify = log->add_subcommand(
      "verify", "check every byte; exit 6: damage, 7: contradicts a signed checkpoint");
  auto const files = std::make_shared<std::vector<std::string>>();
  verify->add_option("--checkpoint", *files, "also hold the log to this signed checkpoint")
      ->type_name("FILE");
  verify->callback([&program, files] {
    program.choose([&program, files] { return verify_log(program, *files); });
  });
  log->add_subcommand("status", "size, root and verifier key")->callback([&program] {
    program.choose([&program] { return show_status(program); });
  });
  log->add_subcommand("checkpoint", "the signed checkpoint of the head")->callback([&program] {
    program.choose([&program] { return show_checkpoint(program); });
  });
}

}  // namespace gozin::cli
