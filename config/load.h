#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "config/environment.h"
#include "config/problem.h"
#include "config/settings.h"

namespace tidings::config {

// Settings are to be used only where there are no problems.
struct Loaded {
  std::string file;  // for render(); "default" where there is none
  Settings settings;
  std::vector<Problem> problems;
};

// Reads a file of settings; what it does not say keeps its default. All problems are found at once: unreadable file,
// YAML, unknown and repeated keys, wrong types, ranges, promises between options.
[[nodiscard]] Loaded load(const std::filesystem::path& file, const Environment& environment);

// The settings without a file: config/tidings.yaml as it was when this program was built.
[[nodiscard]] Loaded load_default(const Environment& environment);
[[nodiscard]] std::string_view default_yaml();

// As load(), of a text; `name` stands for the file in messages.
[[nodiscard]] Loaded parse(std::string_view yaml, std::string name, const Environment& environment);

}  // namespace tidings::config
