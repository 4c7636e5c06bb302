#pragma once

#include "engine/core/reason.hpp"

namespace gozin::appointment {

// Why a command of a case is turned down: one name, one rule. Listed by the stage that asks first.

#define GOZIN_REASONS_ANYWHERE(X)   \
  X(case_must_exist)                \
  X(nominee_must_be_known)          \
  X(nominee_must_be_in_the_running) \
  X(person_must_be_registered)

#define GOZIN_REASONS_OF_DRAFTING(X)   \
  X(post_must_be_registered)           \
  X(post_must_be_vacant)               \
  X(post_must_have_no_other_case)      \
  X(class_of_post_must_be_live)        \
  X(class_of_post_must_be_listed)      \
  X(ruleset_must_be_in_force)          \
  X(votes_must_suit_the_gate)          \
  X(case_must_be_unfilled)             \
  X(vacancy_must_be_described)         \
  X(budget_line_must_be_registered)    \
  X(budget_must_cover_cost)            \
  X(cost_must_be_positive)             \
  X(route_must_be_permitted)           \
  X(route_must_be_that_of_its_class)   \
  X(paper_must_say_when_it_was_called) \
  X(paper_call_must_not_lie_ahead)     \
  X(paper_must_precede_going_live)     \
  X(paper_file_must_be_proposed)

#define GOZIN_REASONS_OF_AUTHORISED(X)  \
  X(panel_must_be_named_or_drawn)       \
  X(panel_must_have_its_size)           \
  X(panel_must_have_its_reserves)       \
  X(panel_must_name_a_person_once)      \
  X(panel_chair_must_be_member)         \
  X(panel_must_have_its_composition)    \
  X(panel_must_be_free_of_other_duties) \
  X(panel_member_must_not_be_nominator) \
  X(panel_must_be_appointed)            \
  X(route_must_have_a_call)             \
  X(route_must_be_direct)               \
  X(direct_ground_must_be_listed)       \
  X(post_must_be_exempt)                \
  X(transfer_must_keep_the_grade)       \
  X(person_must_meet_conditions)        \
  X(few_staff_meet_the_conditions)      \
  X(window_must_be_open_long_enough)

#define GOZIN_REASONS_OF_NOMINATING(X)            \
  X(nominee_must_consent_for_themselves)          \
  X(nomination_must_be_in_time)                   \
  X(channel_must_be_open)                         \
  X(channel_must_fit_role)                        \
  X(nominator_must_be_named)                      \
  X(nominator_must_not_sit_on_panel)              \
  X(nominee_must_not_sit_on_panel)                \
  X(nominee_must_be_named)                        \
  X(nominee_must_be_staff_on_internal_route)      \
  X(self_nomination_must_name_oneself)            \
  X(pool_member_must_be_invited)                  \
  X(pool_member_must_not_be_invited_twice)        \
  X(nominator_must_name_a_person_once)            \
  X(names_per_nominator_must_not_be_exceeded)     \
  X(names_of_channel_must_not_be_exceeded)        \
  X(nominees_must_not_exceed_cap)                 \
  X(nominee_must_await_match)                     \
  X(nominations_must_differ)                      \
  X(nominations_must_name_one_person)             \
  X(nomination_must_be_unanswered)                \
  X(nominee_must_act_for_themselves)              \
  X(consent_must_be_in_time)                      \
  X(evidence_must_concern_condition_or_criterion) \
  X(evidence_must_be_known)                       \
  X(evidence_must_await_verification)             \
  X(verifier_must_not_have_filed)                 \
  X(window_must_be_open)                          \
  X(window_must_only_grow)                        \
  X(window_must_have_ended)

#define GOZIN_REASONS_OF_SCREENING(X)   \
  X(nominee_must_have_consented)        \
  X(nominee_must_await_admission)       \
  X(nominee_must_await_exclusion)       \
  X(nominee_must_be_the_readmitted_one) \
  X(nominee_must_meet_every_condition)  \
  X(cited_condition_must_be_known)      \
  X(cited_condition_must_be_unmet)      \
  X(time_for_evidence_must_have_passed) \
  X(screener_must_not_have_described)   \
  X(every_name_must_be_matched)         \
  X(every_nominee_must_be_screened)     \
  X(consent_periods_must_have_ended)    \
  X(exclusion_objections_must_be_decided)

#define GOZIN_REASONS_OF_ASSESSING(X)   \
  X(declaration_must_name_a_nominee)    \
  X(kinship_must_be_named)              \
  X(detail_must_be_about_one_interest)  \
  X(assessor_must_sit_on_panel)         \
  X(assessor_must_not_be_recused)       \
  X(assessor_must_be_recused_or_late)   \
  X(assessor_must_have_declared)        \
  X(conflict_must_lead_to_recusal)      \
  X(hints_must_be_disposed_of)          \
  X(nominee_must_have_enough_assessors) \
  X(nominee_must_remain)                \
  X(seat_must_be_vacant)                \
  X(reserve_must_be_available)          \
  X(round_must_remain)                  \
  X(alias_must_be_the_assessors_own)    \
  X(alias_must_be_open_for_scoring)     \
  X(sheet_must_be_sealed_once)          \
  X(assessor_must_score_in_person)      \
  X(sheet_must_score_every_criterion)   \
  X(criterion_must_belong_to_the_round) \
  X(level_must_lie_on_the_scale)        \
  X(sheets_must_all_be_in)              \
  X(nominees_must_have_enough_sheets)   \
  X(score_must_be_the_assessors_own)    \
  X(score_must_be_revised_once)         \
  X(revision_must_change_the_score)     \
  X(scores_must_not_change_under_a_lot) \
  X(scores_must_differ_enough)          \
  X(actor_must_chair_the_panel)         \
  X(lot_must_have_announced_value)      \
  X(rounds_must_be_complete)            \
  X(analysis_must_be_noted)             \
  X(moderation_must_have_its_time)      \
  X(note_must_come_from_another)        \
  X(objection_periods_must_have_passed) \
  X(exclusion_must_be_served)           \
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
  X(objections_must_be_decided)                \
  X(ranking_must_be_published)

#define GOZIN_REASONS_OF_REVIEWING(X)         \
  X(case_must_be_under_review)                \
  X(officer_must_serve_the_body)              \
  X(session_must_be_of_the_body)              \
  X(session_must_take_agenda_items)           \
  X(session_must_give_the_notice_of_the_case) \
  X(session_must_have_the_quorum_of_the_case) \
  X(case_must_be_on_agenda_once)              \
  X(session_must_be_open)                     \
  X(case_must_be_on_agenda)                   \
  X(voter_must_sit_on_body)                   \
  X(member_must_act_in_person)                \
  X(clerk_must_name_the_member)               \
  X(declaration_must_cover_every_candidate)   \
  X(challenger_must_be_another_member)        \
  X(ruling_must_count_members_in_the_room)    \
  X(ruling_must_be_confirmed_in_the_session)  \
  X(candidate_must_be_permitted)              \
  X(candidate_must_not_have_been_rejected)    \
  X(candidate_must_have_passed_earlier_gates) \
  X(candidate_must_be_next_in_rank_order)     \
  X(returning_body_must_bind)                 \
  X(return_must_be_carried_by_the_body)       \
  X(authority_must_be_the_one_sent_to)        \
  X(objection_must_come_within_period)        \
  X(resolution_must_wait_for_its_period)      \
  X(fallback_must_be_needed)

#define GOZIN_REASONS_OF_BALLOTING(X)                \
  X(shortlist_question_must_be_for_advice)           \
  X(candidate_must_be_proposed)                      \
  X(members_present_must_declare_interests)          \
  X(quorum_must_be_present)                          \
  X(quorum_must_be_reachable)                        \
  X(ballot_must_be_held_by_fallback_body)            \
  X(ballot_must_have_voters)                         \
  X(tie_must_be_settled_first)                       \
  X(ballot_must_be_open)                             \
  X(ballot_must_be_electronic)                       \
  X(ballot_must_be_on_paper)                         \
  X(secret_ballot_must_be_cast_in_person)            \
  X(voter_must_be_present_at_opening)                \
  X(voter_must_be_in_the_room)                       \
  X(voter_must_not_be_recused)                       \
  X(voter_must_not_have_voted)                       \
  X(papers_must_equal_roll)                          \
  X(ballot_must_have_votes)                          \
  X(chair_must_close_unfinished_vote)                \
  X(unfinished_vote_must_have_its_quorum)            \
  X(count_must_be_confirmed_by_another_person)       \
  X(roll_must_be_open)                               \
  X(void_must_be_carried_by_the_body)                \
  X(void_must_come_from_the_chair_after_the_session) \
  X(carried_motion_must_be_carried_out)              \
  X(teller_must_be_neutral)                          \
  X(teller_must_be_named)                            \
  X(tellers_must_be_two)                             \
  X(tellers_must_agree)                              \
  X(ballot_must_be_tied)                             \
  X(casting_vote_must_come_from_chair)               \
  X(casting_vote_must_be_yes_or_no)

#define GOZIN_REASONS_OF_ELECTING(X)   \
  X(body_must_elect_by_name)           \
  X(body_must_vote_yes_or_no)          \
  X(ballot_must_be_an_election)        \
  X(ballot_must_be_yes_or_no)          \
  X(somebody_must_stand)               \
  X(elected_must_not_sit_on_the_body)  \
  X(vote_must_be_a_name_or_abstention) \
  X(vote_must_name_who_stands)         \
  X(count_must_cover_who_stands)

#define GOZIN_REASONS_OF_DECREEING(X)            \
  X(decider_must_hold_deciding_role)             \
  X(decider_must_declare_interests)              \
  X(decider_must_act_in_person)                  \
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
  X(inquiry_must_still_be_valid)                 \
  X(inquiry_must_not_speak_against)              \
  X(decree_series_must_be_open)                  \
  X(decree_number_must_be_free)                  \
  X(person_must_have_a_name)                     \
  X(decree_date_must_follow_the_decision)        \
  X(term_must_not_begin_before_decree)           \
  X(term_must_begin_within_a_year)               \
  X(decree_must_be_drafted)                      \
  X(decree_must_be_unsigned)                     \
  X(signature_must_cover_current_decree)         \
  X(review_must_return_to_an_asked_gate)         \
  X(outsiders_must_not_exceed_their_share)       \
  X(post_must_be_claimed_by_case)

#define GOZIN_REASONS_OF_ACTING(X) \
  X(ground_must_suit_the_case)     \
  X(acting_days_must_be_left)      \
  X(acting_term_must_have_begun)   \
  X(notice_must_be_the_councils)   \
  X(post_must_have_one_decree_in_preparation)

#define GOZIN_REASONS_OF_CONDUCT(X)                       \
  X(decree_must_not_be_registered)                        \
  X(case_must_not_be_decided)                             \
  X(department_must_cancel_before_publication)            \
  X(administrative_affairs_must_cancel_after_publication) \
  X(suspension_must_lie_ahead)                            \
  X(suspension_must_not_exceed_maximum)                   \
  X(suspension_must_have_run_out)                         \
  X(vacancy_must_be_published)                            \
  X(nominees_must_be_out_of_the_running)                  \
  X(decider_must_pass_over_the_others)                    \
  X(scores_must_not_be_sealed)                            \
  X(task_must_be_delegable_by_its_holder)                 \
  X(substitute_must_be_another_person)                    \
  X(delegation_must_lie_ahead)                            \
  X(delegation_must_not_exceed_maximum)                   \
  X(substitute_must_serve_the_city)                       \
  X(inquiry_must_be_listed)                               \
  X(inquiry_must_concern_its_scope)                       \
  X(inquiry_must_not_be_open)                             \
  X(inquiry_must_be_open)                                 \
  X(answer_must_be_replaced_by_another)                   \
  X(hint_must_be_open)                                    \
  X(hint_must_be_disposed_of_by_another)                  \
  X(hint_about_the_decider_must_go_to_the_inspectorate)   \
  X(consent_must_not_be_revived)                          \
  X(deadline_must_be_known)                               \
  X(deadline_must_be_open)                                \
  X(deadline_must_only_grow)                              \
  X(deadlines_must_differ)                                \
  X(deadline_must_be_escalated_to_office)                 \
  X(reminder_must_be_due)                                 \
  X(notice_must_be_given)                                 \
  X(notice_must_be_escalated_to_office)                   \
  X(migrated_rules_must_leave_what_is_done)               \
  X(deadline_must_have_passed)                            \
  X(account_deadline_must_stand)                          \
  X(account_must_be_requested)                            \
  X(notice_channel_must_count_as_service)                 \
  X(service_must_be_proven)                               \
  X(opening_must_be_the_addressees_own)                   \
  X(service_must_attach_its_proof)                        \
  X(service_must_not_lie_ahead)                           \
  X(service_must_follow_what_it_tells)                    \
  X(confirmer_must_be_another_person)                     \
  X(correction_must_be_proposed)                          \
  X(corrected_event_must_be_on_record)                    \
  X(appointment_must_not_be_stayed)                       \
  X(appointment_must_be_stayed)                           \
  X(order_must_be_attached_by_another)                    \
  X(order_must_be_carried_out_once)                       \
  X(order_must_be_entered_by_an_outsider)

#define GOZIN_REASONS_OF_REMANDING(X) \
  X(case_must_be_annulled)            \
  X(case_must_be_remanded_once)       \
  X(annulment_must_name_a_defect)     \
  X(defect_must_follow_a_stage)

#define GOZIN_REASONS_OF_LOTS(X)      \
  X(lot_must_be_needed)               \
  X(lot_must_be_announced_once)       \
  X(lot_must_be_announced_beforehand) \
  X(lot_must_be_drawn_later)          \
  X(lot_must_be_drawn_soon)           \
  X(lot_value_must_have_its_digits)   \
  X(lot_must_wait_for_its_moment)     \
  X(lot_must_have_its_pool)           \
  X(panel_must_be_drawn_once)         \
  X(panel_must_be_drawn_as_announced)

#define GOZIN_REASONS_OF_AUTHORITY(X) \
  X(officer_must_belong_to_unit)      \
  X(delegation_must_cover_act)        \
  X(judge_must_not_be_nominee)

#define GOZIN_APPOINTMENT_REASONS(X) \
  GOZIN_REASONS_ANYWHERE(X)          \
  GOZIN_REASONS_OF_DRAFTING(X)       \
  GOZIN_REASONS_OF_AUTHORISED(X)     \
  GOZIN_REASONS_OF_NOMINATING(X)     \
  GOZIN_REASONS_OF_SCREENING(X)      \
  GOZIN_REASONS_OF_ASSESSING(X)      \
  GOZIN_REASONS_OF_OBJECTING(X)      \
  GOZIN_REASONS_OF_REVIEWING(X)      \
  GOZIN_REASONS_OF_BALLOTING(X)      \
  GOZIN_REASONS_OF_ELECTING(X)       \
  GOZIN_REASONS_OF_DECREEING(X)      \
  GOZIN_REASONS_OF_ACTING(X)         \
  GOZIN_REASONS_OF_CONDUCT(X)        \
  GOZIN_REASONS_OF_REMANDING(X)      \
  GOZIN_REASONS_OF_LOTS(X)           \
  GOZIN_REASONS_OF_AUTHORITY(X)
GOZIN_REASONS(Reason, GOZIN_APPOINTMENT_REASONS)

}  // namespace gozin::appointment
