#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "config/problem.h"
#include "pipeline/language/lexicon.h"

namespace tidings::config {

// The lexicon is to be used only where there are no problems.
struct LoadedLexicon {
  language::Lexicon lexicon;
  std::map<std::string, std::vector<Problem>> problems;  // by file; files without any are not listed
  std::string hash;                                      // SHA-256 of the names and bytes of all files, in hex
};

// Reads all files of a folder like config/lexicon; files that are not part of a lexicon are left alone. All problems
// are found at once: missing files, wrong form, unknown countries, sectors, kinds and genders, repetitions, dates that
// are none.
[[nodiscard]] LoadedLexicon load_lexicon(const std::filesystem::path& folder);

// As load_lexicon(), of texts by file name ("cities.txt").
[[nodiscard]] LoadedLexicon parse_lexicon(const std::map<std::string, std::string>& texts);

// As render() of each file, in the order of their names, with `folder` before them.
[[nodiscard]] std::string render(const LoadedLexicon& loaded, const std::filesystem::path& folder = {});

}  // namespace tidings::config
