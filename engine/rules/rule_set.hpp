#pragma once

#include "engine/core/time.hpp"
#include "engine/duty/duty.hpp"
#include "engine/rules/procedure.hpp"
#include "engine/rules/selection.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gozin::rules {

/// The highest number of a version. Low, so that all versions can be asked after.
inline constexpr int kVersionMax = 1'000;

/// The rules by which cases are judged: data, approved by the council, pinned by hash. Every value
/// has passed `check`; the original document is kept elsewhere and there is no writer.
struct RuleSet {
  Code id;
  int version = 1;
  Text title;
  Code city;
  Code calendar;
  Code approved_by;  ///< the body that approves the rules; a key of `ballots`
  std::optional<Day> in_force_from;
  std::vector<std::string> sources;

  Routes routes;
  Choice choice;
  Code deciding_role;  ///< `mayor` for managers; `governor` or `minister` for a mayor
  std::map<Code, BallotRule> ballots;  ///< by body
  std::vector<Gate> gates;             ///< in the order in which they are passed
  Nomination nomination;
  std::vector<Condition> conditions;
  std::vector<Inquiry> inquiries;
  std::vector<FamilyWeight> families;  ///< all three, in the order of `Family`
  std::vector<Criterion> criteria;
  std::vector<Round> rounds;
  Panel panel;
  Scoring scoring;
  Objections objections;
  std::map<Stage, Clock> clocks;
  Notices notices;
  std::vector<Publication> publications;
  std::vector<duty::Pair> exclusive_duties;
  std::vector<Kinship> kinship;
  DecreeSeries decree;
  Limits limits;
  friend bool operator==(RuleSet const&, RuleSet const&) = default;
};

/// What is found by its code, or nothing. The answer borrows from the rule set.
[[nodiscard]] Criterion const* find_criterion(RuleSet const& rules, Code const& code);
[[nodiscard]] Condition const* find_condition(RuleSet const& rules, Code const& code);
[[nodiscard]] Gate const* find_gate(RuleSet const& rules, Code const& code);
[[nodiscard]] BallotRule const* find_ballot_rule(RuleSet const& rules, Code const& body);
[[nodiscard]] Clock const* find_clock(RuleSet const& rules, Stage stage);

/// Whether the rules know this class of posts; nobody is appointed by them to a post of another.
[[nodiscard]] bool lists(RuleSet const& rules, Code const& post_class);

/// The route of a class of post; a class that the rules do not list takes the full one.
[[nodiscard]] Route route_of(RuleSet const& rules, Code const& post_class);

/// Whether a class of post may be filled on this route: on its own, or with the wider call of the
/// full one. The direct route is open to every class and asks for a ground instead.
[[nodiscard]] bool suits(RuleSet const& rules, Code const& post_class, Route route);

/// Whether posts of this class are exempt from the call; a class that the rules do not list is not.
[[nodiscard]] bool is_exempt(RuleSet const& rules, Code const& post_class);

/// Whether a route may be taken; `direct` also needs one of the listed reasons.
[[nodiscard]] bool permits(Routes const& routes, Route route, std::optional<DirectReason> reason);

/// The shortest window for nominations on this route.
[[nodiscard]] Period min_open(Nomination const& nomination, Route route);

}  // namespace gozin::rules
