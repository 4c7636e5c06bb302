#pragma once

#include "engine/scoring/ranking.hpp"
#include "engine/scoring/reliability.hpp"

#include <map>
#include <utility>
#include <vector>

namespace gozin::scoring {

/// How the assessors of a panel judge, each by their own weighted sums. Hints for people: none of
/// it excludes anybody.
struct PanelViews {
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
};

/// Of any weights, whatever they sum to: a part of the criteria is looked at like the whole.
[[nodiscard]] PanelViews views_of(std::vector<Criterion> const& criteria,
                                  std::vector<Sheet> const& sheets);

/// What one panel's sheets say, looked at in every way that a calculator is asked for.
struct PanelAnalysis : PanelViews {
  Ranking mean;
  Ranking trimmed;  ///< per nominee and criterion without one highest and one lowest
  Ranking median;
  std::vector<WithoutOne> leave_one_out;  ///< by mean
};

/// Refuses what `rank` refuses.
[[nodiscard]] Result<PanelAnalysis> analyse(std::vector<Criterion> const& criteria,
                                            std::vector<Sheet> const& sheets);

}  // namespace gozin::scoring
