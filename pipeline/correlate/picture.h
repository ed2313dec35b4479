#pragma once

#include "pipeline/correlate/incident.h"
#include "pipeline/correlate/independence.h"
#include "pipeline/record/event.h"

namespace tidings::correlate {

// What is known of an incident by all that tell of it: the whole update but for what changed and why. It depends on the
// set of tellings alone, not on the order in which they came.
[[nodiscard]] record::Update picture_of(const Incident& incident);
[[nodiscard]] record::Update picture_of(const Incident& incident, const Sources& sources);

// Of what a reader sees of it; equal pictures have equal hashes. Sources and who published last are left out.
[[nodiscard]] Hash hash_of(const record::Update& update);

// "RUS|USA": the first code of each side; "-" for one that is not there.
[[nodiscard]] std::string dyad_of(const record::Picture& picture);

}  // namespace tidings::correlate
