#include "adapters/cli/log_parts.hpp"
#include "adapters/cli/parallel.hpp"
#include "adapters/cli/program.hpp"
#include "adapters/cli/story.hpp"
#include "engine/replay/verify.hpp"

namespace gozin::cli {
namespace {

int init(Program& program, std::string const& origin, std::string const& purpose) {
  if (auto const flaw = flaw_of_origin(origin)) return program.refuse(*flaw);
  auto const deployment = program.services().open(
      {.url = program.options().db, .mode = Opening::Mode::create, .origin = origin});
  auto const head = deployment->store().view()->head();
  if (head.size > 0) return program.refuse({EngineReason::stream_must_be_new, "log"});
  auto const opened = open_log(*deployment, {origin, purpose});
  if (!opened) return program.refuse(opened.error());
  program.print(program.say("cli.log_opened", {{"origin", deployment->pipeline().origin()},
                                               {"vkey", deployment->pipeline().vkey()}}));
  return kDone;
}

std::string recovery_of(Program const& program) {
  auto const& asked = program.services().upkeep.recovery_state;
  return asked ? asked(program.options().db) : std::string{};
}

int status(Program& program) {
  auto const deployment = program.open(Opening::Mode::without_keys);
  auto const view = deployment->store().view();
  auto const head = view->head();
  auto const checkpoint = view->last_checkpoint();
  bool const keys = deployment->keys() != nullptr;
  auto const ranges = deployment->archive().ranges();
  if (program.options().json) {
    program.print(json::object{{"address", deployment->address()},
                               {"deployment", deployment->deployment()},
                               {"size", head.size},
                               {"recorded", to_rfc3339(head.recorded)},
                               {"checkpoint", checkpoint ? checkpoint->size : 0},
                               {"ranges", ranges_to_json(ranges)},
                               {"keys", keys},
                               {"epoch_changing", deployment->is_changing_epoch()},
                               {"recovery", recovery_of(program)}});
    return kDone;
  }
  program.print(program.say("cli.db_address", {{"address", deployment->address()},
                                               {"deployment", deployment->deployment()}}));
  program.print(program.say(
      "cli.db_status",
      {{"size", head.size}, {"checkpoint", checkpoint ? checkpoint->size : std::int64_t{0}}}));
  print_ranges(program, ranges);
  if (!keys) program.print(program.say("cli.values_not_opened"));
  if (deployment->is_changing_epoch()) program.tell(program.say("cli.epoch_changing"));
  warn_of_recovery(program);
  return kDone;
}

int rebuild(Program& program) {
  auto const deployment = program.open();
  deployment->rebuild();
  program.print(program.say("cli.rebuilt"));
  return kDone;
}

Progress progress_of(Program& program) {
  return [&program](std::int64_t done, std::int64_t of) { program.progress(done, of); };
}

int back_up(Program& program, std::string const& file) {
  auto const done = program.services().upkeep.back_up(
      {.url = program.options().db, .file = file, .progress = progress_of(program)});
  if (program.options().json) {
    program.print(json::object{{"size", done.size},
                               {"bundle", done.bundle},
                               {"keys", static_cast<std::int64_t>(done.keys)}});
    return kDone;
  }
  program.print(program.say("cli.backed_up", {{"size", done.size}, {"file", file}}));
  program.print(program.say("cli.keys_backed_up", {{"keys", static_cast<std::int64_t>(done.keys)},
                                                   {"file", done.bundle}}));
  return kDone;
}

/// What was restored is held against everything that a log must be, before anybody relies on it.
int verify_restored(Program& program, RestoreDone const& done) {
  auto const deployment = program.open(Opening::Mode::to_verify);
  VerifyOptions options{.keys = deployment->keys(), .signer = deployment->signer()};
  if (options.signer) options.signed_before = signed_before(*options.signer);
  options.progress = progress_of(program);
  options.parallel = on_all_cores();
  auto const view = deployment->store().view();
  auto const report = verify(program.services().catalog, *view, options);
  for (auto const* faults : {&report.damage, &report.contradictions})
    for (auto const& fault : *faults)
      program.tell(program.say("cli.damage",
                               {{"place", fault.place},
                                {"finding", program.name_of("finding", name_of(fault.finding))}}));
  if (!report.damage.empty()) return kDamaged;
  if (!report.contradictions.empty()) return kContradicted;
  auto const root = to_base64(view_of(report.tree.root));
  if (program.options().json) {
    json::object object{{"size", report.events}, {"root", root}};
    if (!done.vkey.empty()) object["vkey"] = done.vkey;
    program.print(std::move(object));
  } else {
    program.print(program.say("cli.root", {{"root", root}}));
  }
  return kDone;
}

/// Nobody is left to think that this is the log as it was.
void tell_new_key(Program& program, RestoreDone const& done) {
  if (!program.options().json) program.print(program.say("cli.vkey", {{"vkey", done.vkey}}));
  program.tell(program.say("cli.events_lost"));
}

int restore(Program& program, RestoreOrder order) {
  order.url = program.options().db;
  order.progress = progress_of(program);
  auto const done = program.services().upkeep.restore(order);
  if (!program.options().json)
    program.print(program.say("cli.restored", {{"size", done.size}, {"file", order.file}}));
  if (!done.keys_at_hand)
    program.tell(program.say("cli.keys_to_bring", {{"folder", done.keys_folder}}));
  if (!done.vkey.empty()) tell_new_key(program, done);
  return verify_restored(program, done);
}

int upgrade(Program& program) {
  auto const done = program.services().upkeep.upgrade(program.options().db);
  if (program.options().json)
    program.print(json::object{{"from", done.from}, {"to", done.to}});
  else
    program.print(program.say("cli.upgraded", {{"from", done.from}, {"to", done.to}}));
  return kDone;
}

void add_copies(CLI::App& db, Program& program) {
  auto const order = std::make_shared<RestoreOrder>();
  auto* backup = db.add_subcommand("backup", "a copy in one file, while others work on");
  backup->add_option("file", order->file, "where it goes; goes on with one that was cut short")
      ->required();
  backup->callback([&program, order] {
    program.choose([&program, order] { return back_up(program, order->file); });
  });
  auto* back = db.add_subcommand("restore", "put a backup into an empty database, and verify it");
  back->add_option("file", order->file, "what `db backup` made")->required();
  back->add_option("--bundle", order->bundle, "the newest bundle of its keys; default: beside it");
  back->add_option("--keys", order->keys,
                   "folder of the three keys, to be copied where they belong");
  back->add_flag("--lost-events", order->lost_events,
                 "the log was signed for beyond this backup, and what came after is lost: go on "
                 "without it, under a new signing key");
  back->callback([&program, order] {
    program.choose([&program, order] { return restore(program, *order); });
  });
  db.add_subcommand("upgrade", "bring the schema to this program's version")->callback([&program] {
    program.choose([&program] { return upgrade(program); });
  });
}

}  // namespace

void add_db(CLI::App& app, Program& program) {
  auto* db = app.add_subcommand("db", "the database: make it, look at it, rebuild its tables");
  db->require_subcommand(1);
  db->fallthrough();
  struct Arguments {
    std::string origin = "gozin.example";
    std::string purpose = "live";
  };
  auto const arguments = std::make_shared<Arguments>();
  auto* make = db->add_subcommand("init", "a new log with keys of its own");
  make->add_option("--origin", arguments->origin, "name of the log, such as gozin.karaj.ir");
  make->add_option("--purpose", arguments->purpose, "live, pilot or demonstration")
      ->check(CLI::IsMember({"live", "pilot", "demonstration"}));
  make->callback([&program, arguments] {
    program.choose(
        [&program, arguments] { return init(program, arguments->origin, arguments->purpose); });
  });
  db->add_subcommand("status", "how far it is written and signed")->callback([&program] {
    program.choose([&program] { return status(program); });
  });
  db->add_subcommand("rebuild", "make the read tables again from the events")->callback([&program] {
    program.choose([&program] { return rebuild(program); });
  });
  add_copies(*db, program);
  add_recovery(*db, program);
}

}  // namespace gozin::cli
