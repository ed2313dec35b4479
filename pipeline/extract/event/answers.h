#pragma once

#include <vector>

#include "pipeline/extract/event/join.h"

namespace tidings::extract {

// Who rejects a demand without saying whose ("rejected this", "refused") rejects the last one made to him; who warns
// what an attack would cost warns those who were last told to prepare or make one. Gives such answers the sides of what
// they answer. `tellings` in the order of the text.
void give_addressees(std::vector<Telling>& tellings);

}  // namespace tidings::extract
