#pragma once

#include "engine/core/reason.hpp"

namespace gozin::session {

// Why a command of a session is turned down: one name, one rule.
#define GOZIN_SESSION_REASONS(X)             \
  X(body_must_be_formed)                     \
  X(session_must_bear_its_name)              \
  X(session_must_be_called_by_its_secretary) \
  X(session_ruleset_must_be_in_force)        \
  X(body_must_have_ballot_rule)              \
  X(seats_must_agree_with_the_rules)         \
  X(session_must_start_later)                \
  X(calendar_must_be_adopted)                \
  X(notice_must_be_long_enough)              \
  X(agenda_item_must_be_about_a_record)      \
  X(attendee_must_sit_on_body)               \
  X(attendance_must_be_ones_own)             \
  X(attendance_must_change)                  \
  X(session_must_not_open_early)
GOZIN_REASONS(Reason, GOZIN_SESSION_REASONS)

// Why a procedural motion is turned down, or an act that needs one.
#define GOZIN_MOTION_REASONS(X)                 \
  X(motion_must_concern_an_item)                \
  X(motion_must_challenge_a_member)             \
  X(mover_must_be_another_member_in_the_room)   \
  X(motion_must_count_members_in_the_room)      \
  X(motion_must_have_its_quorum)                \
  X(motion_must_await_confirmation)             \
  X(motion_must_be_confirmed_by_another_member) \
  X(late_item_must_be_taken_on)
GOZIN_REASONS(MotionReason, GOZIN_MOTION_REASONS)

// Why a vote about a rule set is turned down.
#define GOZIN_VOTE_REASONS(X)                       \
  X(vote_must_be_in_an_open_session)                \
  X(vote_must_be_of_the_approving_body)             \
  X(ruleset_must_be_on_the_agenda)                  \
  X(vote_must_have_its_quorum)                      \
  X(ruleset_must_be_put_to_vote)                    \
  X(vote_must_be_of_a_member_present)               \
  X(voter_on_rules_must_be_in_the_room)             \
  X(vote_must_be_cast_once)                         \
  X(vote_on_rules_must_have_votes)                  \
  X(vote_on_rules_must_be_closed_by_another_person) \
  X(chair_must_close_unfinished_vote_on_rules)      \
  X(unfinished_vote_on_rules_must_have_its_quorum)  \
  X(chair_must_end_vote_on_rules_after_the_session)
GOZIN_REASONS(VoteReason, GOZIN_VOTE_REASONS)

}  // namespace gozin::session
