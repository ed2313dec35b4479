#include "pipeline/language/parser_tree.h"

#include <algorithm>
#include <limits>

namespace tidings::language {
namespace {

// More than all scores of a sentence together: an arc from the root costs this, so that exactly one is taken.
constexpr std::int64_t kRootCost = std::int64_t{1} << 44;
constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::min() / 4;

}  // namespace

void TreeFinder::find(std::span<const std::int32_t> scores, std::size_t n, std::span<std::uint16_t> heads) {
  nodes_ = n + 1;
  if (greedy(scores, heads)) return;
  scores_.assign(nodes_ * nodes_, kNever);
  for (std::size_t d = 0; d < n; ++d) {
    for (std::size_t h = 0; h <= n; ++h) {
      if (h != d + 1) score(d + 1, h) = scores[d * nodes_ + h] - (h == 0 ? kRootCost : 0);
    }
  }
  alive_.assign(nodes_, 1);
  std::size_t depth = 0;
  for (;;) {
    best_heads();
    if (levels_.size() == depth) levels_.emplace_back();
    if (!find_cycle(levels_[depth].cycle)) break;
    contract(levels_[depth++]);
  }
  while (depth > 0) expand(levels_[--depth]);
  std::copy_n(head_.begin() + 1, n, heads.begin());
}

bool TreeFinder::greedy(std::span<const std::int32_t> scores, std::span<std::uint16_t> heads) {
  const std::size_t n = nodes_ - 1;
  head_.assign(nodes_, 0);
  alive_.assign(nodes_, 1);
  std::size_t roots = 0;
  for (std::size_t d = 0; d < n; ++d) {
    const std::int32_t* row = scores.data() + d * nodes_;
    std::size_t best = 0;
    for (std::size_t h = 1; h <= n; ++h) {
      if (h != d + 1 && row[h] > row[best]) best = h;
    }
    head_[d + 1] = static_cast<std::uint16_t>(best);
    roots += best == 0;
  }
  if (roots != 1 || find_cycle(levels_.empty() ? levels_.emplace_back().cycle : levels_[0].cycle)) return false;
  std::copy_n(head_.begin() + 1, n, heads.begin());
  return true;
}

void TreeFinder::best_heads() {
  for (std::size_t d = 1; d < nodes_; ++d) {
    if (alive_[d] == 0) continue;
    std::int64_t best = std::numeric_limits<std::int64_t>::min();
    for (std::size_t h = 0; h < nodes_; ++h) {
      if (h == d || alive_[h] == 0 || score(d, h) <= best) continue;
      best = score(d, h);
      head_[d] = static_cast<std::uint16_t>(h);
    }
  }
}

bool TreeFinder::find_cycle(std::vector<std::uint16_t>& cycle) {
  mark_.assign(nodes_, 0);  // 0: not seen; else the walk that saw it
  for (std::size_t start = 1; start < nodes_; ++start) {
    if (alive_[start] == 0) continue;
    std::size_t at = start;
    while (at != 0 && mark_[at] == 0) {
      mark_[at] = static_cast<std::uint16_t>(start);
      at = head_[at];
    }
    if (at == 0 || mark_[at] != start) continue;
    cycle.clear();
    const std::size_t first = at;
    do {
      cycle.push_back(static_cast<std::uint16_t>(at));
      at = head_[at];
    } while (at != first);
    return true;
  }
  return false;
}

void TreeFinder::contract(Contraction& level) {
  const auto& cycle = level.cycle;
  const std::size_t whole = cycle[0];
  level.enter.assign(nodes_, 0);
  level.leave.assign(nodes_, 0);
  level.cycle_heads.clear();
  std::int64_t inside = 0;
  for (const std::size_t v : cycle) {
    level.cycle_heads.push_back(head_[v]);
    inside += score(v, head_[v]);
    alive_[v] = 0;
  }
  for (std::size_t u = 0; u < nodes_; ++u) {
    if (alive_[u] == 0) continue;
    std::int64_t in = std::numeric_limits<std::int64_t>::min(), out = in;
    for (const std::size_t v : cycle) {
      const std::int64_t entering = score(v, u) - score(v, head_[v]);
      if (entering > in) {
        in = entering;
        level.enter[u] = static_cast<std::uint16_t>(v);
      }
      if (u != 0 && score(u, v) > out) {
        out = score(u, v);
        level.leave[u] = static_cast<std::uint16_t>(v);
      }
    }
    score(whole, u) = in + inside;
    if (u != 0) score(u, whole) = out;
  }
  alive_[whole] = 1;
}

void TreeFinder::expand(const Contraction& level) {
  const std::size_t whole = level.cycle[0];
  const std::uint16_t outer = head_[whole];
  for (std::size_t u = 1; u < nodes_; ++u) {
    if (alive_[u] != 0 && u != whole && head_[u] == whole) head_[u] = level.leave[u];
  }
  for (std::size_t i = 0; i < level.cycle.size(); ++i) {
    head_[level.cycle[i]] = level.cycle_heads[i];
    alive_[level.cycle[i]] = 1;
  }
  head_[level.enter[outer]] = outer;
}

}  // namespace tidings::language
