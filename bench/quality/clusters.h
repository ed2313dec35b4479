#pragma once

#include <span>
#include <string>

// Measures of coreference: how alike are two ways to put the same mentions into clusters.
namespace tidings::quality {

// One mention and the cluster it is in, by gold and by us. Names of the two sides need not match.
struct Clustered {
  std::string gold;
  std::string ours;
};

struct Score {
  double precision = 0;  // 0 to 1; 0 where nothing is asked
  double recall = 0;
  [[nodiscard]] double f1() const;
};

// Links (Vilain et al. 1995, "A model-theoretic coreference scoring scheme"); says nothing of clusters of one.
[[nodiscard]] Score muc(std::span<const Clustered> mentions);

// Averaged over the mentions (Bagga and Baldwin 1998, "Algorithms for scoring coreference chains").
[[nodiscard]] Score b_cubed(std::span<const Clustered> mentions);

// Clusters matched one to one as well as possible (Luo 2005, "On coreference resolution performance metrics", with his
// fourth likeness). Cubic in the number of clusters.
[[nodiscard]] Score ceaf_e(std::span<const Clustered> mentions);

// The mean of the three F1 (the measure of the CoNLL shared tasks).
[[nodiscard]] double conll_f1(std::span<const Clustered> mentions);

}  // namespace tidings::quality
