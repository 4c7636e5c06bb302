#include "adapters/cli/program.hpp"

namespace gozin::cli {

namespace {

int serve(Program& program, std::string const& listen) {
  return program.services().serve({.url = program.options().db, .listen = listen});
}

int show_settings(Program& program, bool origin) {
  for (auto const& setting : program.services().settings(program.options().config)) {
    if (program.options().json) {
      json::object object{{"name", setting.name}, {"value", setting.value}};
      if (origin) object.emplace("origin", setting.origin);
      program.print(std::move(object));
    } else {
      program.print(setting.name + " = " + setting.value + (origin ? "\t# " + setting.origin : ""));
    }
  }
  return kDone;
}

}  // namespace

void add_serve(CLI::App& app, Program& program) {
  auto const listen = std::make_shared<std::string>("127.0.0.1:8080");
  auto* sub = app.add_subcommand("serve", "serve the pages until interrupted");
  sub->add_option("--listen", *listen, "address and port")->type_name("HOST:PORT");
  sub->callback([&program, listen] {
    program.choose([&program, listen] { return serve(program, *listen); });
  });
}

void add_config(CLI::App& app, Program& program) {
  auto* config = app.add_subcommand("config", "the settings in force");
  config->require_subcommand(1);
  config->fallthrough();
  auto const origin = std::make_shared<bool>(false);
  auto* shown = config->add_subcommand("show", "every setting and its value");
  shown->add_flag("--origin", *origin, "also where it comes from");
  shown->callback([&program, origin] {
    program.choose([&program, origin] { return show_settings(program, *origin); });
  });
  config->add_subcommand("check", "find wrong settings; exit 1 when there is one")
      ->callback([&program] {
        program.choose([&program] {
          // Reading them refuses what is wrong, by name.
          (void)program.services().settings(program.options().config);
          program.print(program.say("cli.config_good"));
          warn_of_recovery(program);
          return kDone;
        });
      });
}

}  // namespace gozin::cli
