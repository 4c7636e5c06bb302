#include "engine/scoring/comparisons.hpp"

#include "engine/scoring/real.hpp"

#include <numeric>
#include <string>

namespace gozin::scoring {
namespace {

constexpr std::size_t kOrderMax = 50;
constexpr int kSquaringsMax = 100;

using Vector = std::vector<Real>;
using Matrix = std::vector<Vector>;

std::string place(std::size_t row, std::size_t column) {
  return "/" + std::to_string(row) + "/" + std::to_string(column);
}

std::optional<Rejection> fault_of(Comparisons const& matrix, std::size_t row) {
  static Fraction const tolerance{1, 1'000'000};
  for (std::size_t column = 0; column < matrix.size(); ++column) {
    auto const& here = matrix[row][column];
    if (here <= 0) return Rejection{DataReason::comparison_must_be_positive, place(row, column)};
    if (column > row) continue;
    auto const off = column == row ? Fraction{here - 1} : Fraction{here * matrix[column][row] - 1};
    if (abs(off) > tolerance || (column == row && off != 0))
      return Rejection{DataReason::comparisons_must_be_reciprocal, place(row, column)};
  }
  return std::nullopt;
}

std::optional<Rejection> fault_of(Comparisons const& matrix) {
  if (matrix.empty()) return Rejection{DataReason::values_must_be_given};
  if (matrix.size() > kOrderMax) return Rejection{DataReason::size_must_not_exceed_limits};
  for (std::size_t row = 0; row < matrix.size(); ++row)
    if (matrix[row].size() != matrix.size())
      return Rejection{DataReason::matrix_must_be_square, "/" + std::to_string(row)};
  for (std::size_t row = 0; row < matrix.size(); ++row)
    if (auto fault = fault_of(matrix, row)) return fault;
  return std::nullopt;
}

void scale_to_one(Vector& values) {
  Real const sum = std::accumulate(values.begin(), values.end(), Real{0});
  for (auto& value : values) value /= sum;
}

Vector product(Matrix const& matrix, Vector const& weights) {
  Vector result;
  for (auto const& row : matrix)
    result.push_back(std::inner_product(row.begin(), row.end(), weights.begin(), Real{0}));
  return result;
}

Matrix squared(Matrix const& matrix) {
  auto const n = matrix.size();
  Matrix result(n, Vector(n));
  Real sum = 0;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) {
      for (std::size_t k = 0; k < n; ++k) result[i][j] += matrix[i][k] * matrix[k][j];
      sum += result[i][j];
    }
  for (auto& row : result)
    for (auto& value : row) value /= sum;
  return result;
}

Vector row_sums(Matrix const& matrix) {
  Vector sums;
  for (auto const& row : matrix) sums.push_back(std::accumulate(row.begin(), row.end(), Real{0}));
  scale_to_one(sums);
  return sums;
}

/// Powers of a positive matrix tend to its principal eigenvector (Perron and Frobenius); squaring
/// doubles the right digits each time.
Vector principal_eigenvector(Matrix power) {
  auto weights = row_sums(power);
  for (int i = 0; i < kSquaringsMax; ++i) {
    power = squared(power);
    auto const better = row_sums(power);
    Real change = 0;
    for (std::size_t k = 0; k < better.size(); ++k) change += abs(better[k] - weights[k]);
    weights = better;
    if (change < Real{"1e-45"}) break;
  }
  return weights;
}

Vector geometric_means(Matrix const& matrix) {
  Vector means;
  for (auto const& row : matrix) {
    Real sum = 0;
    for (auto const& value : row) sum += log(value);
    means.push_back(exp(sum / Real{row.size()}));
  }
  scale_to_one(means);
  return means;
}

/// How much the matrix stretches the weights: the eigenvalue itself for the eigenvector, else the
/// mean over the criteria.
Real stretch(Matrix const& matrix, Vector const& weights) {
  auto const image = product(matrix, weights);
  Real sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += image[i] / weights[i];
  return sum / Real{weights.size()};
}

}  // namespace

std::vector<Fraction> saaty_random_index() {
  std::vector<Fraction> index;
  for (int const hundredths : {0, 0, 58, 90, 112, 124, 132, 141, 145, 149})
    index.emplace_back(hundredths, 100);
  return index;
}

Result<DerivedWeights> derive_weights(Comparisons const& matrix, Derivation how,
                                      std::vector<Fraction> const& random_index) {
  if (auto const fault = fault_of(matrix)) return *fault;
  for (auto const& index : random_index)
    if (index < 0) return Rejection{DataReason::random_index_must_not_be_negative};

  auto const n = matrix.size();
  Matrix real(n);
  for (std::size_t i = 0; i < n; ++i)
    for (auto const& value : matrix[i]) real[i].push_back(to_real(value));
  auto const weights =
      how == Derivation::eigenvector ? principal_eigenvector(real) : geometric_means(real);
  auto const lambda = stretch(real, weights);
  Real ci = n > 1 ? Real{(lambda - Real{n}) / Real{n - 1}} : Real{0};
  if (is_noise(ci) || n <= 2) ci = 0;

  DerivedWeights derived{.weights = {},
                         .lambda_max = static_cast<double>(lambda),
                         .ci = static_cast<double>(ci),
                         .cr = 0.0};
  for (auto const& weight : weights) derived.weights.push_back(static_cast<double>(weight));
  if (n > 2 && (random_index.size() < n || random_index[n - 1] == 0)) {
    derived.cr = Undefined::random_index_is_not_known;
    return derived;
  }
  Real const cr = n > 2 ? Real{ci / to_real(random_index[n - 1])} : Real{0};
  derived.cr = static_cast<double>(cr);
  derived.consistent = cr <= Real{1} / Real{10};
  return derived;
}

}  // namespace gozin::scoring
