#pragma once

#include "engine/ballot/ballot.hpp"
#include "engine/core/result.hpp"
#include "engine/rules/problem.hpp"
#include "engine/rules/rule_set.hpp"

#include <string>
#include <vector>

#include <boost/json/fwd.hpp>

namespace gozin::rules {

/// Everything that is wrong with a rule set, in the order of reading; empty when it can be used.
/// Strict: unknown and missing members, wrong types, decimals that are not quoted (they are not
/// exact), weights that do not sum to exactly 1, names that lead nowhere. A member that stands
/// twice in the text is a matter of whoever reads the text.
[[nodiscard]] Problems check(boost::json::value const& document);

/// The rule set, or its first problem as a refusal: the detail is the JSON pointer, a blank, and
/// what was expected there.
[[nodiscard]] Result<RuleSet> parse_rule_set(boost::json::value const& document);

/// A ballot rule alone, as the calculator `vote` takes it: `quorum`, `majority` and, if given,
/// `also`, `blank_counts_as` (abstain), `void_counts_as` (not_cast), `secrecy` (open), `tie`
/// (reject), `values`.
[[nodiscard]] Result<ballot::Rule> parse_ballot_rule(boost::json::value const& document);

#define GOZIN_RULES_CONCERNS(X)               \
  X(binding_gate_should_cite_law)             \
  X(secret_ballot_reveals_lopsided_results)   \
  X(majority_is_below_half)                   \
  X(nominator_may_be_assessor)                \
  X(department_officer_may_take_part)         \
  X(objections_may_be_heard_by_a_participant) \
  X(outsiders_exceed_the_law)                 \
  X(panel_has_no_reserves)                    \
  X(channel_names_have_no_limit)              \
  X(notice_without_proof_should_wait)         \
  X(exempt_reason_should_have_its_class)      \
  X(acting_head_should_be_followed_by_a_call) \
  X(scorers_may_not_vote)                     \
  X(comparisons_are_inconsistent)             \
  X(weights_differ_from_comparisons)
GOZIN_NAMED_ENUM(Concern, GOZIN_RULES_CONCERNS)

/// Something that may be meant but should be looked at; `subject` is the code it is about, or
/// empty.
struct Warning {
  Concern concern = Concern::binding_gate_should_cite_law;
  Code subject;
  friend bool operator==(Warning const&, Warning const&) = default;
};

/// What `rules check` warns of. A rule set with warnings can be used.
[[nodiscard]] std::vector<Warning> warnings(RuleSet const& rules);

}  // namespace gozin::rules
