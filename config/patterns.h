#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "config/problem.h"
#include "pipeline/extract/event/patterns.h"

namespace tidings::config {

// The patterns are to be used only where there are no problems.
struct LoadedPatterns {
  extract::Patterns patterns;
  std::map<std::string, std::vector<Problem>> problems;  // by file; files without any are not listed
  std::string hash;                                      // SHA-256 of the names and bytes of all files, in hex
};

// Reads the `.yaml` files of a folder like config/lexicon/events, each of at most 1 MiB; see docs/patterns.md for their
// form. All problems are found at once: what is no YAML, unknown keys, types, modes, contexts, slots, lists and
// classes, ids that come twice, frames without triggers, patterns without sentences, sentences that come twice.
[[nodiscard]] LoadedPatterns load_patterns(const std::filesystem::path& folder);

// As load_patterns(), of texts by file name ("coerce.yaml").
[[nodiscard]] LoadedPatterns parse_patterns(const std::map<std::string, std::string>& texts);

// Distinct (lemma, type, mode), as the patterns count them: the words of a trigger are one lemma.
[[nodiscard]] std::size_t count_senses(const extract::Patterns& patterns);

}  // namespace tidings::config
