#include "pipeline/language/parser.h"

#include <algorithm>
#include <limits>

namespace tidings::language {
namespace {

// The products of the arc and label scores stay within int32 with these.
constexpr std::int32_t kHeadReach = 2047;
constexpr std::int32_t kValueReach = 8191;
// More and less than any of them.
constexpr std::int32_t kMust = std::numeric_limits<std::int32_t>::max();
constexpr std::int32_t kMustNot = std::numeric_limits<std::int32_t>::min() / 2;

}  // namespace

void Parser::parse(std::span<const std::int16_t> outputs, std::span<const Stretch> stretches,
                   std::span<const std::uint32_t> roots, std::span<std::int32_t> heads, std::span<Relation> relations) {
  outputs_ = outputs;
  const std::size_t words = outputs.size() / model_.heads.outputs;
  while (rows_.size() < words) rows_.push_back(static_cast<std::uint32_t>(rows_.size()));
  sums_.resize(kWordsAtOnce * std::max(model_.arc.outputs, model_.label.outputs));
  arc_factors(words);
  for (std::size_t i = 0; i < stretches.size(); ++i) find_tree(stretches[i], roots[i], heads);
  label_arcs(words, heads, relations);
}

Activations Parser::small(std::size_t words, std::size_t channels) {
  wide_.resize(std::max(wide_.size(), words * channels));
  return {narrow_.data(), words, channels, wide_.data()};
}

void Parser::arc_factors(std::size_t words) {
  const Kernels& kernels = model_.kernels();
  const Layer& arc = model_.arc;
  const std::size_t width = model_.groups.arc_width;
  narrow_.resize(std::max(narrow_.size(), words * std::max(width, model_.groups.label_width)));
  arc_heads_.resize(words * width);
  for (std::size_t i = 0; i < words; ++i) {
    kernels.leaky_int8(output(i, model_.groups.arc_dependent), width, narrow_.data() + i * width);
    kernels.leaky(output(i, model_.groups.arc_head), kHeadReach, width, arc_heads_.data() + i * width);
  }
  arc_values_.resize(words * arc.outputs);
  const std::int32_t here = 0;
  for (std::size_t first = 0; first < words; first += kWordsAtOnce) {
    const std::size_t count = std::min(kWordsAtOnce, words - first);
    kernels.multiply(small(words, width), rows_.data() + first, count, &here, arc, sums_.data());
    for (std::size_t i = 0; i < count; ++i) {
      kernels.rescale(sums_.data() + i * arc.outputs, arc, kValueReach, arc_values_.data() + (first + i) * arc.outputs);
    }
  }
}

void Parser::find_tree(const Stretch& stretch, std::uint32_t root, std::span<std::int32_t> heads) {
  const Kernels& kernels = model_.kernels();
  const std::size_t n = stretch.end - stretch.begin, width = model_.groups.arc_width;
  const auto reach = static_cast<std::int32_t>(model_.distance.size() / 2);
  scores_.resize(n * (n + 1));
  found_.resize(n);
  for (std::size_t d = 0; d < n; ++d) {
    const std::int16_t* value = arc_values_.data() + (stretch.begin + d) * model_.arc.outputs;
    std::int32_t* row = scores_.data() + d * (n + 1);
    kernels.dot_rows(value, model_.root_arc.data(), width, 1, row);
    kernels.dot_rows(value, arc_heads_.data() + stretch.begin * width, width, n, row + 1);
    for (std::size_t h = 0; h <= n; ++h) {
      const auto apart = static_cast<std::int32_t>(h) - 1 - static_cast<std::int32_t>(d);
      row[h] += model_.distance[static_cast<std::size_t>(std::clamp(apart, -reach, reach) + reach)];
    }
  }
  for (std::size_t d = 0; d < n && root != kAny; ++d) {
    scores_[d * (n + 1)] = stretch.begin + d == root ? kMust : kMustNot;
  }
  tree_.find(scores_, n, found_);
  for (std::size_t d = 0; d < n; ++d) {
    heads[stretch.begin + d] = found_[d] == 0 ? kRoot : static_cast<std::int32_t>(stretch.begin + found_[d] - 1);
  }
}

void Parser::label_arcs(std::size_t words, std::span<const std::int32_t> heads, std::span<Relation> relations) {
  const Kernels& kernels = model_.kernels();
  const Layer& label = model_.label;
  const std::size_t width = model_.groups.label_width;
  for (std::size_t i = 0; i < words; ++i) {
    kernels.leaky_int8(output(i, model_.groups.label_dependent), width, narrow_.data() + i * width);
  }
  label_values_.resize(label.outputs);
  label_head_.resize(width + 2);
  label_scores_.resize(model_.label_columns);
  const std::int32_t here = 0;
  for (std::size_t first = 0; first < words; first += kWordsAtOnce) {
    const std::size_t count = std::min(kWordsAtOnce, words - first);
    kernels.multiply(small(words, width), rows_.data() + first, count, &here, label, sums_.data());
    for (std::size_t i = 0; i < count; ++i) {
      const std::int32_t head = heads[first + i];
      kernels.rescale(sums_.data() + i * label.outputs, label, kValueReach, label_values_.data());
      if (head == kRoot) {
        std::copy(model_.root_label.begin(), model_.root_label.end(), label_head_.begin());
      } else {
        kernels.leaky(output(static_cast<std::size_t>(head), model_.groups.label_head), kHeadReach, width,
                      label_head_.data());
      }
      label_head_[width] = model_.label_one;
      kernels.pair_products(label_values_.data(), label_head_.data(), width / 2 + 1, model_.label_columns,
                            label_scores_.data());
      relations[first + i] = best_relation(head == kRoot);
    }
  }
}

// The root of a tree is "root", and nothing else is.
Relation Parser::best_relation(bool is_root) const {
  if (is_root) return Relation::kRoot;
  std::size_t best = model_.root_relation == 0 ? 1 : 0;
  for (std::size_t l = best + 1; l < model_.relations.size(); ++l) {
    if (l != model_.root_relation && label_scores_[l] > label_scores_[best]) best = l;
  }
  return model_.relations[best];
}

}  // namespace tidings::language
