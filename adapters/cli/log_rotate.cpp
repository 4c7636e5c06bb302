#include "adapters/cli/log_parts.hpp"
#include "adapters/cli/show.hpp"
#include "engine/command/streams.hpp"

namespace gozin::cli {

int rotate_key(Program& program) {
  auto const deployment = program.open();
  auto const recorded = deployment->rotate_key();
  if (!recorded) return program.refuse(recorded.error());
  auto const vkey = deployment->pipeline().vkey();
  if (program.options().json) {
    program.print(json::object{{"vkey", vkey}});
    return kDone;
  }
  if (*recorded)
    for (auto const& receipt : (*recorded)->events)
      deployment->store().view()->read_log(receipt.seq, 1, [&](StoredEvent const& stored) {
        print_event(program, deployment->directory(),
                    read_recorded(program.services().catalog, stored));
      });
  program.print(program.say("cli.vkey", {{"vkey", vkey}}));
  program.tell(program.say("cli.key_rotated"));
  return kDone;
}

}  // namespace gozin::cli
