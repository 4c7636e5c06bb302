#pragma once

#include "engine/core/fraction.hpp"
#include "engine/core/named_enum.hpp"
#include "engine/core/reason.hpp"

#include <optional>
#include <utility>

namespace gozin::scoring {

/// Why a statistic has no value for data that are otherwise in order.
#define GOZIN_SCORING_UNDEFINED(X)   \
  X(two_items_are_needed)            \
  X(two_raters_are_needed)           \
  X(two_values_are_needed)           \
  X(three_values_are_needed)         \
  X(ratings_are_missing)             \
  X(items_are_rated_unequally_often) \
  X(no_item_is_rated_twice)          \
  X(values_are_negative)             \
  X(nothing_varies)                  \
  X(item_means_are_equal)            \
  X(variances_cancel_out)            \
  X(nobody_was_selected)             \
  X(random_index_is_not_known)
GOZIN_NAMED_ENUM(Undefined, GOZIN_SCORING_UNDEFINED)

/// A number, or the cause why the data have none. What is a ratio of sums is exact; a root, or sums
/// that no common denominator holds, make it a double that is right to its last digits.
template <class Number>
struct Statistic {
  std::optional<Number> value = std::nullopt;
  std::optional<Undefined> cause = std::nullopt;

  Statistic(Number number) : value{std::move(number)} {}
  Statistic(Undefined why) : cause{why} {}
  friend bool operator==(Statistic const&, Statistic const&) = default;
};

using ExactStatistic = Statistic<Fraction>;
using RootStatistic = Statistic<double>;

/// What no statistic is computed from. The detail of the rejection is a JSON pointer into the
/// table, list or matrix that was given.
#define GOZIN_SCORING_DATA_REASONS(X)           \
  X(values_must_be_given)                       \
  X(size_must_not_exceed_limits)                \
  X(rows_must_be_equally_long)                  \
  X(lists_must_be_equally_long)                 \
  X(matrix_must_be_square)                      \
  X(comparison_must_be_positive)                \
  X(comparisons_must_be_reciprocal)             \
  X(random_index_must_not_be_negative)          \
  X(data_weights_must_be_usable)                \
  X(trim_must_lie_below_half)                   \
  X(significance_must_lie_between_zero_and_one) \
  X(groups_must_be_several)                     \
  X(group_must_have_members)                    \
  X(selected_must_not_exceed_total)
GOZIN_REASONS(DataReason, GOZIN_SCORING_DATA_REASONS)

}  // namespace gozin::scoring
