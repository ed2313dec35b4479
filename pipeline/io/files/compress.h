#pragma once

#include <filesystem>

#include "pipeline/record/result.h"

namespace tidings::io::files {

// Puts `from`, compressed with zstd as one frame, in the place of itself under the name `to`; memory does not depend on
// its size. `to` appears whole or not at all, and `from` goes away only after it; may be called again after a crash.
record::Result<void> compress_file(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace tidings::io::files
