#pragma once

#include "tests/workflows/appointment/ballots_begun.hpp"
#include "workflows/appointment/commands/electing.hpp"

// Elections by the council as several tests begin them; the ballot is `b-1`.
namespace gozin::appointment {

/// Two rounds: an absolute majority of those present, then the most votes between the first two.
[[nodiscard]] rules::RuleSet electing_rules(ballot::TieRule tie = ballot::TieRule::lot);
[[nodiscard]] rules::RuleSet secret_electing_rules();

[[nodiscard]] OpenBallot election(Code const& ballot = kBallot);
[[nodiscard]] CastElectionBallot vote_for(std::string_view name, Code const& ballot = kBallot);

/// How many vote for whom, in the order of the members' seats; `-` is an abstention.
using Papers = std::vector<std::pair<std::string_view, int>>;
void cast(Council& council, Code const& ballot, Papers const& papers);
/// By the secretary.
Result<Decision> close(Council& council, Code const& ballot = kBallot);

/// The first round open.
[[nodiscard]] std::unique_ptr<Council> electing(rules::RuleSet rules = electing_rules(),
                                                int present = 13);
/// Nobody has seven of thirteen: arash and bahar go on.
[[nodiscard]] std::unique_ptr<Council> after_one_round(rules::RuleSet rules = electing_rules());
/// Twelve present, six to six in the only round.
[[nodiscard]] std::unique_ptr<Council> level(ballot::TieRule tie);

/// A secret election on paper, thirteen in its roll, a member and the clerk t-1 to count.
[[nodiscard]] std::unique_ptr<Council> counting_papers();
/// Those for kaveh are none, and one paper is void.
[[nodiscard]] EnterElectionCount counted(std::int64_t arash, std::int64_t bahar);

}  // namespace gozin::appointment
