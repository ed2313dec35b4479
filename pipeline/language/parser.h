#pragma once

#include <span>
#include <vector>

#include "pipeline/language/encoder.h"
#include "pipeline/language/parser_tree.h"

namespace tidings::language {

// From the outputs of the encoder to trees and relations.
class Parser {
 public:
  explicit Parser(const Model& model) : model_(model) {}

  // `heads`: of the encoder, for all words of `stretches`, which begin at 0 and follow one another. Sets the head of
  // each word (an index as the stretches count; the root of a stretch has kRoot) and its relation. `roots`: by stretch
  // the word that must be its root, or kAny.
  void parse(std::span<const std::int16_t> outputs, std::span<const Stretch> stretches,
             std::span<const std::uint32_t> roots, std::span<std::int32_t> heads, std::span<Relation> relations);

  static constexpr std::int32_t kRoot = -1;
  static constexpr std::uint32_t kAny = UINT32_MAX;

 private:
  void arc_factors(std::size_t words);
  void find_tree(const Stretch& stretch, std::uint32_t root, std::span<std::int32_t> heads);
  void label_arcs(std::size_t words, std::span<const std::int32_t> heads, std::span<Relation> relations);
  [[nodiscard]] Relation best_relation(bool is_root) const;
  [[nodiscard]] const std::int16_t* output(std::size_t word, std::size_t group) const {
    return outputs_.data() + word * model_.heads.outputs + group;
  }
  Activations small(std::size_t words, std::size_t channels);

  const Model& model_;
  TreeFinder tree_;
  std::span<const std::int16_t> outputs_;
  std::vector<std::uint32_t> rows_;   // 0, 1, 2 …
  std::vector<std::uint8_t> narrow_;  // a layer of the dependents, int8
  std::vector<std::int16_t> wide_;
  std::vector<std::int32_t> sums_;
  std::vector<std::int16_t> arc_values_;  // dependents' side of arcs
  std::vector<std::int16_t> arc_heads_;   // heads' side
  std::vector<std::int32_t> scores_;
  std::vector<std::uint16_t> found_;
  std::vector<std::int16_t> label_values_;
  std::vector<std::int16_t> label_head_;
  std::vector<std::int32_t> label_scores_;
};

}  // namespace tidings::language
