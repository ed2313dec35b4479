#pragma once

#include <cstddef>

namespace tidings::bench {

// Allocations of the process so far. Programs that link allocations.cc have its operator new.
[[nodiscard]] std::size_t allocations();

}  // namespace tidings::bench
