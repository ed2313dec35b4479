#pragma once

#include "pipeline/extract/event/mend.h"

namespace tidings::extract {

// Puts right on which verb a second clause hangs: "urged Norland to leave and praised Vendoria" praises, as it urges;
// "expelled the envoy and Norland recalled its own" expels no Norland; "authorised the army to bomb the port" is what
// the army may do; "accused each other of theft" accuses of it; "condemned what it called
// a raid" condemned the raid. As mend, of which it is a part.
void mend_clauses(const Tree& tree, Links& links);

}  // namespace tidings::extract
