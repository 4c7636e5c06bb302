#pragma once

#include "workflows/appointment/ballots.hpp"
#include "workflows/session/state.hpp"

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
/// the recused where they count (`unfinished_vote_must_have_its_quorum`). Where it is lost, the
/// chair ends what decides nothing.
[[nodiscard]] std::optional<Rejection> flaw_of_unfinished(Context const& context,
                                                          BallotUnderWay const& ballot,
                                                          std::optional<Committed> const& reason);

/// Whether its papers stay unread: they are in a box, and the quorum is lost. A box that decides
/// nothing is never opened, for the vote is held again.
[[nodiscard]] Result<bool> stays_unread(Context const& context, BallotUnderWay const& ballot);

/// Whether only the chair can close this ballot now, and may: members are silent, and the votes
/// cast are a quorum, or it is lost.
[[nodiscard]] bool is_closed_by_chair(Context const& context, BallotUnderWay const& ballot);

/// What the case's session has carried and nobody has carried out yet: a return to a body that
/// binds, a challenge of somebody who still votes, votes to be set at nought.
[[nodiscard]] std::vector<session::Motion const*> motions_to_carry_out(Context const& context);

/// What this session has carried about the case goes before another ballot: a return, a challenge
/// that was upheld (`carried_motion_must_be_carried_out`; threats T16, T17).
[[nodiscard]] std::optional<Rejection> flaw_of_carried_motions(Context const& context);

/// Where the body has carried that the ballot counts for nothing, by a motion since its opening
/// that has voided no other; nothing where it needs none: nobody has voted, or a vote that was
/// written down was never cast. Refuses `void_must_be_carried_by_the_body`, and once the session is
/// over `void_must_come_from_the_chair_after_the_session`, where somebody else has closed it
/// (threat T16).
[[nodiscard]] Result<std::optional<MotionCited>> motion_of_voiding(Context const& context,
                                                                   BallotUnderWay const& ballot);

/// How many in the room had not voted at the close, as it is recorded; nothing where all had.
[[nodiscard]] std::optional<std::int64_t> silent_at_close(Context const& context,
                                                          BallotUnderWay const& ballot);

}  // namespace gozin::appointment
