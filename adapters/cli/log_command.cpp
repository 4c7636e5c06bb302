#include "adapters/cli/log_parts.hpp"
#include "engine/port/plain_text.hpp"

namespace gozin::cli {
namespace {

CLI::Range const kWholeNumber{std::int64_t{0}, std::int64_t{1} << 53};

/// The number of an event or entry, in the digits of either language.
CLI::Option* number_of_event(CLI::Option* option) {
  return option->transform([](std::string const& given) { return to_ascii_digits(given); })
      ->check(kWholeNumber);
}

void add_status(CLI::App& log, Program& program) {
  log.add_subcommand("status",
                     "size, root, verifier key and witnesses; exit 7: a witness has "
                     "seen another history")
      ->callback([&program] { program.choose([&program] { return show_status(program); }); });
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
  number_of_event(receipt->add_option("SEQ", asked->seq, "number of the event"))->required();
  receipt->add_option("--for", asked->holder, "its author: adds what they entered")
      ->type_name("PERSON");
  receipt->callback([&program, asked] {
    program.choose([&program, asked] { return print_receipt(program, *asked); });
  });

  auto* proof = log.add_subcommand("proof", "the proof that an event is in the newest checkpoint");
  auto const seq = std::make_shared<std::int64_t>(0);
  number_of_event(proof->add_option("SEQ", *seq, "number of the event"))->required();
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

void add_access(CLI::App& log, Program& program) {
  auto* access = log.add_subcommand("access", "the access journal: who read what about whom");
  auto const asked = std::make_shared<AccessAsked>();
  number_of_event(access->add_option("--from", asked->from, "begin at this entry"));
  access->add_option("--reader", asked->reader, "only what this person read")->type_name("PERSON");
  access
      ->add_option("--person", asked->person,
                   "only where this person's name or values may have been shown")
      ->type_name("PERSON");
  access->callback([&program, asked] {
    program.choose([&program, asked] { return print_accesses(program, *asked); });
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

void add_rotation(CLI::App& log, Program& program) {
  log.add_subcommand("rotate-key",
                     "let a fresh key sign for the log and destroy the former one; whoever "
                     "verifies follows from key to key")
      ->callback([&program] { program.choose([&program] { return rotate_key(program); }); });
}

void add_archive(CLI::App& log, Program& program) {
  auto* archive = log.add_subcommand(
      "archive",
      "detach ranges whose cases are all over from the database; reads stay as they are");
  auto const asked = std::make_shared<ArchiveAsked>();
  archive
      ->add_option("--older-than", asked->days,
                   "only what was recorded so many days before the last event; default 365")
      ->type_name("DAYS")
      ->check(CLI::Range{0, 36'500});
  archive->add_option("--events", asked->events, "of a range: 256, 65536 (default) or 16777216")
      ->check(CLI::IsMember({std::int64_t{256}, std::int64_t{65'536}, std::int64_t{16'777'216}}));
  archive->add_flag("--dry-run", asked->is_trial, "only say which, and why the others stay");
  archive->callback([&program, asked] {
    program.choose([&program, asked] { return archive_log(program, *asked); });
  });
}

void add_witness(CLI::App& log, Program& program) {
  auto* witness = log.add_subcommand(
      "witness", "be a witness for other logs until interrupted (C2SP tlog-witness)");
  auto const options = std::make_shared<WitnessOptions>();
  options->listen = "127.0.0.1:8081";
  witness->add_option("--policy", options->policy, "lists the logs and their keys (tlog-policy)")
      ->type_name("FILE")
      ->required();
  witness
      ->add_option("--state", options->state,
                   "where its key and what it cosigned are kept; default: `witness` in the "
                   "state directory")
      ->type_name("DIR");
  witness->add_option("--name", options->name,
                      "of a new witness, as province.example/witness; its key is made once");
  witness->add_option("--listen", options->listen, "address and port")->type_name("HOST:PORT");
  witness->callback([&program, options] {
    program.choose([&program, options] { return program.services().witness(*options); });
  });
}

}  // namespace

void add_log(CLI::App& app, Program& program) {
  auto* log =
      app.add_subcommand("log",
                         "the record: verify it, its size and root, checkpoints, receipts, "
                         "proofs, access journal, export, archive, key rotation, witnesses");
  log->require_subcommand(1);
  log->fallthrough();
  add_verify(*log, program);
  add_status(*log, program);
  add_proofs(*log, program);
  add_access(*log, program);
  add_export(*log, program);
  add_archive(*log, program);
  add_rotation(*log, program);
  add_witness(*log, program);
}

}  // namespace gozin::cli
