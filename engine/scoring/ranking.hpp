#pragma once

#include "engine/core/hash.hpp"
#include "engine/scoring/sheet.hpp"

#include <map>
#include <optional>
#include <vector>

namespace gozin::scoring {

/// Equal totals are told apart by these criteria in order (more is better), then by lot. What is
/// still equal stays tied; nothing is ever broken silently.
struct TieRule {
  std::vector<Code> criteria;
  bool lot = false;
  std::optional<Hash> seed = std::nullopt;  ///< the lot is drawn only with it
};

/// What put a nominee below the one before; `score` for the first.
#define GOZIN_SCORING_SEPARATIONS(X) X(score) X(criterion) X(lot) X(tied)
GOZIN_NAMED_ENUM(Separation, GOZIN_SCORING_SEPARATIONS)

struct Ranked {
  NomineeId nominee;
  ExactText score;
  int place = 1;  ///< 1, 2, 2, 4: tied nominees share the better place
  Separation separated_by = Separation::score;
  std::optional<Code> criterion = std::nullopt;  ///< given exactly with Separation::criterion
  friend bool operator==(Ranked const&, Ranked const&) = default;
};

/// A nominee below a floor; one entry for each floor that was missed.
struct Excluded {
  NomineeId nominee;
  Code criterion;
  ExactText value;
  ExactText floor;
  friend bool operator==(Excluded const&, Excluded const&) = default;
};

struct Ranking {
  std::vector<Ranked> ranked;                 ///< best first; tied nominees in the order of ids
  std::vector<Excluded> excluded;             ///< by nominee, then in the order of criteria
  std::vector<std::vector<NomineeId>> order;  ///< best first, ties together
  std::map<NomineeId, ExactText> totals;      ///< of everybody, the excluded included
  bool needs_lot = false;                     ///< the rule settles a tie by lot and had no seed
  friend bool operator==(Ranking const&, Ranking const&) = default;
};

/// Exact weighted sums, floors, order and ties. Weights are 0 or more and sum to exactly 1; every
/// alternative has exactly the listed criteria. Refuses with a `scoring::Reason`.
[[nodiscard]] Result<Ranking> rank(std::vector<Criterion> const& criteria,
                                   std::vector<Alternative> const& alternatives,
                                   TieRule const& tie);

/// Everything that a ranking is made of. The same input gives the same ranking, whatever the order
/// of sheets.
struct Assessment {
  std::vector<Criterion> criteria;
  std::vector<Sheet> sheets;
  Aggregation aggregation = Aggregation::mean;
  TieRule tie = {};
};

[[nodiscard]] Result<Ranking> rank(Assessment const& assessment);

/// What is left without one assessor's sheets: those of nominees for whom every criterion still has
/// a value.
[[nodiscard]] std::vector<Sheet> sheets_without(PersonId const& assessor,
                                                std::vector<Criterion> const& criteria,
                                                std::vector<Sheet> const& sheets);

/// The order that would have come out without one assessor's sheets.
struct WithoutOne {
  PersonId assessor;
  std::vector<std::vector<NomineeId>> order;
  bool pivotal = false;  ///< the first set of the order is another one than with everybody
  friend bool operator==(WithoutOne const&, WithoutOne const&) = default;
};

/// One entry an assessor, in the order of ids. The least number of sheets is not asked here; a
/// nominee for whom some criterion has no value left drops out of that order. Refuses what `rank`
/// refuses.
[[nodiscard]] Result<std::vector<WithoutOne>> leave_one_out(Assessment const& assessment);

}  // namespace gozin::scoring
