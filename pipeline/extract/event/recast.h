#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "pipeline/extract/event/matcher.h"
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
};

// As what an act counts: PLOVER's manual takes help that is promised for AGREE, help that is refused for REJECT and
// harm that is promised for THREATEN, which then have occurred. All else stays what its pattern says, with the
// verdict's status. A meeting that is planned keeps its type and has CAMEO's code of the intent to meet.
[[nodiscard]] Cast recast(const Pattern& pattern, const Verdict& verdict, const Tree& tree, Word trigger);

// The match whose promise, demand, refusal or threat the `index`th is about: "agreed to release" is one event, a
// promise, and the release none of its own. Only what has not happened is told by another; matches and verdicts go
// together.
[[nodiscard]] std::optional<std::size_t> told_by(const Tree& tree, std::span<const Match> matches,
                                                 std::span<const Verdict> verdicts, std::size_t index);

// Whom the teller's word concerns, where it names nobody: of a demand who shall act, else to whom it is done.
void take_part(const Pattern& teller, const record::Picture& part, record::Picture& picture);

}  // namespace tidings::extract
