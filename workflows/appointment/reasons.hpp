#pragma once

#include "engine/core/reason.hpp"

namespace gozin::appointment {

// Why a command of a case is turned down: one name, one rule. Listed by the stage that asks first.

#define GOZIN_REASONS_ANYWHERE(X)   \
  X(case_must_exist)                \
  X(nominee_must_be_known)          \
  X(nominee_must_be_in_the_running) \
  X(person_must_be_registered)

#define GOZIN_REASONS_OF_DRAFTING(X) \
  X(post_must_be_registered)         \
  X(post_must_be_vacant)             \
  X(post_must_have_no_other_case)    \
  X(ruleset_must_be_in_force)        \
  X(case_must_be_unfilled)           \
  X(vacancy_must_be_described)       \
  X(budget_line_must_be_registered)  \
  X(budget_must_cover_cost)          \
  X(cost_must_be_positive)

#define GOZIN_REASONS_OF_NOMINATING(X) X(nominee_must_consent_for_themselves)

#define GOZIN_REASONS_OF_ASSESSING(X) X(assessor_must_sit_on_panel)

#define GOZIN_REASONS_OF_REVIEWING(X) X(voter_must_sit_on_body)

#define GOZIN_REASONS_OF_DECREEING(X) X(decider_must_declare_interests)

#define GOZIN_REASONS_OF_RUNNING(X) X(objection_must_be_known)

#define GOZIN_APPOINTMENT_REASONS(X) \
  GOZIN_REASONS_ANYWHERE(X)          \
  GOZIN_REASONS_OF_DRAFTING(X)       \
  GOZIN_REASONS_OF_NOMINATING(X)     \
  GOZIN_REASONS_OF_ASSESSING(X)      \
  GOZIN_REASONS_OF_REVIEWING(X)      \
  GOZIN_REASONS_OF_DECREEING(X)      \
  GOZIN_REASONS_OF_RUNNING(X)
GOZIN_REASONS(Reason, GOZIN_APPOINTMENT_REASONS)

}  // namespace gozin::appointment
