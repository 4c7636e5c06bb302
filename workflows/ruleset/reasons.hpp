#pragma once

#include "engine/core/reason.hpp"

namespace gozin::ruleset {

// Why a command of a rule set is turned down: one name, one rule. What is wrong inside of the
// document is said by `rules::Reason`.
#define GOZIN_RULESET_REASONS(X)              \
  X(ruleset_must_bear_its_name)               \
  X(rulesets_must_share_their_approving_body) \
  X(approving_body_must_be_formed)            \
  X(ruleset_must_be_approved_by_another)      \
  X(resolution_must_be_voted_on)              \
  X(ruleset_calendar_must_be_adopted)         \
  X(ruleset_must_not_be_in_force_in_the_past) \
  X(ruleset_must_wait_for_its_date)           \
  X(superseded_ruleset_must_be_in_force)      \
  X(superseded_ruleset_must_be_earlier)       \
  X(earlier_ruleset_must_be_superseded)       \
  X(later_ruleset_must_not_stand)
GOZIN_REASONS(Reason, GOZIN_RULESET_REASONS)

}  // namespace gozin::ruleset
