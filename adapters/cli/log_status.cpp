#include "adapters/cli/log_parts.hpp"
#include "engine/event/json.hpp"
#include "engine/ledger/checkpoint.hpp"
#include "engine/publication/witnessing.hpp"
#include "engine/replay/scrub.hpp"

#include <algorithm>
#include <iostream>

namespace gozin::cli {
namespace {

bool contradicts(WitnessReport const& witness) {
  return witness.standing == Standing::contradicting;
}

json::object to_json(WitnessReport const& witness) {
  json::object object{{"name", witness.name}, {"vkey", witness.vkey}};
  if (witness.size) {
    object["size"] = *witness.size;
    object["cosigned"] = to_rfc3339(witness.cosigned);
  }
  if (!witness.standing) return object;
  object["standing"] = name_of(*witness.standing);
  object["since"] = to_rfc3339(witness.since);
  return object;
}

json::array to_json(std::vector<WitnessReport> const& witnesses) {
  json::array array;
  for (auto const& witness : witnesses) array.push_back(to_json(witness));
  return array;
}

std::string moment(Program const& program, Instant instant) {
  return program.services().texts.date(instant, program.language(), DateStyle::minute);
}

void print_witness(Program const& program, WitnessReport const& witness) {
  program.print(witness.size ? program.say("cli.witness_cosigned",
                                           {{"name", witness.name},
                                            {"size", *witness.size},
                                            {"at", moment(program, witness.cosigned)}})
                             : program.say("cli.witness_silent", {{"name", witness.name}}));
  if (!witness.standing || *witness.standing == Standing::cosigning) return;
  if (contradicts(witness)) return;
  auto const key = "cli.witness_" + std::string{name_of(*witness.standing)};
  program.print(
      program.say(key, {{"name", witness.name}, {"since", moment(program, witness.since)}}));
}

/// Said also where only data is wanted: nobody may overlook it.
int tell_contradictions(Program const& program, WitnessingReport const& report) {
  int code = kDone;
  for (auto const& witness : report.witnesses) {
    if (!contradicts(witness)) continue;
    std::cerr << "gozin: "
              << program.say("cli.witness_contradicting",
                             {{"name", witness.name},
                              {"size", witness.standing_size},
                              {"since", moment(program, witness.since)}})
              << '\n';
    code = kContradicted;
  }
  return code;
}

}  // namespace

/// What the scrubber of each node that serves has told last.
std::vector<json::object> scrubbed(StoreView& store) {
  std::vector<json::object> all;
  for (auto const& told : store.node_states()) {
    auto const read = parse_json(told.state);
    if (!told.name.starts_with(kScrubberOf) || !read || !read->is_object()) continue;
    auto object = read->get_object();
    object["node"] = told.name.substr(kScrubberOf.size());
    object["told"] = to_rfc3339(told.since);
    all.push_back(std::move(object));
  }
  return all;
}

std::int64_t faults_in(json::object const& scrub) {
  return std::ssize(scrub.at("damage").as_array()) +
         std::ssize(scrub.at("contradictions").as_array());
}

/// Whether somebody has gone through everything since and found nothing: what a node that is gone
/// found stays with its name for a day, and may be mended by then.
bool is_overtaken(json::object const& scrub, std::vector<json::object> const& all) {
  return std::ranges::any_of(all, [&](json::object const& other) {
    auto const* last = other.if_contains("last");
    return last && faults_in(other) == 0 &&
           last->as_object().at("began").as_string() > scrub.at("told").as_string();
  });
}

int tell_scrub(Program const& program, json::object const& scrub) {
  program.print(program.say("cli.scrubbed", {{"node", std::string{scrub.at("node").as_string()}},
                                             {"rounds", scrub.at("rounds").as_int64()},
                                             {"checked", scrub.at("checked").as_int64()},
                                             {"of", scrub.at("of").as_int64()}}));
  if (faults_in(scrub) == 0) return kDone;
  for (auto const* kind : {"damage", "contradictions"})
    for (auto const& fault : scrub.at(kind).as_array()) {
      auto const finding = std::string{fault.at("finding").as_string()};
      program.print(
          program.say("cli.damage", {{"place", std::string{fault.at("place").as_string()}},
                                     {"finding", program.name_of("finding", finding)}}));
    }
  return scrub.at("damage").as_array().empty() ? kContradicted : kDamaged;
}

/// Damage outweighs a contradiction.
int tell_scrubs(Program const& program, std::vector<json::object> const& scrubs) {
  if (scrubs.empty()) program.print(program.say("cli.never_scrubbed"));
  int code = kDone;
  for (auto const& scrub : scrubs) {
    auto const own = tell_scrub(program, scrub);
    if (own != kDone && is_overtaken(scrub, scrubs))
      program.print(program.say("cli.scrub_overtaken"));
    else if (code == kDone || own == kDamaged)
      code = own;
  }
  return code;
}

bool is_damaged(std::vector<json::object> const& scrubs) {
  return std::ranges::any_of(scrubs, [&](json::object const& scrub) {
    return !scrub.at("damage").as_array().empty() && !is_overtaken(scrub, scrubs);
  });
}

int show_status(Program& program) {
  auto const deployment = program.open();
  auto const policy = program.services().witnesses(program.options().config);
  auto const view = deployment->store().view();
  auto const head = view->head();
  auto const checkpoint = deployment->pipeline().checkpoint();
  auto const key = parse_vkey(deployment->pipeline().vkey());
  auto const opened = open_checkpoint(checkpoint.note, *key);
  auto const witnesses =
      policy ? report_witnesses(*deployment->store().view(), *policy) : WitnessingReport{};
  auto const root = to_base64(view_of(opened->tree.root));
  auto const tables = fingerprint_of_tables(program.services().catalog, *view);
  auto const scrubs = scrubbed(*view);
  auto const ranges = deployment->archive().ranges();
  if (program.options().json) {
    json::object object{{"origin", deployment->pipeline().origin()},
                        {"vkey", deployment->pipeline().vkey()},
                        {"size", head.size},
                        {"recorded", to_rfc3339(head.recorded)},
                        {"root", root},
                        {"tables", to_hex(tables)}};
    object["scrub"] = json::array(scrubs.begin(), scrubs.end());
    object["ranges"] = ranges_to_json(ranges);
    if (policy) object["witnesses"] = to_json(witnesses.witnesses);
    if (policy) object["quorum"] = witnesses.is_quorum_met;
    program.print(std::move(object));
    auto const code = tell_contradictions(program, witnesses);
    return is_damaged(scrubs) ? kDamaged : code;
  }
  program.print(program.say("cli.log_status", {{"origin", deployment->pipeline().origin()},
                                               {"size", head.size},
                                               {"recorded", moment(program, head.recorded)}}));
  program.print(program.say("cli.root", {{"root", root}}));
  program.print(program.say("cli.vkey", {{"vkey", deployment->pipeline().vkey()}}));
  program.print(program.say("cli.tables", {{"fingerprint", to_hex(tables)}}));
  print_ranges(program, ranges);
  auto const scrub_code = tell_scrubs(program, scrubs);
  for (auto const& witness : witnesses.witnesses) print_witness(program, witness);
  if (policy)
    program.print(program.say(witnesses.is_quorum_met ? "cli.quorum_met" : "cli.quorum_not_met"));
  auto const code = tell_contradictions(program, witnesses);
  return scrub_code == kDone ? code : scrub_code;
}

int show_checkpoint(Program& program) {
  auto const deployment = program.open();
  auto const note = deployment->pipeline().checkpoint().note;
  if (program.options().json)
    program.print(json::object{{"checkpoint", note}, {"vkey", deployment->pipeline().vkey()}});
  else
    program.print(note.substr(0, note.size() - 1));
  return kDone;
}

}  // namespace gozin::cli
