#include "adapters/cli/log_parts.hpp"
#include "engine/ledger/checkpoint.hpp"

namespace gozin::cli {
namespace {

CLI::Range const kWholeNumber{std::int64_t{0}, std::int64_t{1} << 53};

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

void add_status(CLI::App& log, Program& program) {
  log.add_subcommand("status", "size, root and verifier key")->callback([&program] {
    program.choose([&program] { return show_status(program); });
  });
  log.add_subcommand("checkpoint", "the signed checkpoint of the head")->callback([&program] {
    program.choose([&program] { return show_checkpoint(program); });
  });
}

void add_verify(CLI::App& log, Program& program) {
  auto* verify = log.add_subcommand(
      "verify", "check every byte; exit 6: damage, 7: contradicts a signed checkpoint");
  auto const files = std::make_shared<std::vector<std::string>>();
  verify
      ->add_option("--checkpoint", *files,
                   "also hold the log to this signed checkpoint, proof or receipt")
      ->type_name("FILE");
  verify->callback([&program, files] {
    program.choose([&program, files] { return verify_log(program, *files); });
  });
}

void add_proofs(CLI::App& log, Program& program) {
  auto* receipt =
      log.add_subcommand("receipt", "an event's leaf and the proof that it was recorded");
  auto const asked = std::make_shared<ReceiptAsked>();
  receipt->add_option("SEQ", asked->seq, "number of the event")->required()->check(kWholeNumber);
  receipt->add_option("--for", asked->holder, "its author: adds what they entered")
      ->type_name("PERSON");
  receipt->callback([&program, asked] {
    program.choose([&program, asked] { return print_receipt(program, *asked); });
  });

  auto* proof = log.add_subcommand("proof", "the proof that an event is in the newest checkpoint");
  auto const seq = std::make_shared<std::int64_t>(0);
  proof->add_option("SEQ", *seq, "number of the event")->required()->check(kWholeNumber);
  proof->callback(
      [&program, seq] { program.choose([&program, seq] { return print_proof(program, *seq); }); });

  auto* consistency = log.add_subcommand(
      "consistency", "the proof that the newest checkpoint extends an older one");
  auto const old = std::make_shared<std::string>();
  consistency->add_option("OLD", *old, "the older size, or a file with the older checkpoint")
      ->required();
  consistency->callback([&program, old] {
    program.choose([&program, old] { return print_consistency(program, *old); });
  });
}

void add_export(CLI::App& log, Program& program) {
  auto* exporting = log.add_subcommand(
      "export", "the log as files that gozin-verify and others check; extends what is there");
  auto const folder = std::make_shared<std::string>();
  exporting->add_option("DIR", *folder, "new, empty, or an earlier export of this log")->required();
  exporting->callback([&program, folder] {
    program.choose([&program, folder] { return export_to(program, *folder); });
  });
}

}  // namespace

void add_log(CLI::App& app, Program& program) {
  auto* log = app.add_subcommand(
      "log", "the record: verify it, its size and root, checkpoints, receipts, proofs, export");
  log->require_subcommand(1);
  log->fallthrough();
  add_verify(*log, program);
  add_status(*log, program);
  add_proofs(*log, program);
  add_export(*log, program);
}

}  // namespace gozin::cli
