#include "adapters/cli/program.hpp"
#include "adapters/cli/rules_command.hpp"
#include "adapters/cli/show.hpp"
#include "engine/port/plain_text.hpp"
#include "engine/publication/receipts.hpp"
#include "engine/replay/history.hpp"
#include "engine/rules/parse.hpp"

#include <charconv>

namespace gozin::cli {
namespace {

struct Arguments {
  std::string id;
  std::string at;
  bool step = false;
  std::string rules;
  bool diff = false;
};

Result<AsOf> parse_as_of(std::string const& given) {
  if (given.empty()) return AsOf{};
  auto const text = to_ascii_digits(given);
  std::int64_t seq = 0;
  auto const read = std::from_chars(text.data(), text.data() + text.size(), seq);
  bool const is_number = read.ec == std::errc{} && read.ptr == text.data() + text.size();
  if (is_number && seq >= 0) return AsOf{.seq = seq};
  if (auto const instant = parse_rfc3339(text)) return AsOf{.instant = *instant};
  return Rejection{EngineReason::field_must_have_its_type, "--at"};
}

/// A case says nothing of the time before it began; nor does the log of events that it has not.
std::optional<Rejection> flaw_of_as_of(StoreView& store, AsOf const& as_of,
                                       History const& history) {
  if (as_of.seq && *as_of.seq >= store.head().size)
    return Rejection{PublicationReason::event_must_exist, std::to_string(*as_of.seq)};
  if (history.steps.empty()) return Rejection{EngineReason::stream_must_exist, "--at"};
  return std::nullopt;
}

std::string joined(std::vector<std::string> const& names) {
  std::string text;
  for (auto const& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

void print_step(Program& program, Deployment& deployment, History const& history,
                Step const& step) {
  auto const leaves = chart::leaf_names(history.end.folded.kind->chart.model, step.position);
  if (program.options().json) {
    auto object = event_json(step.recorded);
    json::array position;
    for (auto const& leaf : leaves) position.emplace_back(leaf);
    object.emplace("position", std::move(position));
    program.print(std::move(object));
    return;
  }
  print_event(program, deployment.directory(), step.recorded);
  program.print("\t→ " + joined(leaves));
}

json::object to_json(Consequence const& one) {
  json::object object{{"seq", one.seq}, {"kind", one.kind},   {"about", one.about},
                      {"was", one.was}, {"would", one.would}, {"differs", one.was != one.would}};
  if (!one.name.empty()) object["name"] = one.name;
  return object;
}

void print_consequence(Program& program, Consequence const& one) {
  auto const shown = [&](std::string const& value) {
    if (value.empty()) return program.say("cli.what_if_none");
    for (std::string_view const group : {"what_if_value", "choice"})
      if (program.services().texts.has(std::string{group} + "." + value, program.language()))
        return program.name_of(group, value);
    return value;
  };
  auto const about = one.name.empty() ? one.about : one.name + " (" + one.about + ")";
  bool const differs = one.was != one.would;
  program.print(program.say(differs ? "cli.what_if_differs" : "cli.what_if_same",
                            {{"seq", one.seq},
                             {"kind", program.name_of("what_if", one.kind)},
                             {"about", about},
                             {"was", shown(one.was)},
                             {"would", shown(one.would)}}));
}

/// What scores and votes come to under another rule set: everything, or with `--diff` what differs.
int ask_what_if(Program& program, Arguments const& arguments, AsOf const& as_of) {
  int code = kDone;
  auto const source = rules_of::read(program, arguments.rules, code);
  if (!source) return code;
  auto const rules = rules::parse_rule_set(source->document);
  if (!rules) return program.refuse(rules.error());
  auto const deployment = program.open(Opening::Mode::without_keys);
  auto const view = deployment->store().view();
  auto const found = find_case(program, *view, arguments.id);
  if (!found) return program.refuse({EngineReason::stream_must_exist, arguments.id});
  StreamId const stream{found->id};
  auto last = as_of.seq;
  if (as_of.seq || as_of.instant) {
    auto const until = replay(program.services().catalog, *view, stream, as_of);
    if (auto const flaw = flaw_of_as_of(*view, as_of, until)) return program.refuse(*flaw);
    last = until.steps.back().recorded.at.seq;
  }
  deployment->note_access("replay --rules " + stream.text);
  auto const all = deployment->what_if(stream, last, *rules);
  if (!all) return program.refuse(all.error());
  std::int64_t differing = 0;
  for (auto const& one : *all) {
    differing += one.was == one.would ? 0 : 1;
    if (arguments.diff && one.was == one.would) continue;
    if (program.options().json)
      program.print(to_json(one));
    else
      print_consequence(program, one);
  }
  program.tell(program.say("cli.what_if_count", {{"all", static_cast<std::int64_t>(all->size())},
                                                 {"differ", differing}}));
  return kDone;
}

int replay_case(Program& program, Arguments const& arguments) {
  auto const as_of = parse_as_of(arguments.at);
  if (!as_of) return program.refuse(as_of.error());
  if (!arguments.rules.empty()) return ask_what_if(program, arguments, *as_of);
  auto const deployment = program.open(Opening::Mode::without_keys);
  auto const view = deployment->store().view();
  auto const found = find_case(program, *view, arguments.id);
  if (!found) return program.refuse({EngineReason::stream_must_exist, arguments.id});

  auto const& catalog = program.services().catalog;
  StreamId const stream{found->id};
  auto const history = replay(catalog, *view, stream, *as_of);
  if (auto const flaw = flaw_of_as_of(*view, *as_of, history)) return program.refuse(*flaw);
  if (arguments.step && !program.options().json)
    deployment->note_access("replay --step " + stream.text);
  if (arguments.step || program.options().json)
    for (auto const& step : history.steps) print_step(program, *deployment, history, step);
  auto const& folded = history.end.folded;
  auto const leaves = chart::leaf_names(folded.kind->chart.model, folded.position);
  bool const whole = !as_of->seq && !as_of->instant;
  auto const differing =
      whole ? differences(*view, stream, folded, catalog.tables()) : std::vector<std::string>{};
  if (program.options().json) {
    json::array position;
    for (auto const& leaf : leaves) position.emplace_back(leaf);
    json::array rows;
    for (auto const& row : differing) rows.emplace_back(row);
    json::object end{{"stream", stream.text},
                     {"events", history.steps.size()},
                     {"position", std::move(position)}};
    if (whole) end.emplace("differs", std::move(rows));
    program.print(std::move(end));
    return differing.empty() ? kDone : kDamaged;
  }
  program.print(program.say(
      "cli.replayed",
      {{"events", static_cast<std::int64_t>(history.steps.size())}, {"position", joined(leaves)}}));
  for (auto const& row : differing) program.print(program.say("cli.row_differs", {{"row", row}}));
  if (whole && differing.empty()) program.print(program.say("cli.replay_matches"));
  return differing.empty() ? kDone : kDamaged;
}

}  // namespace

void add_replay(CLI::App& app, Program& program) {
  auto const arguments = std::make_shared<Arguments>();
  auto* sub = app.add_subcommand("replay", "run a case again from its events, step by step");
  sub->add_option("id", arguments->id, "case/…, or the first characters of its key")->required();
  sub->add_option("--at", arguments->at, "stop at this event of the log, or this moment (RFC 3339)")
      ->type_name("SEQ|TIME");
  sub->add_flag("--step", arguments->step, "print every step and where the case stood after it");
  auto* rules =
      sub->add_option("--rules", arguments->rules,
                      "what its scores and votes come to under this rule set: a file, or one of "
                      "the log")
          ->type_name("FILE");
  sub->add_flag("--diff", arguments->diff, "of that, only what differs")->needs(rules);
  sub->callback([&program, arguments] {
    program.choose([&program, arguments] { return replay_case(program, *arguments); });
  });
}

}  // namespace gozin::cli
