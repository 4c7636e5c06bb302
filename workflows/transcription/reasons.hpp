#pragma once

#include "engine/core/reason.hpp"

namespace gozin::transcription {

// Why a second person is turned down, and what waits for one.
#define GOZIN_TRANSCRIPTION_REASONS(X)                   \
  X(transcription_must_be_named)                         \
  X(transcription_must_be_known)                         \
  X(transcription_must_be_confirmed_once)                \
  X(transcription_must_be_confirmed_in_person)           \
  X(transcription_must_be_confirmed_by_another_person)   \
  X(transcription_must_be_confirmed_by_its_office)       \
  X(transcription_must_be_confirmed_by_somebody_neutral) \
  X(transcription_must_be_confirmed_first)               \
  X(ballot_must_be_voided_for_a_disputed_vote)           \
  X(decree_must_not_rest_on_a_disputed_act)
GOZIN_REASONS(Reason, GOZIN_TRANSCRIPTION_REASONS)

}  // namespace gozin::transcription
