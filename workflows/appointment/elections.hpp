#pragma once

#include "engine/ballot/election.hpp"
#include "workflows/appointment/ballots.hpp"

// A body that elects one of several by papers with one name each, in rounds (engine/ballot).
namespace gozin::appointment {

/// Whether the body before which the case is votes on names.
[[nodiscard]] bool elects_by_name(Case const& state);

/// The round that comes next and who stands in it: whoever the last round left, less those no
/// longer in the running; everybody who may be chosen, from the first round on, where none of them
/// is left or none was held.
[[nodiscard]] ElectionRound coming_round(Case const& state);

/// Decides the round by the rule of the body, with what its opening found. A round after the last
/// is held among the tied: whoever has the most votes wins, and another tie rejects.
[[nodiscard]] Result<ballot::ElectionVerdict> decide_election(Context const& context,
                                                              BallotUnderWay const& ballot,
                                                              ballot::ElectionCount const& count);

/// What a round is decided by, without votes: as `opened_count`.
[[nodiscard]] ballot::ElectionCount opened_election(Context const& context,
                                                    BallotUnderWay const& ballot);

/// Appends what follows from the round: the resolution, where it elected somebody or nobody can be
/// elected any more. A round without quorum decides nothing; a tie waits for the chair or the lot.
void follow_election(Decision& decision, Context const& context, Code const& ballot,
                     ballot::ElectionVerdict const& verdict);

}  // namespace gozin::appointment
