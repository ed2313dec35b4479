#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "pipeline/extract/coder.h"

namespace tidings::daemon {

struct LoadedKnowledge {
  std::shared_ptr<const extract::Knowledge> knowledge;  // null where there is a problem
  std::string problems;                                 // a line each, for people: "FILE:LINE:COLUMN: what is wrong"
};

// What coding stands on, read from a model file and a folder of the lexicon, whose event patterns lie in `events`. All
// problems of all files are found at once.
[[nodiscard]] LoadedKnowledge load_knowledge(const std::filesystem::path& model, const std::filesystem::path& lexicon);

}  // namespace tidings::daemon
