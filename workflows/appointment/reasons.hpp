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

#define GOZIN_REASONS_OF_ASSESSING(X)   \
  X(declaration_must_name_a_nominee)    \
  X(kinship_must_be_named)              \
  X(detail_must_be_about_one_interest)  \
  X(assessor_must_sit_on_panel)         \
  X(assessor_must_not_be_recused)       \
  X(assessor_must_be_recused_or_late)   \
  X(assessor_must_have_declared)        \
  X(conflict_must_lead_to_recusal)      \
  X(nominee_must_have_enough_assessors) \
  X(nominee_must_remain)                \
  X(seat_must_be_vacant)                \
  X(reserve_must_be_available)          \
  X(round_must_remain)                  \
  X(alias_must_be_the_assessors_own)    \
  X(alias_must_be_open_for_scoring)     \
  X(sheet_must_be_sealed_once)          \
  X(sheet_must_score_every_criterion)   \
  X(criterion_must_belong_to_the_round) \
  X(level_must_lie_on_the_scale)        \
  X(sheets_must_all_be_in)              \
  X(nominees_must_have_enough_sheets)   \
  X(score_must_be_the_assessors_own)    \
  X(score_must_be_revised_once)         \
  X(revision_must_change_the_score)     \
  X(scores_must_differ_enough)          \
  X(actor_must_chair_the_panel)         \
  X(tie_must_be_settled_by_lot)         \
  X(rounds_must_be_complete)            \
  X(analysis_must_be_noted)             \
  X(objections_must_be_decided)         \
  X(objection_periods_must_have_passed) \
  X(inquiries_must_be_answered)         \
  X(ranking_must_be_published_once)

#define GOZIN_REASONS_OF_OBJECTING(X)          \
  X(objection_must_be_known)                   \
  X(objection_must_be_within_its_window)       \
  X(objector_must_be_concerned)                \
  X(objection_must_be_raised_once)             \
  X(objection_must_be_open)                    \
  X(objection_must_be_heard_by_the_named_role) \
  X(objection_must_be_heard_by_an_outsider)    \
  X(objection_must_name_a_nominee)             \
  X(excluded_nominee_must_be_screened_first)   \
  X(readmitted_nominee_must_be_screened)       \
  X(ranking_must_be_published)

#define GOZIN_REASONS_OF_REVIEWING(X) X(voter_must_sit_on_body)

#define GOZIN_REASONS_OF_DECREEING(X) X(decider_must_declare_interests)

#define GOZIN_APPOINTMENT_REASONS(X) \
  GOZIN_REASONS_ANYWHERE(X)          \
  GOZIN_REASONS_OF_DRAFTING(X)       \
  GOZIN_REASONS_OF_NOMINATING(X)     \
  GOZIN_REASONS_OF_ASSESSING(X)      \
  GOZIN_REASONS_OF_OBJECTING(X)      \
  GOZIN_REASONS_OF_REVIEWING(X)      \
  GOZIN_REASONS_OF_DECREEING(X)
GOZIN_REASONS(Reason, GOZIN_APPOINTMENT_REASONS)

}  // namespace gozin::appointment
