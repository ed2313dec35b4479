#pragma once

#include <functional>
#include <optional>

#include "pipeline/extract/coder.h"
#include "pipeline/language/lexicon.h"

namespace tidings::quality {

// Model, lexicon and patterns of the source tree; nothing where they have mistakes, which are printed. `change` may add
// to the lexicon.
std::optional<extract::Knowledge> load_knowledge(const std::function<void(language::Lexicon&)>& change = {});

// One sentence as a document, published on that day.
record::Document document_of(const std::string& id, const std::string& sentence, const std::string& published);

}  // namespace tidings::quality
