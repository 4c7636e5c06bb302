#include "engine/rules/parse.hpp"

#include "engine/rules/sections.hpp"

#include <utility>

namespace gozin::rules {
namespace {

using namespace reader;

void read_identity(Node const& root, RuleSet& rules) {
  rules.id = code(member(root, "id"));
  rules.version = whole(member(root, "version"), {1, 1'000'000});
  rules.title = bilingual(member(root, "title"));
  rules.city = code(member(root, "city"));
  rules.calendar = code(member(root, "calendar"));
  rules.approved_by = code(member(root, "approved_by"));
  if (auto const from = optional_member(root, "in_force_from")) rules.in_force_from = day(from);
  for (auto const& item : items(optional_member(root, "sources")))
    rules.sources.push_back(text(item));
}

void read_sections(Node const& root, RuleSet& rules) {
  rules.routes = sections::routes(member(root, "routes"));
  rules.choice = sections::choice(member(root, "choice"));
  rules.deciding_role = code(member(root, "deciding_role"));
  rules.ballots = sections::bodies(member(root, "bodies"));
  rules.gates = sections::gates(member(root, "gates"));
  rules.nomination = sections::nomination(member(root, "nomination"));
  rules.conditions = sections::conditions(member(root, "conditions"));
  rules.inquiries = sections::inquiries(member(root, "inquiries"));
  sections::criteria(member(root, "criteria"), rules);
  rules.rounds = sections::rounds(optional_member(root, "rounds"), rules.criteria);
  rules.panel = sections::panel(member(root, "panel"));
  rules.scoring = sections::scoring(member(root, "scoring"), rules.criteria);
  rules.objections = sections::objections(member(root, "objections"));
  rules.clocks = sections::clocks(member(root, "clocks"));
  rules.notices = sections::notices(member(root, "notices"));
  rules.publications = sections::publications(member(root, "publication"));
  rules.exclusive_duties = sections::exclusive_duties(member(root, "exclusive_duties"));
  rules.kinship = several_of<Kinship>(member(root, "kinship"));
  rules.decree = sections::decree(member(root, "decree"));
  rules.limits = sections::limits(member(root, "limits"));
}

void require_known_bodies(Node const& root, RuleSet const& rules) {
  auto const require = [&](Node const& at, Code const& body) {
    if (at && !rules.ballots.contains(body)) report(at, Reason::body_must_be_known, body.text);
  };
  require(optional_member(root, "approved_by"), rules.approved_by);
  if (rules.gates.empty()) return;
  auto const gates = items(optional_member(root, "gates"));
  for (std::size_t i = 0; i < gates.size(); ++i)
    require(optional_member(gates[i], "body"), rules.gates[i].body);
}

RuleSet read_rules(boost::json::value const& document, Problems& problems) {
  Node const root{&document, "", &problems};
  RuleSet rules;
  if (!open(root, {"id",
                   "version",
                   "title",
                   "city",
                   "calendar",
                   "approved_by",
                   "in_force_from",
                   "sources",
                   "routes",
                   "choice",
                   "deciding_role",
                   "bodies",
                   "gates",
                   "nomination",
                   "conditions",
                   "inquiries",
                   "criteria",
                   "rounds",
                   "panel",
                   "scoring",
                   "objections",
                   "clocks",
                   "notices",
                   "publication",
                   "exclusive_duties",
                   "kinship",
                   "decree",
                   "limits"}))
    return rules;
  read_identity(root, rules);
  read_sections(root, rules);
  require_known_bodies(root, rules);
  return rules;
}

Rejection rejection_of(Problem const& problem) {
  return {problem.reason, problem.pointer + " " + problem.expected};
}

}  // namespace

Problems check(boost::json::value const& document) {
  Problems problems;
  read_rules(document, problems);
  return problems;
}

Result<RuleSet> parse_rule_set(boost::json::value const& document) {
  Problems problems;
  auto rules = read_rules(document, problems);
  if (!problems.empty()) return rejection_of(problems.front());
  return rules;
}

Result<ballot::Rule> parse_ballot_rule(boost::json::value const& document) {
  Problems problems;
  auto const rule =
      sections::ballot_rule({&document, "", &problems}, sections::Defaults::permitted);
  if (!problems.empty()) return rejection_of(problems.front());
  return rule;
}

}  // namespace gozin::rules
