#pragma once

#include "engine/command/context.hpp"
#include "engine/rules/rule_set.hpp"
#include "engine/scoring/ranking.hpp"
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

/// What a ranking is made of: the criteria of the rounds so far with the weights of the vacancy,
/// the contenders, and the sheets about them.
struct Basis {
  std::vector<scoring::Criterion> criteria;  // of all rounds
  std::vector<scoring::Criterion> so_far;
  std::vector<NomineeId> nominees;
  std::vector<scoring::Sheet> sheets;
  scoring::TieRule tie;
};

/// A basis aggregated, cut off at the line of the round, and ranked.
struct Placed {
  std::vector<scoring::Alternative> judged;  // who was not cut off
  std::vector<FellBelow> cut;
  scoring::Ranking ranking;
};

/// The order without one assessor's sheets, cut-off and floors included.
struct WithoutAssessor {
  PersonId assessor;
  std::vector<NomineeId> first;  // several where they are tied; none where nobody is left
  bool pivotal = false;          // those are others than with everybody
};

/// Whether the round under way is the last one.
[[nodiscard]] bool is_last_round(rules::RuleSet const& rules, Case const& state);

/// Refuses what `rules::weigh` refuses.
[[nodiscard]] Result<Basis> basis_of(rules::RuleSet const& rules, Case const& state,
                                     std::optional<Hash> const& lot_seed);

/// Before the last round the score is the sum so far, and ties are left as they are. Refuses what
/// the scoring refuses: a nominee without enough sheets above all.
[[nodiscard]] Result<Placed> place(rules::RuleSet const& rules, Case const& state,
                                   Basis const& basis);

/// One entry an assessor, in the order of ids; the least number of sheets is not asked. Refuses
/// what `place` refuses.
[[nodiscard]] Result<std::vector<WithoutAssessor>> without_each(rules::RuleSet const& rules,
                                                                Case const& state,
                                                                Basis const& basis);

/// Ranks the contenders. Refuses what `basis_of` and `place` refuse.
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
