#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/problem.h"

namespace tidings::config {

struct Entry;

// A YAML value and where it stands. Only what a settings file needs: no anchors, aliases, tags, or keys that are not
// plain words.
struct Node {
  enum class Kind : std::uint8_t { kEmpty, kScalar, kList, kMap };

  Kind kind = Kind::kEmpty;
  Place place;
  std::string text;            // of a scalar, whether quoted or not
  std::vector<Node> items;     // of a list
  std::vector<Entry> entries;  // of a map, in the order of the file; no key twice
};

struct Entry {
  std::string key;
  Place place;  // of the key
  Node value;
};

// Reads one YAML document of at most 1 MiB and 16 levels. Adds to `problems` everything that is wrong with its form;
// the tree holds what could be read all the same, nothing where the syntax is broken. Time and memory are linear in
// `text`.
[[nodiscard]] Node read_yaml(std::string_view text, std::vector<Problem>& problems);

}  // namespace tidings::config
