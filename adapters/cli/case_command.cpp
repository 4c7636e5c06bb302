#include "adapters/cli/acting.hpp"
#include "adapters/cli/program.hpp"
#include "adapters/cli/show.hpp"
#include "engine/command/lineage.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sys/stat.h>
#include <utility>

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

/// Nothing else is written: what is called a PDF and is none would be sent on as one.
bool is_name_of_form(std::filesystem::path const& file) {
  auto const form = file.extension();
  return form.empty() || form == ".html" || form == ".htm" || form == ".json";
}

/// What the annex holds is for one reader: it goes into no file that others are given.
std::string annex_beside(std::filesystem::path const& file) {
  auto name = file.stem();
  name += ".annex";
  name += file.extension();
  return (file.parent_path() / name).string();
}

bool write_file(std::string const& path, std::string const& bytes) {
  std::ofstream file{path, std::ios::binary};
  file << bytes;
  return static_cast<bool>(file.flush());
}

/// Readable by its owner alone from its first byte on.
bool write_own_file(std::string const& path, std::string const& bytes) {
  std::error_code ignored;
  std::filesystem::remove(path, ignored);
  auto const before = ::umask(S_IRWXG | S_IRWXO | S_IXUSR);
  bool const is_written = write_file(path, bytes);
  ::umask(before);
  return is_written;
}

int write_dossiers(Program& program, Deployment& deployment, DossierOrder order,
                   std::string const& path) {
  auto const annex_for = std::exchange(order.annex_for, PersonId{});
  auto const make = [&] { return deployment.dossier(order, program.services().texts); };
  auto const refused = [&](std::string const& file) {
    std::cerr << "gozin: " << program.say("cli.file_unwritable", {{"file", file}}) << '\n';
    return kFailed;
  };
  auto const made = make();
  if (!made) return program.refuse(made.error());
  order.annex_for = annex_for;
  auto const annexed = annex_for.empty() ? Result<std::string>{std::string{}} : make();
  if (!annexed) return program.refuse(annexed.error());
  deployment.note_access("case dossier " + order.stream.text);
  if (!write_file(path, *made)) return refused(path);
  if (annex_for.empty()) return kDone;
  auto const beside = annex_beside(path);
  if (!write_own_file(beside, *annexed)) return refused(beside);
  program.tell(program.say("cli.annex_written", {{"file", beside}}));
  return kDone;
}

int dossier(Program& program, DossierArguments const& arguments) {
  if (!is_name_of_form(arguments.file))
    return program.refuse({EngineReason::field_must_have_its_type, "-o NAME.html | NAME.json"});
  auto const deployment = program.open();
  auto const found = find_case(program, *deployment->store().view(), arguments.id);
  if (!found) return program.refuse({EngineReason::stream_must_exist, arguments.id});
  DossierOrder const order{.stream = StreamId{found->id},
                           .form = form_of(program, arguments.file),
                           .language = program.language(),
                           .annex_for = PersonId{arguments.annex_for}};
  if (!arguments.file.empty() && arguments.file != "-")
    return write_dossiers(program, *deployment, order, arguments.file);
  auto const made = deployment->dossier(order, program.services().texts);
  if (!made) return program.refuse(made.error());
  deployment->note_access("case dossier " + found->id);
  std::cout << *made;
  return std::cout.flush() ? kDone : kFailed;
}

void add_dossier(CLI::App& cases, Program& program) {
  auto const arguments = std::make_shared<DossierArguments>();
  auto* sub = cases.add_subcommand(
      "dossier", "on what basis: one file for a person who was not there, with its proofs");
  sub->add_option("id", arguments->id, "case/…, or the first characters of its key")->required();
  sub->add_option("-o,--output", arguments->file,
                  "the file; NAME.json for the form that gozin-verify checks");
  sub->add_option("--annex-for", arguments->annex_for,
                  "also one with reports, reporters and names, for this auditor or inspector: "
                  "beside the file, as NAME.annex.json, for its owner alone")
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
