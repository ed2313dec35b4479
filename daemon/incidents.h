#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "daemon/exit_code.h"
#include "pipeline/correlate/reading.h"

namespace tidings::daemon {

struct IncidentsOptions {
  std::string id;    // or its first digits; empty: those that the filter lets pass
  std::string from;  // a state folder, an output folder or a file of updates
  std::chrono::days retention{90};
  correlate::Filter filter;
  std::optional<std::size_t> limit;  // 0: all; without one: of the table 20, as records all
  bool json = false;                 // records, one a line
  bool colour = false;
  std::size_t width = 100;  // of the table, in columns
};

// Prints incidents, what was opened last first, or one of them with its history and evidence. kUsage where there is
// none to read or none of that id, kBadData where a line is no update.
[[nodiscard]] ExitCode incidents(const IncidentsOptions& options);

// Columns of the terminal that standard output is, or what COLUMNS says, or 100.
[[nodiscard]] std::size_t width_of_output();

}  // namespace tidings::daemon
