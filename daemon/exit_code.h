#pragma once

#include "pipeline/record/result.h"

namespace tidings::daemon {

// As sysexits.h has them; part of the interface (docs/operations.md).
enum class ExitCode : int {
  kDone = 0,
  kUsage = 64,
  kBadData = 65,
  kUnavailable = 69,
  kInternal = 70,
  kTryAgain = 75,
  kConfiguration = 78,
};

// What an error that ends the process is to whoever started it.
[[nodiscard]] ExitCode exit_code_of(const record::Error& error);

}  // namespace tidings::daemon
