#include "engine/rules/parse.hpp"

#include "engine/rules/sections.hpp"

#include <algorithm>
#include <utility>

namespace gozin::rules {
namespace {

using namespace reader;

#define GOZIN_RULES_DECIDING_OFFICES(X) X(mayor) X(governor) X(minister)
GOZIN_NAMED_ENUM(DecidingOffice, GOZIN_RULES_DECIDING_OFFICES)

void read_identity(Node const& root, RuleSet& rules) {
  rules.id = code(member(root, "id"));
  rules.version = whole(member(root, "version"), {1, kVersionMax});
  rules.title = bilingual(member(root, "title"));
  rules.city = code(member(root, "city"));
  rules.calendar = code(member(root, "calendar"));
  rules.approved_by = code(member(root, "approved_by"));
  if (auto const from = optional_member(root, "in_force_from")) rules.in_force_from = day(from);
  for (auto const& item : items(optional_member(root, "sources")))
    rules.sources.push_back(text(item));
}

/// Category rating needs categories; where there are some, it is what is meant.
void require_fitting_method(Node const& root, RuleSet& rules) {
  bool const by_category = rules.choice.permitted == PermittedSet::category;
  auto const method = optional_member(optional_member(root, "scoring"), "method");
  if (!method && by_category) rules.scoring.method = Method::category_rating;
  if (method && by_category != (rules.scoring.method == Method::category_rating))
    report(method, Reason::method_must_fit_the_choice,
           std::string{name_of(rules.choice.permitted)});
}

void read_sections(Node const& root, RuleSet& rules) {
  rules.routes = sections::routes(member(root, "routes"));
  rules.choice = sections::choice(member(root, "choice"));
  rules.deciding_role =
      Code{std::string{name_of(one_of<DecidingOffice>(member(root, "deciding_role")))}};
  rules.ballots = sections::bodies(member(root, "bodies"));
  rules.gates = sections::gates(member(root, "gates"));
  rules.nomination = sections::nomination(member(root, "nomination"));
  rules.conditions = sections::conditions(member(root, "conditions"));
  rules.inquiries = sections::inquiries(member(root, "inquiries"));
  sections::criteria(member(root, "criteria"), rules);
  rules.rounds = sections::rounds(optional_member(root, "rounds"), rules.criteria);
  rules.panel = sections::panel(member(root, "panel"));
  rules.scoring = sections::scoring(member(root, "scoring"), rules.criteria);
  require_fitting_method(root, rules);
  rules.objections = sections::objections(member(root, "objections"));
  rules.clocks = sections::clocks(member(root, "clocks"));
  rules.notices = sections::notices(member(root, "notices"));
  rules.publications = sections::publications(member(root, "publication"));
  rules.exclusive_duties = sections::exclusive_duties(member(root, "exclusive_duties"));
  rules.kinship = several_of<Kinship>(member(root, "kinship"));
  rules.decree = sections::decree(member(root, "decree"));
  rules.limits = sections::limits(member(root, "limits"));
}

/// The items of a list that was read before: what is no list has been noted then.
std::vector<Node> items_again(Node const& at) {
  return at && at.value->is_array() ? items(at) : std::vector<Node>{};
}

void require_known_bodies(Node const& root, RuleSet const& rules) {
  auto const require = [&](Node const& at, Code const& body) {
    if (at && !rules.ballots.contains(body)) report(at, Reason::body_must_be_known, body.text);
  };
  require(optional_member(root, "approved_by"), rules.approved_by);
  auto const gates = items_again(optional_member(root, "gates"));
  for (std::size_t i = 0; i < gates.size(); ++i)
    require(optional_member(gates[i], "body"), rules.gates[i].body);
}

/// The panel is appointed before any name is known and begins; a body may score a later round, with
/// as many seats as a nominee needs sheets.
void require_scorers(Node const& root, RuleSet const& rules) {
  auto const rounds = items_again(optional_member(root, "rounds"));
  for (std::size_t i = 0; i < rounds.size(); ++i) {
    if (!rules.rounds[i].scored_by) continue;
    auto const at = optional_member(rounds[i], "scored_by");
    auto const body = rules.ballots.find(*rules.rounds[i].scored_by);
    if (i == 0) report(at, Reason::first_round_must_be_the_panels, rules.rounds[i].code.text);
    if (body == rules.ballots.end())
      report(at, Reason::body_must_be_known, rules.rounds[i].scored_by->text);
    else if (body->second.seats < rules.panel.min_sheets_per_nominee)
      report(at, Reason::panel_must_reach_its_minimum,
             std::to_string(rules.panel.min_sheets_per_nominee));
  }
}

/// Names on papers have a use only where a body elects.
void require_elections(Node const& root, RuleSet const& rules) {
  auto const bodies = optional_member(root, "bodies");
  for (auto const& [code, body] : rules.ballots) {
    if (body.rule.values == ballot::Values::yes_no_abstain) continue;
    bool const elects = std::any_of(rules.gates.begin(), rules.gates.end(), [&](Gate const& gate) {
      return gate.body == code && gate.kind == GateKind::election;
    });
    if (!elects)
      report(optional_member(optional_member(bodies, code.text), "values"),
             Reason::values_must_serve_an_election, "yes_no_abstain");
  }
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
  require_scorers(root, rules);
  require_elections(root, rules);
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
