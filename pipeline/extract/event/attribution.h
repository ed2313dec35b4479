#pragma once

#include <span>
#include <vector>

#include "pipeline/extract/event/tree.h"
#include "pipeline/extract/parsed_document.h"
#include "pipeline/extract/quote/speech.h"
#include "pipeline/record/event.h"

namespace tidings::extract {

// Who says that what the trigger tells has happened, nearest first: whoever says the clause it stands in ("officials
// said", "according to the ministry", "as Holm put it"), whom he cites, who relays it ("told Reuters", "quoted by
// RIA"), and who says the quotation around it. Empty where the article tells it itself. The same speaker stands there
// once. A bounded number of steps up the tree.
[[nodiscard]] std::vector<record::Attribution> attribution_of(const ParsedDocument& parsed,
                                                              std::span<const Speech> speeches, Word trigger);

// Links of another sentence that the chain does not have yet.
void add_attribution(std::vector<record::Attribution>&& from, std::vector<record::Attribution>& into);

}  // namespace tidings::extract
