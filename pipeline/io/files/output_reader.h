#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

#include "pipeline/record/message.h"
#include "pipeline/record/result.h"

// What a sink has written, for who reads it back: JSON Lines, closed files compressed or not.
namespace tidings::io::files {

struct OutputLine {
  std::string_view text;  // valid during the call only
  const std::filesystem::path& file;
  std::uint64_t number;  // in that file, from 1
  bool whole;            // false: the file ends without a line end, so it may still be being written
};

// An error ends the reading and is its result.
using VisitLine = std::function<record::Result<void>(const OutputLine& line)>;

// The lines of one file, `.gz` and `.zst` by its name. kFatal: it cannot be read; kBadInput (truncated): it is damaged
// or ends early, which is told behind the lines before.
[[nodiscard]] record::Result<void> read_lines(const std::filesystem::path& file, const VisitLine& visit);

// The committed lines of a stream in the order in which they were written, while the sink may go on writing; where the
// folder does not say what is committed, all lines. Closed files that go away meanwhile are left out.
[[nodiscard]] record::Result<void> read_stream(const std::filesystem::path& folder, record::Stream stream,
                                               const VisitLine& visit);

// Whether it has a file of this stream, or says that something of it is committed.
[[nodiscard]] bool has_stream(const std::filesystem::path& folder, record::Stream stream);

}  // namespace tidings::io::files
