#pragma once

#include "workflows/ruleset/state.hpp"

namespace gozin::ruleset {

// How each event changes the rule set: plain assignments, no judgement. Live and in replay alike.

/// Throws UnreadableEvent for a recorded document that cannot be read.
void apply(RuleSetStream& state, Recorded const& at, RuleSetProposed const& event);
void apply(RuleSetStream& state, Recorded const& at, RuleSetApproved const& event);
void apply(RuleSetStream& state, Recorded const& at, RuleSetScheduled const& event);
void apply(RuleSetStream& state, Recorded const& at, RuleSetInForce const& event);
void apply(RuleSetStream& state, Recorded const& at, RuleSetSuperseded const& event);
void apply(RuleSetStream& state, Recorded const& at, balloting::BallotOpened const& event);
void apply(RuleSetStream& state, Recorded const& at, balloting::BallotCast const& event);
void apply(RuleSetStream& state, Recorded const& at, balloting::BallotClosed const& event);
void apply(RuleSetStream& state, Recorded const& at,
           transcription::TranscriptionConfirmed const& event);
/// Ends the vote: what was counted in it was not given.
void apply(RuleSetStream& state, Recorded const& at,
           transcription::TranscriptionDisputed const& event);

}  // namespace gozin::ruleset
