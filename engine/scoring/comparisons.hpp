#pragma once

#include "engine/core/result.hpp"
#include "engine/scoring/statistic.hpp"

#include <optional>
#include <vector>

namespace gozin::scoring {

/// How weights come out of pairwise comparisons (T. L. Saaty, "The Analytic Hierarchy Process",
/// 1980): the principal eigenvector, or the geometric means of the rows.
#define GOZIN_SCORING_DERIVATIONS(X) X(eigenvector) X(geometric)
GOZIN_NAMED_ENUM(Derivation, GOZIN_SCORING_DERIVATIONS)

/// Row over column: `matrix[i][j]` says how many times criterion i matters more than j.
using Comparisons = std::vector<std::vector<Fraction>>;

/// The mean consistency index of random matrices by order, the first for order 1. Saaty's own.
[[nodiscard]] std::vector<Fraction> saaty_random_index();

struct DerivedWeights {
  std::vector<double> weights;  ///< sum to 1
  double lambda_max = 0;        ///< the order of the matrix when it is wholly consistent
  double ci = 0;                ///< (lambda_max - n) / (n - 1); 0 for one criterion
  RootStatistic cr;             ///< ci over the random index; 0 up to order two
  std::optional<bool> consistent = std::nullopt;  ///< cr <= 1/10; nothing where cr has no value
};

/// Wants a square matrix of up to 50 criteria, positive, 1 on the diagonal, each comparison the
/// inverse of its mirror image but for a millionth (a decimal has no exact third).
[[nodiscard]] Result<DerivedWeights> derive_weights(Comparisons const& matrix, Derivation how,
                                                    std::vector<Fraction> const& random_index);

}  // namespace gozin::scoring
