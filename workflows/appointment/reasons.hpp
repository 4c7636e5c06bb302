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

#define GOZIN_REASONS_OF_REVIEWING(X)         \
  X(case_must_be_under_review)                \
  X(officer_must_serve_the_body)              \
  X(session_must_be_of_the_body)              \
  X(session_must_take_agenda_items)           \
  X(case_must_be_on_agenda_once)              \
  X(session_must_be_open)                     \
  X(case_must_be_on_agenda)                   \
  X(voter_must_sit_on_body)                   \
  X(member_must_act_in_person)                \
  X(clerk_must_name_the_member)               \
  X(declaration_must_cover_every_candidate)   \
  X(challenger_must_be_another_member)        \
  X(ruling_must_count_members_in_the_room)    \
  X(candidate_must_be_permitted)              \
  X(candidate_must_not_have_been_rejected)    \
  X(candidate_must_have_passed_earlier_gates) \
  X(candidate_must_be_next_in_rank_order)     \
  X(returning_body_must_bind)                 \
  X(authority_must_be_the_one_sent_to)        \
  X(objection_must_come_within_period)        \
  X(resolution_must_wait_for_its_period)      \
  X(fallback_must_be_needed)

#define GOZIN_REASONS_OF_BALLOTING(X)       \
  X(shortlist_question_must_be_for_advice)  \
  X(candidate_must_be_proposed)             \
  X(members_present_must_declare_interests) \
  X(quorum_must_be_present)                 \
  X(quorum_must_be_reachable)               \
  X(ballot_must_be_held_by_fallback_body)   \
  X(tie_must_be_settled_first)              \
  X(ballot_must_be_open)                    \
  X(ballot_must_be_electronic)              \
  X(ballot_must_be_on_paper)                \
  X(secret_ballot_must_be_cast_in_person)   \
  X(voter_must_be_present_at_opening)       \
  X(voter_must_not_be_recused)              \
  X(voter_must_not_have_voted)              \
  X(papers_must_equal_roll)                 \
  X(tellers_must_be_two_neutral_persons)    \
  X(ballot_must_be_tied)                    \
  X(casting_vote_must_come_from_chair)      \
  X(casting_vote_must_be_yes_or_no)         \
  X(lot_must_have_announced_value)

#define GOZIN_REASONS_OF_DECREEING(X)            \
  X(decider_must_hold_deciding_role)             \
  X(decider_must_declare_interests)              \
  X(decider_must_have_no_disqualifying_interest) \
  X(selection_must_stay_in_permitted_set)        \
  X(selection_must_follow_rank_order)            \
  X(selected_must_have_passed_binding_gates)     \
  X(selection_must_not_change_under_a_decree)    \
  X(override_must_leave_permitted_set)           \
  X(override_must_meet_conditions)               \
  X(person_must_be_selected)                     \
  X(case_must_have_one_decree)                   \
  X(budget_must_be_confirmed)                    \
  X(inquiry_must_be_answered)                    \
  X(decree_series_must_be_open)                  \
  X(decree_number_must_be_free)                  \
  X(person_must_have_a_name)                     \
  X(decree_date_must_follow_the_decision) \
  X(term_must_not_begin_before_decree)           \
  X(decree_must_be_drafted)                      \
  X(decree_must_be_unsigned)                     \
  X(signature_must_cover_current_decree)         \
  X(review_must_return_to_an_asked_gate)         \
  X(post_must_be_claimed_by_case)

#define GOZIN_REASONS_OF_RUNNING(X) X(objection_must_be_known)

#define GOZIN_APPOINTMENT_REASONS(X) \
  GOZIN_REASONS_ANYWHERE(X)          \
  GOZIN_REASONS_OF_DRAFTING(X)       \
  GOZIN_REASONS_OF_NOMINATING(X)     \
  GOZIN_REASONS_OF_ASSESSING(X)      \
  GOZIN_REASONS_OF_REVIEWING(X)      \
  GOZIN_REASONS_OF_BALLOTING(X)      \
  GOZIN_REASONS_OF_DECREEING(X)      \
  GOZIN_REASONS_OF_RUNNING(X)
GOZIN_REASONS(Reason, GOZIN_APPOINTMENT_REASONS)

}  // namespace gozin::appointment
