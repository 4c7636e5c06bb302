#pragma once

#include "workflows/appointment/deliberation.hpp"

namespace gozin::appointment {

/// The ballot that is open in the case; null when there is none.
[[nodiscard]] BallotUnderWay const* find_ballot(Case const& state);

/// The ballot that is open, which must be the one meant: `ballot_must_be_open`.
[[nodiscard]] Result<BallotUnderWay const*> ballot_under_way(Context const& context,
                                                             Code const& code);

/// Whether the last ballot ended in a tie that is still to be settled. It is not when the person it
/// was about has left the running.
[[nodiscard]] bool awaits_tie_break(Case const& state);

/// Whether its choices lie in the ballot box, whose key is destroyed with its end.
[[nodiscard]] bool has_box(BallotUnderWay const& ballot);

/// The rule a ballot is decided by: the body's, with what its opening found.
[[nodiscard]] ballot::Rule rule_of(Context const& context, BallotUnderWay const& ballot);

/// Whether the tellers of a paper ballot have all counted, and the same.
[[nodiscard]] bool tellers_agree(BallotUnderWay const& ballot);

/// Whoever writes a vote down, it is the voter's act: no nominee votes, nor who did what excludes
/// it (threat T24).
[[nodiscard]] std::optional<Rejection> flaw_of_vote_duty(Context const& context,
                                                         PersonId const& voter);

/// The quorum as it is recorded: what was needed and what there was.
[[nodiscard]] Threshold threshold_of(ballot::QuorumTest const& test);

/// Voids the ballot under way, if there is one, and has the papers of a secret one destroyed. For
/// whatever ends a ballot from outside, such as the withdrawal of the person it is about.
void void_open_ballot(Decision& decision, Context const& context, Committed const& reason);

/// Whether a ballot is open that is about this nominee, alone or on the shortlist.
[[nodiscard]] bool is_under_ballot(Context const& context, NomineeId const& nominee);

}  // namespace gozin::appointment
