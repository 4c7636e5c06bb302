#include "adapters/cli/program.hpp"
#include "adapters/cli/story.hpp"

namespace gozin::cli {
namespace {

int init(Program& program, std::string const& origin, std::string const& purpose) {
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

int status(Program& program) {
  auto const deployment = program.open(Opening::Mode::without_keys);
  auto const view = deployment->store().view();
  auto const head = view->head();
  auto const checkpoint = view->last_checkpoint();
  bool const keys = deployment->keys() != nullptr;
  if (program.options().json) {
    program.print(json::object{{"size", head.size},
                               {"recorded", to_rfc3339(head.recorded)},
                               {"checkpoint", checkpoint ? checkpoint->size : 0},
                               {"keys", keys}});
    return kDone;
  }
  program.print(program.say(
      "cli.db_status",
      {{"size", head.size}, {"checkpoint", checkpoint ? checkpoint->size : std::int64_t{0}}}));
  if (!keys) program.print(program.say("cli.values_not_opened"));
  return kDone;
}

int rebuild(Program& program) {
  auto const deployment = program.open();
  deployment->rebuild();
  program.print(program.say("cli.rebuilt"));
  return kDone;
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
}

}  // namespace gozin::cli
