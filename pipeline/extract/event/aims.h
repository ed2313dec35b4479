#pragma once

#include <vector>

#include "pipeline/extract/event/matcher.h"
#include "pipeline/extract/parsed_document.h"
#include "pipeline/record/event.h"

// Whom force and crowds are aimed at and where they come from, beyond what the slots of a pattern say.
namespace tidings::extract {

// "rallied outside the Norlandic embassy": those whose it is, where the text does not say against whom.
[[nodiscard]] Word embassy_faced(const ParsedDocument& parsed, const Match& match);

// Unnamed attackers are of where they fired from: "militants fired rockets from Norland".
void give_origin(const ParsedDocument& parsed, const Match& match, std::vector<record::Actor>& actors);

// "destroyed two Vendorian missiles" is no disarmament of those who did it: whose arms they are, if another's.
[[nodiscard]] Word disarmed_by_force(const ParsedDocument& parsed, const Match& match,
                                     const std::vector<record::Actor>& actors);

}  // namespace tidings::extract
