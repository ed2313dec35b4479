#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "pipeline/io/files/segments.h"
#include "pipeline/record/result.h"

namespace tidings::io::files {

// `.committed`, for the readers of an output folder, one JSON object:
//   {"state":"<id>","commit":7,"streams":{"documents":{"segment":2,"length":4711}}}
// Committed data of a stream are its closed files with numbers below `segment` and the first `length` bytes of the open
// one. A reader opens the open file first and then reads `.committed`; where `segment` is not the one it expected, the
// file was closed meanwhile and is complete. `state` names the state folder that this output belongs to.
struct Pointer {
  std::string state;
  std::uint64_t commit = 0;
};

// Nothing where there is none. kFatal (state_mismatch) where it cannot be understood.
record::Result<std::optional<Pointer>> read_pointer(const std::filesystem::path& folder);

// Replaces it as a whole.
record::Result<void> write_pointer(const std::filesystem::path& folder, const Pointer& pointer,
                                   const std::map<std::string, Committed>& streams);

}  // namespace tidings::io::files
