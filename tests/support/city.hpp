#pragma once

#include "engine/rules/calendar.hpp"
#include "engine/rules/rule_set.hpp"
#include "tests/support/judge.hpp"
#include "workflows/registry/events.hpp"

#include <utility>

// A city in a test: what the register, the rule sets and the sessions hold, made of their events.
namespace gozin::judge {

/// Knows the kinds of streams of register, rule sets and sessions; the log is open, with the
/// calendar `plain`: no weekend but Friday, no holidays, Tehran's time.
[[nodiscard]] Judge empty_city();

/// `person/<id>` for someone of the staff in a unit.
PersonId register_person(Judge& city, std::string_view id, std::string_view unit = "headquarters");

/// A role from the beginning on, without an end.
void grant(Judge& city, PersonId const& person, std::string_view role,
           std::optional<Code> scope = std::nullopt);

/// `post/<code>`, vacant.
StreamId register_post(Judge& city, std::string_view code, std::string_view unit = "headquarters");

/// A case claims a vacant post and fills it for four years from 2026-11-18 on.
void fill_post(Judge& city, StreamId const& post, StreamId const& by, PersonId const& person);

/// Forms `body/<code>`, registers who sits on it and seats them.
StreamId form_body(Judge& city, std::string_view code, std::int64_t seats,
                   std::initializer_list<std::pair<std::string_view, registry::Office>> members);

/// A rule set of version 1 that knows one body, `council` with seven seats: quorum two thirds of
/// all seats, no notice. Not complete: only what sessions and rule sets ask.
[[nodiscard]] rules::RuleSet council_rules();

/// Puts a rule set as `ruleset/<id>-<version>`, in one state of its chart.
StreamId put_rules(Judge& city, rules::RuleSet rules, std::string_view state = "InForce");

/// Lays down the rows of these rule sets as they stand now, and of no others.
void list_rules(Judge& city, std::initializer_list<StreamId> rulesets);

}  // namespace gozin::judge
