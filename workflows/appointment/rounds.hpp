#pragma once

#include "engine/rules/rule_set.hpp"

#include <vector>

namespace gozin::appointment {

// Rounds of assessment as the rule set has them; every criterion stands in exactly one.

[[nodiscard]] rules::Round const& first_round(rules::RuleSet const& rules);
/// Null when there is no such round.
[[nodiscard]] rules::Round const* find_round(rules::RuleSet const& rules, Code const& code);
/// Null after the last round.
[[nodiscard]] rules::Round const* round_after(rules::RuleSet const& rules, Code const& code);
/// The round in which something fell below: named by itself, or by a criterion of it.
[[nodiscard]] rules::Round const* round_of(rules::RuleSet const& rules, Code const& code);
/// Whether the round `code` comes before the round `other`; false for unknown rounds.
[[nodiscard]] bool comes_before(rules::RuleSet const& rules, Code const& code, Code const& other);

/// The criteria of a round, in the order of the rule set; none for an unknown round.
[[nodiscard]] std::vector<rules::Criterion> criteria_of(rules::RuleSet const& rules,
                                                        Code const& round);
/// The criteria of a round and of all before it.
[[nodiscard]] std::vector<rules::Criterion> criteria_until(rules::RuleSet const& rules,
                                                           Code const& round);

/// Whether names are hidden in the round: nothing in it is judged face to face.
[[nodiscard]] bool is_blind(rules::RuleSet const& rules, Code const& round);

}  // namespace gozin::appointment
