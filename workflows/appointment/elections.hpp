#pragma once

#include "engine/ballot/election.hpp"
#include "workflows/appointment/ballots.hpp"

// A body that elects one of several by papers with one name each, in rounds (engine/ballot).
namespace gozin::appointment {

/// What an equal number of votes leads to in this ballot; in the round after a tie, to nothing.
[[nodiscard]] ballot::TieRule tie_rule_of(Context const& context, BallotUnderWay const& ballot);

/// Decides the round by the rule of the body, with what its opening found. A round after the last
/// is held among the tied: whoever has the most votes wins, and another tie rejects. Whoever stands
/// alone needs the rule's majority, since there is nobody else to vote for.
[[nodiscard]] Result<ballot::ElectionVerdict> decide_election(Context const& context,
                                                              BallotUnderWay const& ballot,
                                                              ballot::ElectionCount const& count);
[[nodiscard]] Result<ballot::ElectionVerdict> decide_election(rules::BallotRule const& body,
                                                              BallotUnderWay const& ballot,
                                                              ballot::ElectionCount const& count);

/// What a round is decided by, without votes: as `opened_count`.
[[nodiscard]] ballot::ElectionCount opened_election(Context const& context,
                                                    BallotUnderWay const& ballot);

/// Appends what follows from the round: the resolution, where it elected somebody or nobody can be
/// elected any more. A round without quorum decides nothing; a tie waits for the chair or the lot.
void follow_election(Decision& decision, Context const& context, Code const& ballot,
                     ballot::ElectionVerdict const& verdict);

/// Refused as `elected_must_not_sit_on_the_body` where one of the nominees has a vote in a body
/// that elects and whose rule does not let its members stand.
[[nodiscard]] std::optional<Rejection> flaw_of_seats(Context const& context,
                                                     std::vector<NomineeId> const& nominees);

}  // namespace gozin::appointment
