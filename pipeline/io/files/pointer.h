#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/io/files/segments.h"
#include "pipeline/record/result.h"

namespace tidings::io::files {

// `.committed`, for the readers of an output folder, one JSON object:
//   {"state":"<id>","commit":7,"streams":{"documents":{"segment":2,"length":4711}}}
// Committed data of a stream are its closed files with numbers below `segment` and the first `length` bytes of the open
// one. A reader reads `.committed`, opens the open file, and then looks whether a closed file bears the number
// `segment`: if so, that file is the segment and what it opened is a later one; if not, what it opened is the segment,
// also when it is closed while it is being read. `state` names the state folder that this output belongs to.
struct Pointer {
  std::string state;
  std::uint64_t commit = 0;
};

// Nothing where there is none. kFatal (state_mismatch) where it cannot be understood.
record::Result<std::optional<Pointer>> read_pointer(const std::filesystem::path& folder);

// How far one stream is committed, as `.committed` has it. Nothing where there is no `.committed`, or nothing of this
// stream in it; kFatal (state_mismatch) where it cannot be understood.
record::Result<std::optional<Committed>> read_committed(const std::filesystem::path& folder, std::string_view stream);

// Replaces it as a whole.
record::Result<void> write_pointer(const std::filesystem::path& folder, const Pointer& pointer,
                                   const std::map<std::string, Committed>& streams);

}  // namespace tidings::io::files
