#pragma once

#include "engine/core/result.hpp"
#include "engine/scoring/statistic.hpp"

#include <array>
#include <optional>
#include <vector>

namespace gozin::scoring {

/// Rows are items (nominees), columns are raters (assessors); nothing where a rater has not rated.
using Ratings = std::vector<std::vector<std::optional<Fraction>>>;

/// The six intraclass correlations of P. E. Shrout and J. L. Fleiss, "Intraclass correlations: uses
/// in assessing rater reliability", Psychological Bulletin 86 (1979): the first number is the model
/// (one-way random, two-way random, two-way mixed), the second the reliability of one rating or of
/// the mean of all k.
struct Icc {
  ExactStatistic icc_1_1;
  ExactStatistic icc_2_1;
  ExactStatistic icc_3_1;
  ExactStatistic icc_1_k;
  ExactStatistic icc_2_k;
  ExactStatistic icc_3_k;
};

/// How far apart two values are (K. Krippendorff, "Computing Krippendorff's alpha-reliability",
/// 2011).
#define GOZIN_SCORING_METRICS(X) X(nominal) X(ordinal) X(interval)
GOZIN_NAMED_ENUM(Metric, GOZIN_SCORING_METRICS)

/// Nothing when the ratings are a table: rows of one length, at most 20,000 places and 1,000
/// different values, and at most 64 million bits in all places over their common denominator (that
/// may have 19,000 digits for a thousand places). What follows is computed of such tables only.
[[nodiscard]] std::optional<Rejection> find_fault(Ratings const& ratings);

/// Wants two items, two raters and no missing rating.
[[nodiscard]] Icc icc(Ratings const& ratings);

/// Leaves out what stands alone in its row; missing ratings are no obstacle.
[[nodiscard]] ExactStatistic krippendorff_alpha(Ratings const& ratings, Metric metric);

/// The same under the metric of ratios, of values that are not negative; computed in fifty digits.
[[nodiscard]] RootStatistic krippendorff_alpha_of_ratios(Ratings const& ratings);

/// Agreement of the orders of the raters, from 0 to 1, corrected for ties (M. G. Kendall, "Rank
/// Correlation Methods"). Wants two items, two raters and no missing rating.
[[nodiscard]] ExactStatistic kendall_w(Ratings const& ratings);

/// J. L. Fleiss, "Measuring nominal scale agreement among many raters", Psychological Bulletin 76
/// (1971). Every item must have the same number of ratings, two or more; by whom does not matter.
[[nodiscard]] ExactStatistic fleiss_kappa(Ratings const& ratings);

}  // namespace gozin::scoring
