#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "pipeline/extract/coder.h"
#include "pipeline/flow/edition.h"

namespace tidings::daemon {

using KnowledgePtr = std::shared_ptr<const extract::Knowledge>;

// What a stage that codes expects a record to come with.
struct KnowledgeEdition final : flow::Edition {
  explicit KnowledgeEdition(KnowledgePtr given) : knowledge(std::move(given)) {}
  const KnowledgePtr knowledge;
};

struct LoadedKnowledge {
  KnowledgePtr knowledge;  // null where there is a problem
  std::string problems;    // a line each, for people: "FILE:LINE:COLUMN: what is wrong"
};

// What coding stands on, read from a model file and a folder of the lexicon, whose event patterns lie in `events`. All
// problems of all files are found at once.
[[nodiscard]] LoadedKnowledge load_knowledge(const std::filesystem::path& model, const std::filesystem::path& lexicon);

}  // namespace tidings::daemon
