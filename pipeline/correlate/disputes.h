#pragma once

#include <span>
#include <vector>

#include "pipeline/correlate/incident.h"
#include "pipeline/record/event.h"

namespace tidings::correlate {

// Fields whose values exclude each other, each value with the first event that has it: time, place, status, amounts,
// mode. Values of which one is only more exact than the other are no dispute, nor are round numbers near each other.
[[nodiscard]] std::vector<record::Dispute> disputes_of(std::span<const Telling> tellings, record::EventType type);

// Whether two accounts of one amount can both be right.
[[nodiscard]] bool agree(const record::Amount& one, const record::Amount& other);

}  // namespace tidings::correlate
