#pragma once

#include "engine/core/fraction.hpp"
#include "engine/core/ids.hpp"
#include "engine/scoring/aggregation.hpp"

#include <map>
#include <optional>
#include <vector>

namespace gozin::scoring {

/// What is judged: its weight in the total and the least aggregated value that is admissible. A
/// criterion that fewer than `min_values` sheets judge for some nominee cannot be totalled: the
/// panel's least number of sheets for what assessors judge, 1 for a certificate from outside.
struct Criterion {
  Code code;
  ExactText weight;
  std::optional<ExactText> floor = std::nullopt;
  int min_values = 1;
};

/// What one assessor gives one nominee. An assessor who is recused for a nominee has no sheet for
/// that nominee; a round's sheet holds that round's criteria only, so one assessor may have several
/// sheets for a nominee, but never two values for one criterion.
struct Sheet {
  PersonId assessor;
  NomineeId nominee;
  std::map<Code, Fraction> levels;
};

#define GOZIN_SCORING_REASONS(X)          \
  X(number_must_be_exact)                 \
  X(weight_must_not_be_negative)          \
  X(weights_must_sum_to_one)              \
  X(criterion_must_be_listed_once)        \
  X(level_must_be_for_a_listed_criterion) \
  X(level_must_be_given_once)             \
  X(nominee_must_have_enough_sheets)      \
  X(nominee_must_be_listed_once)
GOZIN_REASONS(Reason, GOZIN_SCORING_REASONS)

/// One number from the values of all assessors, which must not be empty: the exact mean; the middle
/// value, or the mean of the two middle ones; the mean without one highest and one lowest value,
/// where fewer than three values are left as they are.
[[nodiscard]] Fraction aggregate(Aggregation how, std::vector<Fraction> values);

/// A nominee with one value a criterion, aggregated or given.
struct Alternative {
  NomineeId nominee;
  std::map<Code, Fraction> values;
};

/// Aggregates the sheets, nominee by nominee and criterion by criterion; nominees in the order of
/// ids, whatever the order of sheets. Refuses a level of an unlisted criterion, a second level of
/// an assessor for the same nominee and criterion, and too few values (detail: nominee, criterion).
[[nodiscard]] Result<std::vector<Alternative>> aggregate(std::vector<Criterion> const& criteria,
                                                         std::vector<Sheet> const& sheets,
                                                         Aggregation how);

}  // namespace gozin::scoring
