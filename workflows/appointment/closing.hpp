#pragma once

#include "workflows/appointment/ballots.hpp"

// What it takes to close a ballot of which not everything is as at its opening: members are silent,
// have left, or the session is over.
namespace gozin::appointment {

/// Members in the room who may still vote.
[[nodiscard]] std::int64_t votes_outstanding(Context const& context, BallotUnderWay const& ballot);

/// Why the caller cannot close this ballot now: nobody has voted, the session is over, the caller
/// wrote votes down, or members are silent (`flaw_of_unfinished`).
[[nodiscard]] std::optional<Rejection> flaw_of_closing(Context const& context,
                                                       BallotUnderWay const& ballot,
                                                       std::optional<Committed> const& reason);

/// Who is silent is there and decides nothing. So only the chair closes over the heads of others,
/// says why, and only where the quorum stands without them: votes cast, abstentions among them, and
/// the recused where they count (`unfinished_vote_must_have_its_quorum`).
[[nodiscard]] std::optional<Rejection> flaw_of_unfinished(Context const& context,
                                                          BallotUnderWay const& ballot,
                                                          std::optional<Committed> const& reason);

/// Whether its papers stay unread: they are in a box, and the quorum is lost. A box that decides
/// nothing is never opened, for the vote is held again.
[[nodiscard]] Result<bool> stays_unread(Context const& context, BallotUnderWay const& ballot);

/// Where the body has carried that the ballot counts for nothing, by a motion that has voided no
/// other; nothing where it needs none: nobody has voted, the session is over, or a vote that was
/// written down was never cast. Refuses `void_must_be_carried_by_the_body` (threat T16).
[[nodiscard]] Result<std::optional<MotionCited>> motion_of_voiding(Context const& context,
                                                                   BallotUnderWay const& ballot);

/// How many in the room had not voted at the close, as it is recorded; nothing where all had.
[[nodiscard]] std::optional<std::int64_t> silent_at_close(Context const& context,
                                                          BallotUnderWay const& ballot);

}  // namespace gozin::appointment
