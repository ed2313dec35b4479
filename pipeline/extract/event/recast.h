#pragma once

#include <string>

#include "pipeline/extract/event/patterns.h"
#include "pipeline/extract/event/status.h"
#include "pipeline/extract/event/tree.h"
#include "pipeline/record/event.h"

namespace tidings::extract {

struct Cast {
  record::EventType type = record::EventType::kConsult;
  std::string mode;
  std::string cameo;
  record::Status status = record::Status::kOccurred;
  // "Warned that an attack would have consequences": the verb whose subject threatens those who might attack.
  Word deterring = kNoWord;
  // "Will impose sanctions if Norland attacks": the verb of the condition under which a threat comes true.
  Word condition = kNoWord;
};

// As what an act counts: PLOVER's manual takes help that is promised for AGREE, help that is refused for REJECT and
// harm that is promised for THREATEN, which then have occurred. All else stays what its pattern says, with the
// verdict's status. A meeting that is planned keeps its type and has CAMEO's code of the intent to meet.
[[nodiscard]] Cast recast(const Pattern& pattern, const Verdict& verdict, const Tree& tree, Word trigger);

}  // namespace tidings::extract
