#pragma once

#include "tests/workflows/appointment/council.hpp"
#include "workflows/appointment/commands/lots.hpp"

// Ballots of the council as several tests begin them; the ballot is `b-1`.
namespace gozin::appointment {

inline Code const kBallot{"b-1"};

[[nodiscard]] rules::RuleSet secret_rules();
/// Of votes cast, so that a casting vote can make the difference.
[[nodiscard]] rules::RuleSet tie_rules(ballot::TieRule tie);
/// The recused do not count for the quorum; the body named for that is the province's.
[[nodiscard]] rules::RuleSet fallback_rules(rules::Fallback fallback);

/// Five of thirteen stand aside, so that eight are left where nine are needed.
[[nodiscard]] std::unique_ptr<Council> with_five_recused(rules::RuleSet rules);
/// Recused members count for the quorum, so that it can always be reached.
[[nodiscard]] rules::RuleSet referring_rules();
/// These many members have declared kinship with n-arash, who is proposed.
[[nodiscard]] std::unique_ptr<Council> all_recused(rules::RuleSet rules, int members = 13);
/// A secret ballot on paper, these many members in its roll.
[[nodiscard]] std::unique_ptr<Council> on_paper(int voters);
/// A member and the clerk t-1 are to count.
[[nodiscard]] CloseRoll tellers();
/// The same, the roll closed and these tellers named.
[[nodiscard]] std::unique_ptr<Council> being_counted(int voters);
[[nodiscard]] EnterPaperCount count_of(std::int64_t yes, std::int64_t no);
[[nodiscard]] Call by_clerk();
/// By both tellers.
void count_twice(Council& council, std::int64_t yes, std::int64_t no);
[[nodiscard]] ConfirmPaperCount confirmed();
/// Twelve present, six to six.
[[nodiscard]] std::unique_ptr<Council> tied(ballot::TieRule tie);
[[nodiscard]] CastBallot yes();
/// A lot that is drawn a day after the moment at which tests play.
[[nodiscard]] AnnounceLot lot_for_tomorrow();

/// That the ballot counts for nothing, by nine votes to two or the other way round.
[[nodiscard]] session::MotionEntered motion_to_void(bool carried);

}  // namespace gozin::appointment
