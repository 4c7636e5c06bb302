#pragma once

#include "engine/rules/reader.hpp"
#include "engine/rules/rule_set.hpp"

/// The readers of the parts of a rule set; internal to this folder.
namespace gozin::rules::sections {

// Who may be chosen, and how people are compared (parse_selection.cpp, parse_criteria.cpp).
Routes routes(reader::Node const& at);
Choice choice(reader::Node const& at);
Nomination nomination(reader::Node const& at);
std::vector<Condition> conditions(reader::Node const& at);
std::vector<Inquiry> inquiries(reader::Node const& at);
void criteria(reader::Node const& at, RuleSet& rules);
std::vector<Round> rounds(reader::Node const& at, std::vector<Criterion> const& criteria);
Panel panel(reader::Node const& at);
Scoring scoring(reader::Node const& at, std::vector<Criterion> const& criteria);

// Who decides, by when, and what people are told (parse_bodies.cpp, parse_procedure.cpp).
enum class Defaults { permitted, refused };
ballot::Rule ballot_rule(reader::Node const& at, Defaults defaults);
std::map<Code, BallotRule> bodies(reader::Node const& at);
std::vector<Gate> gates(reader::Node const& at);
Objections objections(reader::Node const& at);
std::map<Stage, Clock> clocks(reader::Node const& at);
Notices notices(reader::Node const& at);
std::vector<Publication> publications(reader::Node const& at);
std::vector<duty::Pair> exclusive_duties(reader::Node const& at);
DecreeSeries decree(reader::Node const& at);
Limits limits(reader::Node const& at);

}  // namespace gozin::rules::sections
