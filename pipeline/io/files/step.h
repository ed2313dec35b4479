#pragma once

#include <cstdint>
#include <functional>

namespace tidings::io::files {

// What a commit does, in this order; a test may stop it, or let it fail, before any of them.
enum class Step : std::uint8_t {
  kAppend,   // bytes to the open file of one stream, and to those that follow it
  kSync,     // the same, durably
  kStore,    // positions, lengths and state: from here on it is committed
  kRename,   // a closed file and its follower get their names
  kPublish,  // `.committed` tells the readers
};

// Returns an errno to let the step fail, 0 to let it happen; may throw to play a kill. Empty in production.
using FaultHook = std::function<int(Step)>;

}  // namespace tidings::io::files
