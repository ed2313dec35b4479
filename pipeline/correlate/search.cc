#include "pipeline/correlate/search.h"

#include <algorithm>
#include <utility>

namespace tidings::correlate {
namespace {

using record::Result;

// What a match may have beyond its estimate: a near copy, a country, a side whose bit is another's, too.
constexpr int kUnseen = 5;

using Estimate = std::pair<int, Number>;

// The nearest first; of equals the one opened first.
bool is_nearer(const Estimate& one, const Estimate& other) {
  return one.first != other.first ? one.first > other.first : one.second < other.second;
}

// Each incident once, with its best estimate.
void keep_best_of_each(std::vector<Estimate>& estimates) {
  std::ranges::sort(estimates, [](const Estimate& one, const Estimate& other) {
    return one.second != other.second ? one.second < other.second : one.first > other.first;
  });
  const auto same = [](const Estimate& one, const Estimate& other) { return one.second == other.second; };
  estimates.erase(std::unique(estimates.begin(), estimates.end(), same), estimates.end());
  std::ranges::sort(estimates, is_nearer);
}

Result<std::vector<Estimate>> estimate_all(State& state, const Facts& facts) {
  std::vector<Estimate> estimates;
  const auto sketch = sketch_of(facts);
  for (const auto entry : places_to_look(facts)) {
    const auto posting = state.posting(entry);
    if (!posting) return posting.error();
    for (const auto& [number, other] : (*posting)->all) {
      const auto points = estimate(sketch, other);
      if (points >= kJoins - kUnseen && may_join(sketch, other)) estimates.emplace_back(points, number);
    }
  }
  keep_best_of_each(estimates);
  return estimates;
}

}  // namespace

Result<std::vector<Fit>> search(State& state, const Facts& facts, std::uint64_t& looked_at) {
  const auto estimates = estimate_all(state, facts);
  if (!estimates) return estimates.error();
  std::vector<Fit> fits;
  int best = 0;
  std::size_t looked = 0;
  for (const auto& [points, number] : *estimates) {
    if (looked == kCandidatesMax || points + kUnseen < best) break;
    const auto candidate = state.candidate(number);
    if (!candidate) return candidate.error();
    if (!*candidate || state.is_past((*candidate)->last_mention)) continue;
    ++looked;
    const auto found = match(facts, *(*candidate)->facts);
    if (!found || found->points < kJoins) continue;
    best = std::max(best, found->points);
    fits.push_back({(*candidate)->number, *found});
  }
  looked_at += looked;
  std::ranges::sort(fits, [](const Fit& one, const Fit& other) {
    return is_nearer({one.match.points, one.number}, {other.match.points, other.number});
  });
  return fits;
}

}  // namespace tidings::correlate
