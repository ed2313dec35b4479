#pragma once

#include <cstdint>
#include <vector>

#include "pipeline/correlate/facts.h"
#include "pipeline/correlate/match.h"
#include "pipeline/correlate/state.h"
#include "pipeline/record/result.h"

namespace tidings::correlate {

// At most so many incidents are compared with one event, those first that the index thinks nearest; those that its
// sketches exclude do not count.
inline constexpr std::size_t kCandidatesMax = 64;

struct Fit {
  Number number = 0;
  Match match;
};

// The incidents that an event with these facts belongs to: the best first, of equals the one opened first. `looked_at`
// is raised by one for each that was compared.
record::Result<std::vector<Fit>> search(State& state, const Facts& facts, std::uint64_t& looked_at);

}  // namespace tidings::correlate
