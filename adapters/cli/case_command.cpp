#include "adapters/cli/program.hpp"
#include "adapters/cli/show.hpp"
#include "engine/replay/history.hpp"

namespace gozin::cli {
namespace {

int list(Program& program) {
  auto const deployment = program.open();
  auto const view = deployment->store().view();
  auto const cases = read_cases(program, *view);
  if (program.options().json) {
    json::array items;
    for (auto const& one : cases) items.push_back(to_json(one));
    program.print(json::object{{"items", std::move(items)}});
    return kDone;
  }
  for (auto const& one : cases)
    program.print(one.id + "\t" + program.name_of("state", one.state) + "\t" + one.title);
  if (cases.empty()) program.tell(program.say("cli.no_cases"));
  return kDone;
}

int show(Program& program, std::string const& given) {
  auto const deployment = program.open();
  auto const view = deployment->store().view();
  auto const found = find_case(program, *view, given);
  if (!found) return program.refuse({EngineReason::stream_must_exist, given});
  auto const decree = deployment->decree_text(StreamId{found->id});
  if (program.options().json) {
    auto object = to_json(*found);
    if (decree) object.emplace("decree", *decree);
    program.print(std::move(object));
    return kDone;
  }
  print_case(program, *deployment, *found);
  if (decree) program.print("\n" + to_plain_text(*decree));
  return kDone;
}

int history(Program& program, std::string const& given) {
  auto const deployment = program.open();
  auto const view = deployment->store().view();
  auto const found = find_case(program, *view, given);
  if (!found) return program.refuse({EngineReason::stream_must_exist, given});
  view->read_stream(StreamId{found->id}, 0, [&](StoredEvent const& stored) {
    if (program.options().json)
      program.print(stored.body);
    else
      print_event(program, deployment->directory(),
                  read_recorded(program.services().catalog, stored));
  });
  return kDone;
}

}  // namespace

void add_case(CLI::App& app, Program& program) {
  auto* cases = app.add_subcommand("case", "the cases: list, show, history");
  cases->require_subcommand(1);
  cases->fallthrough();
  cases->add_subcommand("list", "all cases and where they stand")->callback([&program] {
    program.choose([&program] { return list(program); });
  });
  auto const id = std::make_shared<std::string>();
  using Act = int (*)(Program&, std::string const&);
  auto const add = [&](char const* name, char const* help, Act act) {
    auto* sub = cases->add_subcommand(name, help);
    sub->add_option("id", *id, "case/…, or the first characters of its key")->required();
    sub->callback(
        [&program, id, act] { program.choose([&program, id, act] { return act(program, *id); }); });
  };
  add("show", "one case: state, people, decree", &show);
  add("history", "its events, one a line", &history);
}

}  // namespace gozin::cli
