#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace tidings::language {

// The best dependency tree for given scores of arcs: one root, no cycle, crossing arcs allowed. Greedy where the best
// heads are a tree already (then they are the best tree), else Chu-Liu-Edmonds. Equal scores: the head further left.
// Time is quadratic in the words for most sentences and cubic at worst; the caller bounds the words.
class TreeFinder {
 public:
  // scores[d * (n + 1) + h]: of head h for word d; h 0 is the root, word i is h i + 1. Sets heads[d] in the same count.
  void find(std::span<const std::int32_t> scores, std::size_t n, std::span<std::uint16_t> heads);

 private:
  struct Contraction {
    std::vector<std::uint16_t> cycle;        // nodes; the first stands for all of them afterwards
    std::vector<std::uint16_t> cycle_heads;  // of those nodes, inside the cycle
    std::vector<std::uint16_t> enter;        // by outer node: the node of the cycle its arc into the cycle meets
    std::vector<std::uint16_t> leave;        // by outer node: the node of the cycle its arc out of the cycle comes from
  };
  bool greedy(std::span<const std::int32_t> scores, std::span<std::uint16_t> heads);
  bool find_cycle(std::vector<std::uint16_t>& cycle);
  void best_heads();
  void contract(Contraction& level);
  void expand(const Contraction& level);
  [[nodiscard]] std::int64_t& score(std::size_t dependent, std::size_t head) {
    return scores_[dependent * nodes_ + head];
  }

  std::size_t nodes_ = 0;  // words and the root
  std::vector<std::int64_t> scores_;
  std::vector<std::uint16_t> head_;  // by node
  std::vector<std::uint8_t> alive_;
  std::vector<std::uint16_t> mark_;
  std::vector<Contraction> levels_;  // kept between calls for their memory
};

}  // namespace tidings::language
