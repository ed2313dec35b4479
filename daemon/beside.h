#pragma once

#include <filesystem>

#include "config/settings.h"

namespace tidings::daemon {

// What lies beside this program: in ../share/tidings, seen from its folder.
[[nodiscard]] std::filesystem::path default_model();
[[nodiscard]] std::filesystem::path default_lexicon();

[[nodiscard]] std::filesystem::path lexicon_folder(const config::LexiconSettings& settings);

}  // namespace tidings::daemon
