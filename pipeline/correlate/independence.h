#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "pipeline/correlate/incident.h"

namespace tidings::correlate {

// Articles, and the groups of them that stand for one report.
struct Sources {
  std::uint32_t articles = 0;
  std::uint32_t independent = 0;
  std::vector<std::uint32_t> group;  // of each telling
};

// Two articles are one report where both carry the same `source`, or where what one gives as evidence is a near copy of
// what the other gives; what one plans and the other does not is no copy. `unkept`: articles without a telling here,
// counted, and told apart from none.
[[nodiscard]] Sources sources_of(std::span<const Telling> tellings, std::uint32_t unkept);

[[nodiscard]] bool are_one_report(const Telling& one, const Telling& other);
[[nodiscard]] bool is_near_copy(const record::Event& one, const record::Event& other);

// How many articles the tellings are of.
[[nodiscard]] std::uint32_t articles_of(std::span<const Telling> tellings);

}  // namespace tidings::correlate
