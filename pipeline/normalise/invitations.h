#pragma once

#include "pipeline/normalise/layout.h"

namespace tidings::normalise {

// Cuts "Sign up for our newsletter.", "We use cookies. You can change this." off the front of a line. Such notices come
// as a few sentences in one line, and a real one may follow them: it stays.
void cut_invitations(Layout& layout, Line& line);

}  // namespace tidings::normalise
