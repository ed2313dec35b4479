#pragma once

#include "pipeline/normalise/layout.h"

namespace tidings::normalise {

// Cuts page furniture out of a text, each piece with a record of why. The rules look at words and at form, and ask for
// both where words alone could be a sentence or a heading: to lose a sentence is worse than to keep a menu.
// `text` is what the layout was read from.
void drop_furniture(Layout& layout, std::string_view text);

}  // namespace tidings::normalise
