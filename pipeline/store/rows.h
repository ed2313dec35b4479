#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/record/bytes.h"

// A value that is a small table: a few bytes under each number. Batch::merge() gives it some rows without reading it:
// each takes the place of the one of its number. A row without bytes is none any more.
namespace tidings::store {

class RowsWriter {
 public:
  explicit RowsWriter(std::string& out) : out_(out) {}
  void add(std::uint64_t number, std::string_view bytes);  // numbers rise

 private:
  record::ByteWriter out_;
  std::uint64_t last_ = 0;
};

class RowsReader {
 public:
  explicit RowsReader(std::string_view table) : in_(table) {}

  struct Row {
    std::uint64_t number = 0;
    std::string_view bytes;
  };
  std::optional<Row> next();  // nothing: the end, or damage
  [[nodiscard]] bool ok() const { return in_.ok(); }

 private:
  record::ByteReader in_;
  std::uint64_t last_ = 0;
};

enum class Erased : std::uint8_t { kKeep, kDrop };

// The table with these rows in it. Rows that are none any more stay as such (kKeep) where the result is itself to be
// merged into a table. Nothing: one of the two is damaged.
[[nodiscard]] std::optional<std::string> merged(std::string_view table, std::string_view rows, Erased erased);

}  // namespace tidings::store
