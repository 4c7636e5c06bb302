#include "adapters/cli/epoch.hpp"
#include "adapters/cli/program.hpp"
#include "adapters/cli/show.hpp"
#include "adapters/cli/story.hpp"
#include "engine/event/json.hpp"
#include "engine/ledger/note.hpp"
#include "engine/ledger/reason.hpp"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <unistd.h>

namespace gozin::cli {
namespace {

/// A user name as it may stand in the log.
std::string user_name() {
  auto const* user = std::getenv("USER");
  std::string name = user && *user ? user : std::to_string(getuid());
  std::erase_if(name, [](char c) {
    return !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.');
  });
  return name.empty() ? "unknown" : name;
}

/// The earliest timer that is due by then.
std::optional<Timer> next_timer(StoreView& store, Instant until) {
  auto const rows =
      store.select({.table = &timer_table(), .order = {"due", "stream", "name"}, .limit = 1});
  if (rows.empty()) return std::nullopt;
  auto const text = [&](std::size_t i) { return std::get<std::string>(rows.front().at(i)); };
  Timer timer{.stream = text(0),
              .name = text(1),
              .due_ms = std::get<std::int64_t>(rows.front().at(2)),
              .command = text(3),
              .input = text(4)};
  return timer.due_ms <= until.ms ? std::optional{timer} : std::nullopt;
}

int run_story(Program& program, std::string const& path) {
  Story story{program.services(), path};
  if (auto const flaw = flaw_of_origin(story.origin())) return program.refuse(*flaw);
  auto const deployment = program.services().open({.url = program.options().db,
                                                   .mode = Opening::Mode::create,
                                                   .clock = &story.clock(),
                                                   .origin = story.origin()});
  // What an earlier run was stopped in the middle of comes first.
  (void)deployment->finish_epoch();
  try {
    story.play(*deployment, [&](Recorded const& recorded) {
      if (program.options().json)
        program.print(event_json(recorded));
      else
        print_event(program, deployment->directory(), recorded);
    });
  } catch (StoryFailure const& failure) {
    std::cout.flush();
    std::cerr << "gozin: " << failure.what() << '\n';
    return kFailed;
  }
  (void)deployment->pipeline().checkpoint();
  std::cout.flush();
  auto const view = deployment->store().view();
  for (auto const& row : read_cases(program, *view))
    program.tell(row.id + "\t" + program.name_of("state", row.state) + "\t" + row.title);
  return kDone;
}

}  // namespace

PersonId operator_of_this_machine() { return PersonId{"operator/" + user_name()}; }

std::optional<Rejection> flaw_of_origin(std::string const& origin) {
  if (is_key_name(origin)) return std::nullopt;
  return Rejection{LedgerReason::origin_must_be_fit_for_a_key, origin};
}

Outcome open_log(Deployment& deployment, LogOpening const& opening) {
  if (auto const flaw = flaw_of_origin(opening.origin)) return *flaw;
  Request request;
  request.command = "open_log";
  request.stream = StreamId{"log"};
  request.input = {{"origin", opening.origin},
                   {"purpose", opening.purpose},
                   {"city", opening.city},
                   {"key", deployment.pipeline().vkey()}};
  request.actor = operator_of_this_machine();
  request.role = Code{"operator"};
  request.channel = Code{"cli"};
  request.id = "open-log";
  return deployment.pipeline().perform(std::move(request));
}

void act_on_timers(Deployment& deployment, Instant until, std::function<void(Instant)> const& at,
                   std::function<void(Accepted const&)> const& done) {
  std::int64_t refused = 0;
  while (auto const timer = next_timer(*deployment.store().view(), until)) {
    at(Instant{timer->due_ms});
    Request request;
    request.command = timer->command;
    request.stream = StreamId{timer->stream};
    request.input = parse_json(timer->input).value().as_object();
    request.actor = PersonId{"clock"};
    request.role = Code{"clock"};
    request.channel = Code{"clock"};
    request.id = "timer-" + timer->stream + "-" + timer->name;
    auto const outcome = deployment.pipeline().perform(std::move(request));
    // A timer that stays due although it was refused would be asked for without end.
    if (!outcome && ++refused > 1)
      throw StoryFailure("the timer " + timer->name + " of " + timer->stream + " is refused: " +
                         std::string{outcome.error().reason.name()} + " " + outcome.error().detail);
    if (!outcome) continue;
    refused = 0;
    done(*outcome);
    finish_epoch_after(deployment, *outcome, done);
  }
}

void add_run(CLI::App& app, Program& program) {
  auto const path = std::make_shared<std::string>();
  auto* sub = app.add_subcommand("run", "play a story into a demonstration log");
  sub->add_option("scenario", *path, "a story in YAML")->required();
  sub->callback(
      [&program, path] { program.choose([&program, path] { return run_story(program, *path); }); });
}

}  // namespace gozin::cli
