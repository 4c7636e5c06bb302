#pragma once

#include "engine/scoring/assessors.hpp"
#include "engine/scoring/impact.hpp"
#include "workflows/appointment/merit.hpp"

#include <boost/json/array.hpp>

namespace gozin {
struct StreamKind;
}

namespace gozin::appointment {

/// What accompanies a ranking. Hints for people: none of it excludes anybody or changes a place.
/// It is computed again from the revealed sheets and the rule set wherever it is shown, and not
/// recorded: both are in the stream or named by it, and a hint that was corrected must not look
/// like a log that was changed. What the case may not go on without, the assessors on whom the
/// winner depends, stands in the event of the ranking.

/// Whose sums are compared: of all rounds so far, or, where nobody has judged them all, of the
/// round under way alone.
#define GOZIN_APPOINTMENT_SPANS(X) X(so_far) X(round)
GOZIN_NAMED_ENUM(Span, GOZIN_APPOINTMENT_SPANS)

/// Why no change of one weight is named.
#define GOZIN_APPOINTMENT_UNMOVED(X) \
  X(two_nominees_are_needed)         \
  X(first_place_is_shared)           \
  X(no_weight_changes_the_winner)
GOZIN_NAMED_ENUM(Unmoved, GOZIN_APPOINTMENT_UNMOVED)

/// The smallest change of one weight that puts another nominee first.
struct WinnerChange {
  Code criterion;
  Fraction percent;  // of the weight; negative: it falls
  NomineeId to;
};

/// How many of those who came by one channel stand above floors and cut-off. The channel is that of
/// the first nomination: the only group of people that a case records.
struct GroupRate {
  rules::Channel channel = rules::Channel::citizen;
  scoring::SelectedOf count;
};

struct RankingAnalysis {
  Code round;
  bool is_last_round = false;
  std::optional<NomineeId> readmitted;  // whom the ranking was made anew for
  std::vector<NomineeId> first;         // by the rules; several where they are tied
  Span span = Span::so_far;

  scoring::ExactStatistic icc_2_1 = scoring::Undefined::two_raters_are_needed;
  scoring::ExactStatistic icc_2_k = scoring::Undefined::two_raters_are_needed;
  // Krippendorff's, of intervals
  scoring::ExactStatistic alpha = scoring::Undefined::two_raters_are_needed;
  scoring::ExactStatistic kendall_w = scoring::Undefined::two_raters_are_needed;
  std::map<PersonId, scoring::ExactStatistic> leniency;
  std::vector<scoring::Deviation> deviations;
  std::vector<scoring::Accord> accords;
  std::vector<WithoutAssessor> without;

  // of those above floors and cut-off
  std::map<std::pair<NomineeId, NomineeId>, std::int64_t> wins;
  std::vector<std::vector<NomineeId>> borda;
  std::vector<NomineeId> condorcet;  // one or none
  std::optional<WinnerChange> winner_change;
  std::optional<Unmoved> unmoved;  // where there is no such change

  std::vector<GroupRate> groups;
  std::optional<scoring::Impact> impact;  // absent with fewer than two groups
};

/// Of the ranking that the revealed sheets of the case come to. Refuses what `merit_of` refuses and
/// more ratings than statistics are computed of; what the data do not have is a cause, no refusal.
[[nodiscard]] Result<RankingAnalysis> analysis_of(rules::RuleSet const& rules, Case const& state,
                                                  std::optional<Hash> const& lot_seed);

/// The analysis of one ranking of a case. `seq`: of the event that established it; absent while the
/// panel has yet to conclude. `refused`: why there is none.
struct AnalysedRanking {
  std::optional<std::int64_t> seq;
  std::optional<RankingAnalysis> analysis;
  std::optional<Rejection> refused;
};

/// Of every ranking in the past of a case, in order, each as of the moment before it, and last of
/// the one that is to be concluded.
[[nodiscard]] std::vector<AnalysedRanking> analyses_of(rules::RuleSet const& rules,
                                                       StreamKind const& kind,
                                                       std::vector<Recorded> const& past);

/// With ids; numbers that have no end with six digits. A statistic without value is
/// `{"undefined": cause}`.
[[nodiscard]] boost::json::object to_json(AnalysedRanking const& ranking);

}  // namespace gozin::appointment
