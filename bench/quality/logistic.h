#pragma once

#include <span>
#include <vector>

namespace tidings::quality {

// One case: what speaks for and against, and whether it was right.
struct Labelled {
  std::vector<double> signals;  // the first is 1
  bool right = false;
};

// Weights of a logistic regression, by Newton's method; `ridge` pulls all but the first towards 0.
[[nodiscard]] std::vector<double> fit(std::span<const Labelled> cases, double ridge);

[[nodiscard]] double probability(std::span<const double> weights, std::span<const double> signals);

}  // namespace tidings::quality
