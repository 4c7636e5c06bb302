#include "adapters/cli/acting.hpp"
#include "adapters/cli/program.hpp"
#include "adapters/cli/show.hpp"
#include "engine/command/lineage.hpp"

#include <fstream>
#include <iostream>

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
  for (auto const& one : cases) {
    auto line = one.id + "\t" + program.name_of("state", one.state) + "\t" + one.title;
    for (auto const& kin : kin_of(program, one)) line += "\t" + kin;
    program.print(line);
  }
  if (cases.empty()) program.tell(program.say("cli.no_cases"));
  return kDone;
}

int show(Program& program, std::string const& given) {
  auto const deployment = program.open();
  auto const view = deployment->store().view();
  auto const found = find_case(program, *view, given);
  if (!found) return program.refuse({EngineReason::stream_must_exist, given});
  deployment->note_access("case show " + found->id);
  auto const decree = deployment->decree_text(StreamId{found->id});
  auto const analyses = deployment->analyses(
      StreamId{found->id}, {.texts = program.services().texts, .language = program.language()});
  if (program.options().json) {
    auto object = to_json(*found);
    json::array told;
    for (auto const& one : analyses) told.push_back(one.object);
    object.emplace("analyses", std::move(told));
    if (decree) object.emplace("decree", *decree);
    program.print(std::move(object));
    return kDone;
  }
  print_case(program, *deployment, *found);
  for (auto const& one : analyses) {
    program.print(std::string{});
    for (auto const& line : one.lines) program.print(line);
  }
  if (decree) program.print("\n" + to_plain_text(*decree));
  return kDone;
}

int history(Program& program, std::string const& given) {
  auto const deployment = program.open();
  auto const view = deployment->store().view();
  auto const found = find_case(program, *view, given);
  if (!found) return program.refuse({EngineReason::stream_must_exist, given});
  if (!program.options().json) deployment->note_access("case history " + found->id);
  read_whole(program.services().catalog, *view, StreamId{found->id},
             [&](StoredEvent const& stored) {
               if (program.options().json)
                 program.print(stored.body);
               else
                 print_event(program, deployment->directory(),
                             read_recorded(program.services().catalog, stored));
             });
  return kDone;
}

struct DossierArguments {
  std::string id;
  std::string file;
  std::string annex_for;
};

/// As the name of the file or `--json` says; to stdout without a file.
DossierOrder::Form form_of(Program const& program, std::string const& file) {
  auto const is_json = program.options().json || file.ends_with(".json");
  return is_json ? DossierOrder::Form::json : DossierOrder::Form::html;
}

int dossier(Program& program, DossierArguments const& arguments) {
  auto const deployment = program.open();
  auto const found = find_case(program, *deployment->store().view(), arguments.id);
  if (!found) return program.refuse({EngineReason::stream_must_exist, arguments.id});
  auto const made = deployment->dossier({.stream = StreamId{found->id},
                                         .form = form_of(program, arguments.file),
                                         .language = program.language(),
                                         .annex_for = PersonId{arguments.annex_for}},
                                        program.services().texts);
  if (!made) return program.refuse(made.error());
  deployment->note_access("case dossier " + found->id);
  if (arguments.file.empty() || arguments.file == "-") {
    std::cout << *made;
    return std::cout.flush() ? kDone : kFailed;
  }
  std::ofstream file{arguments.file, std::ios::binary};
  file << *made;
  if (file.flush()) return kDone;
  std::cerr << "gozin: " << program.say("cli.file_unwritable", {{"file", arguments.file}}) << '\n';
  return kFailed;
}

void add_dossier(CLI::App& cases, Program& program) {
  auto const arguments = std::make_shared<DossierArguments>();
  auto* sub = cases.add_subcommand(
      "dossier", "on what basis: one file for a person who was not there, with its proofs");
  sub->add_option("id", arguments->id, "case/…, or the first characters of its key")->required();
  sub->add_option("-o,--output", arguments->file,
                  "the file; NAME.json for the form that gozin-verify checks");
  sub->add_option("--annex-for", arguments->annex_for,
                  "with reports, reporters and names, for this auditor or inspector")
      ->type_name("PERSON");
  sub->callback([&program, arguments] {
    program.choose([&program, arguments] { return dossier(program, *arguments); });
  });
}

}  // namespace

void add_case(CLI::App& app, Program& program) {
  auto* cases = app.add_subcommand("case", "the cases: list, acting, show, history, dossier");
  cases->require_subcommand(1);
  cases->fallthrough();
  cases->add_subcommand("list", "all cases and where they stand")->callback([&program] {
    program.choose([&program] { return list(program); });
  });
  cases->add_subcommand("acting", "acting heads: how long, is a call owed, how many were appointed")
      ->callback([&program] { program.choose([&program] { return list_acting(program); }); });
  auto const id = std::make_shared<std::string>();
  using Act = int (*)(Program&, std::string const&);
  auto const add = [&](char const* name, char const* help, Act act) {
    auto* sub = cases->add_subcommand(name, help);
    sub->add_option("id", *id, "case/…, or the first characters of its key")->required();
    sub->callback(
        [&program, id, act] { program.choose([&program, id, act] { return act(program, *id); }); });
  };
  add("show", "one case: state, people, what accompanies its rankings, decree", &show);
  add("history", "its events, one a line", &history);
  add_dossier(*cases, program);
}

}  // namespace gozin::cli
