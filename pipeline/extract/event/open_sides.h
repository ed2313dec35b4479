#pragma once

#include <string_view>

#include "pipeline/extract/event/home.h"
#include "pipeline/record/event.h"

namespace tidings::extract {

// Whose country a side is of that the sentence leaves open. PLOVER codes a protest, a curfew, an arrest or an attack as
// done to somebody even where nobody is named: it is done where it happens ("a bombing near Selmar"), or at home.
// `type` and `mode` are those of the act itself, also where it is only threatened. What is filled in says so in `via`:
// "place", the country of the place of the event, or "domestic", the country of the other side. Of acts that need no
// other side (agreeing, resigning, demanding) nothing is filled in, and nobody knows whose the drugs are that the
// police seize. `home` is that of those of whom nothing else is known ("the president promised to return to Norland");
// the one of the story is none of troops, who may be anywhere, nor of those whom somebody attacks unseen.
// `aimed_elsewhere`: an army attacks something else than those who suffer, who need not be its people ("troops attacked
// the town, killing three civilians").
void fill_open_sides(record::EventType type, std::string_view mode, const Home& home, bool aimed_elsewhere,
                     record::Picture& picture);

// Is the country of this side a conclusion and not told?
[[nodiscard]] bool is_assumed(const record::Actor& actor);

}  // namespace tidings::extract
