#pragma once

#include "engine/command/context.hpp"
#include "engine/rules/rule_set.hpp"
#include "workflows/appointment/case.hpp"
#include "workflows/appointment/lots.hpp"

namespace gozin::appointment {

/// What the revealed sheets come to, up to and with the round under way.
struct Merit {
  std::vector<RankedNominee> ranking;  // best first
  std::vector<FellBelow> below;        // those of earlier rounds first
  std::vector<PersonId> pivotal;       // without whom the winner would be another; last round only
  bool needs_lot = false;
};

/// Whether the round under way is the last one.
[[nodiscard]] bool is_last_round(rules::RuleSet const& rules, Case const& state);

/// Ranks the contenders by the weights of the vacancy. Before the last round the score is the sum
/// so far, and ties are left as they are. Refuses what `rules::weigh` and the scoring refuse: a
/// nominee without enough sheets above all.
[[nodiscard]] Result<Merit> merit_of(rules::RuleSet const& rules, Case const& state,
                                     std::optional<Hash> const& lot_seed);

/// Ranks; where only a lot can settle a tie, by the seed that the case has, or else by the lot
/// that was announced for it and the public value known since (threat T29). Refuses what
/// `draw_lot` refuses. `lot` is given when a new one was drawn.
struct Settled {
  Merit merit;
  std::optional<LotDrawn> lot;
};
[[nodiscard]] Result<Settled> settle(Context const& context, Case const& state,
                                     std::optional<Label> const& announced);

/// Whom the decider may choose by this ranking, in rank order; those who have left the running are
/// out. Empty when nobody stands above the floors.
[[nodiscard]] std::vector<NomineeId> permitted_by(rules::RuleSet const& rules, Case const& state,
                                                  std::vector<RankedNominee> const& ranking);

}  // namespace gozin::appointment
