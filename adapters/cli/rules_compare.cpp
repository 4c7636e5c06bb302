#include "adapters/cli/rules_command.hpp"
#include "engine/event/json.hpp"
#include "engine/rules/difference.hpp"
#include "engine/rules/parse.hpp"

namespace gozin::cli::rules_of {
namespace {

constexpr std::size_t kValueShown = 120;

/// A value in one line; a long one is cut between characters.
std::string shown(json::value const& value) {
  auto text = to_canonical(value);
  if (text.size() <= kValueShown) return text;
  auto end = kValueShown;
  while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + "…";
}

std::string line_of(rules::Change const& change) {
  if (!change.before) return "+ " + change.path + ": " + shown(*change.after);
  if (!change.after) return "- " + change.path + ": " + shown(*change.before);
  return "~ " + change.path + ": " + shown(*change.before) + " → " + shown(*change.after);
}

/// The effect in words; numbers are named where both sides have one and they differ.
std::string effect_of(Program const& program, rules::Meaning const& meaning) {
  auto const key = "effect." + std::string{name_of(meaning.effect)};
  bool const counted =
      !meaning.before.empty() && !meaning.after.empty() && meaning.before != meaning.after;
  if (!counted) return program.say(key, {{"subject", meaning.subject.text}});
  auto const number = [&](std::string const& exact) {
    return program.services().texts.number(exact, program.language());
  };
  return program.say(key + "_counted", {{"subject", meaning.subject.text},
                                        {"before", number(meaning.before)},
                                        {"after", number(meaning.after)}});
}

json::object to_json(rules::Change const& change, rules::Meaning const& meaning) {
  return {{"path", change.path},
          {"before", change.before.value_or(nullptr)},
          {"after", change.after.value_or(nullptr)},
          {"effect", name_of(meaning.effect)},
          {"subject", meaning.subject.text},
          {"counts_before", meaning.before},
          {"counts_after", meaning.after}};
}

struct Count {
  rules::Condition const* condition;
  std::int64_t meeting = 0;
};

void print_counts(Program const& program, std::vector<Count> const& counts, std::int64_t staff) {
  auto const number = [&](std::int64_t n) {
    return program.services().texts.number(std::to_string(n), program.language());
  };
  for (auto const& count : counts) {
    auto const& title = count.condition->title;
    program.print(program.say("cli.select_one",
                              {{"title", program.language() == Language::fa ? title.fa : title.en},
                               {"code", count.condition->code.text},
                               {"meeting", number(count.meeting)},
                               {"staff", number(staff)}}));
  }
}

}  // namespace

int diff(Program& program, std::string const& before, std::string const& after) {
  int code = kDone;
  auto const earlier = read(program, before, code);
  if (!earlier) return code;
  auto const later = read(program, after, code);
  if (!later) return code;

  auto const old_rules = rules::parse_rule_set(earlier->document);
  auto const new_rules = rules::parse_rule_set(later->document);
  if (!old_rules) return program.refuse(old_rules.error());
  if (!new_rules) return program.refuse(new_rules.error());
  auto const changes = rules::differences(earlier->document, later->document);
  for (auto const& change : changes) {
    auto const meaning = rules::meaning_of(change.path, *old_rules, *new_rules);
    if (program.options().json) {
      program.print(to_json(change, meaning));
      continue;
    }
    program.print(line_of(change));
    program.print("    " + effect_of(program, meaning));
  }
  program.tell(program.say(changes.empty() ? "cli.rules_same" : "cli.rules_bind_new_cases"));
  return kDone;
}

int select(Program& program, std::string const& path) {
  int code = kDone;
  auto const source = read(program, path, code);
  if (!source) return code;
  auto const rules = rules::parse_rule_set(source->document);
  if (!rules) return program.refuse(rules.error());
  auto const deployment = program.open();
  auto const& directory = deployment->directory();
  auto const staff = directory.count_meeting({});
  auto const meeting = directory.count_meeting(rules->conditions);
  std::vector<Count> counts;
  for (auto const& condition : rules->conditions)
    counts.push_back({&condition, directory.count_meeting(std::span{&condition, 1})});
  bool const few = meeting < rules->limits.selectivity_min;

  if (program.options().json) {
    json::array conditions;
    for (auto const& count : counts)
      conditions.push_back(
          json::object{{"code", count.condition->code.text}, {"meeting", count.meeting}});
    program.print(json::object{{"staff", staff},
                               {"meeting", meeting},
                               {"conditions", std::move(conditions)},
                               {"least", rules->limits.selectivity_min},
                               {"few", few}});
    return kDone;
  }
  print_counts(program, counts, staff);
  auto const number = [&](std::int64_t n) {
    return program.services().texts.number(std::to_string(n), program.language());
  };
  program.print(
      program.say("cli.select_all", {{"meeting", number(meeting)}, {"staff", number(staff)}}));
  if (few)
    program.tell(program.say("cli.select_few", {{"least", number(rules->limits.selectivity_min)}}));
  return kDone;
}

}  // namespace gozin::cli::rules_of
