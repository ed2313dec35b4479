#include "bench/quality/logistic.h"

#include <cmath>
#include <cstddef>
#include <utility>

namespace tidings::quality {
namespace {

constexpr int kSteps = 30;  // Newton's method needs fewer than ten

using Vector = std::vector<double>;
using Matrix = std::vector<Vector>;

// Gauss with the greatest pivot; the matrix of a regression with a ridge is never singular.
Vector solve(Matrix matrix, Vector right) {
  const auto size = right.size();
  for (std::size_t at = 0; at < size; ++at) {
    auto pivot = at;
    for (auto row = at + 1; row < size; ++row) {
      if (std::abs(matrix[row][at]) > std::abs(matrix[pivot][at])) pivot = row;
    }
    std::swap(matrix[at], matrix[pivot]);
    std::swap(right[at], right[pivot]);
    for (auto row = at + 1; row < size; ++row) {
      const double factor = matrix[row][at] / matrix[at][at];
      for (auto column = at; column < size; ++column) matrix[row][column] -= factor * matrix[at][column];
      right[row] -= factor * right[at];
    }
  }
  for (auto at = size; at-- > 0;) {
    for (auto column = at + 1; column < size; ++column) right[at] -= matrix[at][column] * right[column];
    right[at] /= matrix[at][at];
  }
  return right;
}

}  // namespace

double probability(std::span<const double> weights, std::span<const double> signals) {
  double sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * signals[i];
  return 1 / (1 + std::exp(-sum));
}

Vector fit(std::span<const Labelled> cases, double ridge) {
  const auto size = cases.empty() ? 0 : cases.front().signals.size();
  constexpr double kTiny = 1e-6;  // of the first, so that no case at all gives no division by 0
  Vector weights(size, 0);
  for (int step = 0; step < kSteps; ++step) {
    Vector gradient(size, 0);
    Matrix curvature(size, Vector(size, 0));
    for (std::size_t i = 0; i < size; ++i) {
      const double pull = i == 0 ? kTiny : ridge;
      gradient[i] = -pull * weights[i];
      curvature[i][i] = pull;
    }
    for (const auto& one : cases) {
      const double chance = probability(weights, one.signals);
      for (std::size_t i = 0; i < size; ++i) {
        gradient[i] += ((one.right ? 1 : 0) - chance) * one.signals[i];
        for (std::size_t j = 0; j < size; ++j)
          curvature[i][j] += chance * (1 - chance) * one.signals[i] * one.signals[j];
      }
    }
    const auto change = solve(curvature, gradient);
    for (std::size_t i = 0; i < size; ++i) weights[i] += change[i];
  }
  return weights;
}

}  // namespace tidings::quality
