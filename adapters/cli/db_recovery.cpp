#include "adapters/cli/program.hpp"

namespace gozin::cli {
namespace {

int make(Program& program, RecoveryOrder order) {
  if (order.needed < 2 || order.needed > order.shares || order.shares > 255)
    throw UsageError(program.say("cli.recovery_numbers"));
  order.url = program.options().db;
  for (auto const& file : program.services().upkeep.make_recovery(order)) program.print(file);
  program.tell(
      program.say("cli.recovery_made", {{"needed", static_cast<std::int64_t>(order.needed)},
                                        {"shares", static_cast<std::int64_t>(order.shares)}}));
  return kDone;
}

int test(Program& program, RecoveryOrder order) {
  order.url = program.options().db;
  program.services().upkeep.test_recovery(order);
  program.print(program.say("cli.recovery_tested"));
  return kDone;
}

int use(Program& program, RecoveryOrder order) {
  order.url = program.options().db;
  auto const folder = program.services().upkeep.use_recovery(order);
  program.print(program.say("cli.recovery_used", {{"folder", folder}}));
  return kDone;
}

}  // namespace

void warn_of_recovery(Program const& program) {
  auto const& asked = program.services().upkeep.recovery_state;
  auto const state = asked ? asked(program.options().db) : std::string{};
  if (state == "none" || state == "untested") program.tell(program.say("cli.recovery_" + state));
}

void add_recovery(CLI::App& db, Program& program) {
  auto* recovery =
      db.add_subcommand("recovery", "the epoch key split among people who keep a share each");
  recovery->require_subcommand(1);
  recovery->fallthrough();
  auto const order = std::make_shared<RecoveryOrder>();
  auto* making = recovery->add_subcommand(
      "make", "split it; shares of an earlier epoch are to be destroyed by who has them");
  making->add_option("folder", order->folder, "where the files of the shares go")->required();
  making->add_option("--needed", order->needed, "how many are needed to put it together");
  making->add_option("--of", order->shares, "how many shares there are");
  making->callback(
      [&program, order] { program.choose([&program, order] { return make(program, *order); }); });
  using Act = int (*)(Program&, RecoveryOrder);
  auto const on_files = [&](char const* name, char const* about, Act act) {
    auto* sub = recovery->add_subcommand(name, about);
    sub->add_option("files", order->files, "the files of the shares")->required();
    sub->callback([&program, order, act] {
      program.choose([&program, order, act] { return act(program, *order); });
    });
  };
  on_files("test", "put shares together and compare with the key in force", &test);
  on_files("use", "write the key that they give, where it was lost", &use);
}

}  // namespace gozin::cli
