#pragma once

#include "engine/scoring/ranking.hpp"
#include "engine/scoring/reliability.hpp"

#include <map>
#include <utility>
#include <vector>

namespace gozin::scoring {

/// What one panel's sheets say, looked at in every way that a ranking is accompanied by. Hints for
/// people: none of it excludes anybody.
struct PanelAnalysis {
  Ranking mean;
  Ranking trimmed;  ///< per nominee and criterion without one highest and one lowest
  Ranking median;

  /// The weighted sum of each assessor who judged all criteria of a nominee.
  std::map<PersonId, std::map<NomineeId, Fraction>> totals;
  /// How many assessors put the first above the second; both orders of each pair.
  std::map<std::pair<NomineeId, NomineeId>, std::int64_t> wins;
  /// A point for each nominee put below by an assessor, half a point for each put level.
  std::map<NomineeId, Fraction> borda;
  std::vector<std::vector<NomineeId>> borda_order;
  /// Nominees with a majority against every other; one or none.
  std::vector<NomineeId> condorcet;

  Ratings ratings;  ///< the totals, nominees by assessors, both in the order of ids
  Icc agreement;    ///< of these
  /// By how much an assessor's totals lie above the mean of all assessors of the same nominees.
  std::map<PersonId, Fraction> leniency;

  std::vector<WithoutOne> leave_one_out;  ///< by mean
};

/// Refuses what `rank` refuses.
[[nodiscard]] Result<PanelAnalysis> analyse(std::vector<Criterion> const& criteria,
                                            std::vector<Sheet> const& sheets);

}  // namespace gozin::scoring
