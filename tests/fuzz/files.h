#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

namespace tidings::fuzz {

// One input as the files of a folder: "@@ cities.txt" begins one; what stands before the first is `first`.
inline std::map<std::string, std::string> files_of(std::string_view input, std::string first) {
  std::map<std::string, std::string> files;
  auto name = std::move(first);
  while (!input.empty()) {
    const auto end = std::min(input.find('\n'), input.size());
    const auto line = input.substr(0, end);
    if (line.starts_with("@@ ")) {
      name = line.substr(3);
    } else {
      files[name].append(line).append("\n");
    }
    input.remove_prefix(std::min(end + 1, input.size()));
  }
  return files;
}

}  // namespace tidings::fuzz
