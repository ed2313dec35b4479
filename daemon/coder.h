#pragma once

#include <string>
#include <string_view>

namespace tidings::daemon {

// The name of what codes: this program's version, the model and the lexicon, by the hashes of both. It stands in every
// event as `coder`, so that two events of the same article can be told apart by what read it. 32 hex digits.
[[nodiscard]] std::string coder_of(std::string_view model_hash, std::string_view lexicon_hash,
                                   std::string_view version = TIDINGS_VERSION);

}  // namespace tidings::daemon
