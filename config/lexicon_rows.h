#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "config/problem.h"

// The form that all files of config/lexicon share: a line is a row, "|" parts its fields, ";" the items of a list, "-"
// stands for nothing, and a line that begins with "#" is a comment.
namespace tidings::config {

struct Column {
  std::string_view name;  // for messages
  bool optional = false;  // may be "-"
};

// Part of a text that outlives it, without the spaces around it; empty where nothing is given.
struct Field {
  std::string_view text;
  Place place;
};

using Row = std::vector<Field>;  // as many as there are columns

// The rows that are well-formed; adds to `problems` what is wrong with the others: not UTF-8, control characters, a
// line of more than 4 KiB, another number of fields, an empty field, nothing where a column needs something. At most 4
// MiB and 100,000 rows. Linear time.
[[nodiscard]] std::vector<Row> read_rows(std::string_view text, std::span<const Column> columns,
                                         std::vector<Problem>& problems);

// The items of a list, none for an empty field; complains of empty and repeated ones.
[[nodiscard]] std::vector<Field> items_of(const Field& field, std::vector<Problem>& problems);

}  // namespace tidings::config
