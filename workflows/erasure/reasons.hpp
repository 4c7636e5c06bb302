#pragma once

#include "engine/core/reason.hpp"

namespace gozin::erasure {

// Why a person's values are not erased, or not yet: one name, one rule.

#define GOZIN_REASONS_OF_REQUESTS(X)      \
  X(subject_must_ask_for_themselves)      \
  X(waiting_period_must_be_within_limits) \
  X(erasure_must_be_confirmed_by_another) \
  X(waiting_period_must_have_passed)

#define GOZIN_REASONS_OF_OBSTACLES(X)     \
  X(hold_must_be_lifted)                  \
  X(subject_must_hold_no_office)          \
  X(case_of_subject_must_be_closed)       \
  X(time_for_objections_must_have_passed) \
  X(court_period_must_have_passed)        \
  X(retention_period_must_have_passed)

#define GOZIN_REASONS_OF_HOLDS(X)  \
  X(hold_must_not_be_placed_twice) \
  X(hold_must_be_placed)           \
  X(hold_must_be_lifted_by_who_placed_it)

#define GOZIN_REASONS_OF_EPOCHS(X) X(former_epoch_key_must_be_destroyed)

#define GOZIN_ERASURE_REASONS(X) \
  GOZIN_REASONS_OF_REQUESTS(X)   \
  GOZIN_REASONS_OF_OBSTACLES(X)  \
  GOZIN_REASONS_OF_HOLDS(X)      \
  GOZIN_REASONS_OF_EPOCHS(X)
GOZIN_REASONS(Reason, GOZIN_ERASURE_REASONS)

}  // namespace gozin::erasure
