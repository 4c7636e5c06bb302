#pragma once

#include "engine/core/reason.hpp"

namespace gozin::registry {

// Why the register turns a command down: one name, one rule.

#define GOZIN_REASONS_OF_PEOPLE(X)    \
  X(national_id_must_be_valid)        \
  X(attributes_must_fit_their_fields) \
  X(unit_must_change)                 \
  X(attributes_must_be_entered_by_another)

#define GOZIN_REASONS_OF_ROLES(X)             \
  X(role_must_be_proposed)                    \
  X(role_must_be_proposed_once)               \
  X(role_must_be_confirmed_by_another_person) \
  X(role_must_be_granted_by_another)          \
  X(role_must_not_begin_in_the_past)          \
  X(role_must_end_after_it_begins)            \
  X(role_must_not_be_held_twice)              \
  X(roles_must_not_exclude_each_other)        \
  X(role_must_be_held)

#define GOZIN_REASONS_OF_POSTS(X)           \
  X(code_must_name_its_stream)              \
  X(grade_must_not_be_negative)             \
  X(amount_must_not_be_negative)            \
  X(amount_must_cover_what_is_bound)        \
  X(vacancy_must_not_lie_ahead)             \
  X(removal_must_name_its_decree)           \
  X(term_must_have_ended)                   \
  X(acting_head_must_hold_post)             \
  X(acting_period_must_have_ended)          \
  X(acting_head_must_leave_after_beginning) \
  X(post_must_change)                       \
  X(post_must_be_free_of_cases)

#define GOZIN_REASONS_OF_OPENING(X)    \
  X(holder_must_be_registered)         \
  X(holding_must_be_entered_by_others) \
  X(holder_must_have_no_other_post)    \
  X(holding_must_not_begin_ahead)      \
  X(acting_must_have_an_end)           \
  X(holding_must_end_after_it_begins)  \
  X(holder_must_be_proposed)           \
  X(go_live_must_not_lie_behind)       \
  X(class_must_not_be_live)

#define GOZIN_REASONS_OF_BODIES(X)            \
  X(seats_must_be_positive)                   \
  X(seats_must_not_be_exceeded)               \
  X(member_must_be_registered)                \
  X(member_must_not_be_seated_twice)          \
  X(member_must_be_seated)                    \
  X(body_must_have_one_chair)                 \
  X(parent_body_must_be_formed)               \
  X(seat_must_go_to_the_next_alternate)       \
  X(term_must_end_ahead)                      \
  X(seat_must_have_run_its_term)              \
  X(seat_must_be_proposed)                    \
  X(seat_must_be_proposed_once)               \
  X(seat_must_be_confirmed_by_another_person) \
  X(decree_count_must_be_positive)            \
  X(decree_count_must_follow_the_last)        \
  X(opening_must_be_confirmed_by_another_person)

#define GOZIN_REASONS_OF_THE_LOG(X)       \
  X(journal_must_be_sealed_where_it_ends) \
  X(signing_key_must_be_new)

#define GOZIN_REASONS_OF_ACCOUNTS(X) \
  X(account_must_be_open)            \
  X(accounts_must_be_adopted)        \
  X(accounts_must_be_adopted_once)

#define GOZIN_REASONS_OF_ACTING_FOR_OTHERS(X) X(office_must_act_in_person)

#define GOZIN_REGISTRY_REASONS(X)       \
  GOZIN_REASONS_OF_ACTING_FOR_OTHERS(X) \
  GOZIN_REASONS_OF_PEOPLE(X)            \
  GOZIN_REASONS_OF_ROLES(X)             \
  GOZIN_REASONS_OF_POSTS(X)             \
  GOZIN_REASONS_OF_OPENING(X)           \
  GOZIN_REASONS_OF_BODIES(X)            \
  GOZIN_REASONS_OF_THE_LOG(X)           \
  GOZIN_REASONS_OF_ACCOUNTS(X)
GOZIN_REASONS(Reason, GOZIN_REGISTRY_REASONS)

}  // namespace gozin::registry
