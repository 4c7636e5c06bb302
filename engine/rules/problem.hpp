#pragma once

#include "engine/core/named_enum.hpp"
#include "engine/core/reason.hpp"

#include <string>
#include <vector>

namespace gozin::rules {

/// Why a rule set, a calendar or a vacancy's weights are turned down.
#define GOZIN_RULES_REASONS(X)              \
  /* form */                                \
  X(member_must_be_known)                   \
  X(member_must_be_given)                   \
  X(members_must_not_be_combined)           \
  X(member_must_have_its_type)              \
  X(text_must_be_given)                     \
  X(text_must_not_be_too_long)              \
  X(code_must_be_well_formed)               \
  X(code_must_be_unique)                    \
  X(value_must_be_listed)                   \
  X(number_must_be_exact)                   \
  X(number_must_lie_in_range)               \
  X(date_must_exist)                        \
  X(list_must_not_be_empty)                 \
  /* routes, choice */                      \
  X(direct_route_must_have_reasons)         \
  X(post_class_must_take_a_permitted_route) \
  X(categories_must_fall)                   \
  /* bodies, gates */                       \
  X(body_must_be_known)                     \
  X(quorum_must_lie_between_zero_and_one)   \
  X(majority_must_be_reachable)             \
  X(fallback_must_name_another_body)        \
  X(rounds_must_eliminate)                  \
  X(values_must_serve_an_election)          \
  /* conditions, criteria, panel */         \
  X(condition_must_fit_its_field)           \
  X(weights_must_sum_to_one)                \
  X(weight_must_lie_in_bounds)              \
  X(anchors_must_cover_levels)              \
  X(floor_must_lie_on_the_scale)            \
  X(criterion_must_be_known)                \
  X(criterion_must_stand_in_one_round)      \
  X(first_round_must_be_the_panels)         \
  X(panel_must_reach_its_minimum)           \
  X(method_must_fit_the_choice)             \
  X(comparisons_must_be_reciprocal)         \
  /* time, duties */                        \
  X(deadline_act_must_fit_its_stage)        \
  X(escalation_must_name_a_role)            \
  X(duties_must_differ)                     \
  X(weekend_must_leave_a_working_day)
GOZIN_REASONS(Reason, GOZIN_RULES_REASONS)

/// One thing that is wrong with a document: where (JSON pointer, RFC 6901) and what was expected
/// there, in machine words.
struct Problem {
  Reason reason = Reason::member_must_be_known;
  std::string pointer;
  std::string expected;
  friend bool operator==(Problem const&, Problem const&) = default;
};

using Problems = std::vector<Problem>;

}  // namespace gozin::rules
