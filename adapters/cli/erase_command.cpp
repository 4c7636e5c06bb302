#include "adapters/cli/epoch.hpp"
#include "adapters/cli/program.hpp"
#include "adapters/cli/show.hpp"
#include "adapters/cli/story.hpp"
#include "engine/command/streams.hpp"
#include "engine/event/json.hpp"
#include "engine/port/person_numbers.hpp"

#include <algorithm>

namespace gozin::cli {
namespace {

struct Erasure {
  std::vector<std::string> subjects;
  std::string reason;
  std::int64_t wait_days = 0;  // 0: as many as there are by default
  bool withdraw = false;
};

/// By the id of the register, alone or as its stream is called, or by the national id.
std::optional<StreamId> find_subject(Deployment& deployment, std::string const& given) {
  constexpr std::string_view kStreamsOfPeople = "person/";
  bool const is_stream = given.starts_with(kStreamsOfPeople);
  auto person = PersonId{is_stream ? given.substr(kStreamsOfPeople.size()) : given};
  auto const number = parse_national_id(given);
  // That somebody is here is read of them, too.
  if (number) deployment.note_access("erase by national id");
  auto const store = deployment.store().view();
  if (number)
    if (auto const found = store->look_up(deployment.keys()->lookup_digest(*number)))
      person = *found;
  StreamId const stream = stream_of("person", person.text);
  bool is_known = false;
  if (decode<StreamId>(json::value(stream.text)))
    store->read_stream(stream, 0, [&](StoredEvent const&) { is_known = true; });
  return is_known ? std::optional{stream} : std::nullopt;
}

/// The next step of an erasure follows from where it stands.
Request next_step(Program& program, Deployment& deployment, StreamId const& subject,
                  Erasure const& asked) {
  auto const store = deployment.store().view();
  StoredView view{program.services().catalog, *store};
  Request request;
  request.stream = subject;
  request.actor = operator_of_this_machine();
  request.role = Code{"operator"};
  request.channel = Code{"cli"};
  request.id = "erase-" + std::string{subject.key()};
  if (asked.withdraw) {
    request.command = "withdraw_erasure";
    request.input = {{"reason", asked.reason}};
  } else if (view.in(subject, "ErasureRequested")) {
    request.command = "confirm_erasure";
  } else if (view.in(subject, "ErasureConfirmed")) {
    request.command = "erase_subject";
  } else {
    request.command = "request_erasure";
    request.input = {{"reason", asked.reason}};
    if (asked.wait_days != 0) request.input["wait_days"] = asked.wait_days;
  }
  return request;
}

int erase_one(Program& program, Deployment& deployment, Erasure const& asked,
              std::string const& given) {
  auto const subject = find_subject(deployment, given);
  if (!subject) {
    program.tell("gozin: " + program.say("cli.person_not_found", {{"person", given}}));
    return kNotFound;
  }
  auto const outcome =
      deployment.pipeline().perform(next_step(program, deployment, *subject, asked));
  if (!outcome) return program.refuse(outcome.error());
  auto const tell = [&](Accepted const& accepted) {
    for (auto const& receipt : accepted.events)
      deployment.store().view()->read_log(receipt.seq, 1, [&](StoredEvent const& stored) {
        auto const recorded = read_recorded(program.services().catalog, stored);
        if (program.options().json)
          program.print(event_json(recorded));
        else
          print_event(program, deployment.directory(), recorded);
      });
  };
  tell(*outcome);
  finish_epoch_after(deployment, *outcome, tell);
  return kDone;
}

int erase(Program& program, Erasure const& asked) {
  auto const deployment = program.open();
  // What an earlier run was stopped in the middle of comes first.
  (void)deployment->finish_epoch();
  int code = kDone;
  for (auto const& given : asked.subjects)
    code = std::max(code, erase_one(program, *deployment, asked, given));
  (void)deployment->pipeline().checkpoint();
  return code;
}

}  // namespace

void finish_epoch_after(Deployment& deployment, Accepted const& accepted,
                        std::function<void(Accepted const&)> const& done) {
  bool const is_changed = std::ranges::any_of(
      accepted.events, [](Receipt const& receipt) { return receipt.type == "EpochKeyActivated"; });
  if (!is_changed) return;
  if (auto const finished = deployment.finish_epoch()) done(*finished);
}

void add_erase(CLI::App& app, Program& program) {
  auto const asked = std::make_shared<Erasure>();
  auto* sub = app.add_subcommand(
      "erase",
      "destroy the keys of a person's values: the first call requests it, a second one by another "
      "person confirms it, one after the waiting period does it");
  sub->add_option("subject", asked->subjects, "ids of the register, or national ids")->required();
  sub->add_option("--reason", asked->reason, "why it is requested or withdrawn");
  sub->add_option("--wait-days", asked->wait_days,
                  "calendar days between confirmation and erasure; default: 14");
  sub->add_flag("--withdraw", asked->withdraw, "take the request back");
  sub->callback(
      [&program, asked] { program.choose([&program, asked] { return erase(program, *asked); }); });
}

}  // namespace gozin::cli
