#pragma once

#include "engine/rules/rule_set.hpp"
#include "engine/scoring/ranking.hpp"

#include <map>
#include <vector>

namespace gozin::rules {

/// The criteria as a vacancy weighs them: the given weights instead of the rule set's, the others
/// unchanged. Refuses an unknown criterion, a weight outside its bounds (without bounds: any other
/// weight), and weights that do not sum to exactly 1; the detail is the code or the sum.
[[nodiscard]] Result<std::vector<Criterion>> weigh(RuleSet const& rules,
                                                   std::map<Code, ExactText> const& weights);

/// The criteria as `scoring` takes them. What assessors judge needs the panel's least number of
/// sheets for each nominee, a certificate one value.
[[nodiscard]] std::vector<scoring::Criterion> scoring_criteria(
    std::vector<Criterion> const& criteria, Panel const& panel);

/// Whom the decider may choose, best first. Nominees tied with the last of the first `n` belong to
/// the set: a tie is never broken by leaving somebody out. By category: the highest category, or
/// the two highest together when the highest holds fewer than `n`; who is in no category is out.
[[nodiscard]] std::vector<NomineeId> permitted_set(Choice const& choice,
                                                   scoring::Ranking const& ranking);

}  // namespace gozin::rules
