#pragma once

#include <string>

#include "daemon/exit_code.h"

namespace tidings::daemon {

struct ExplainOptions {
  std::string file = "-";  // or a path, no pattern; "-" is standard input, which is one article unless it is JSON Lines
  bool json = false;       // the records instead of a page for people
  bool parse = false;      // also tokens, tags, names and trees; English only
  bool events = false;     // also the events; English only
  std::string model;       // for `parse` and `events`; empty: the one that lies beside this program
  std::string lexicon;     // likewise, a folder
  bool colour = false;
};

// Prints what would become of each article of a file: the document, what was removed from it and why, its sentences.
// Standard input is read to its end first, 8 MiB at most. kUsage where there is no such file.
[[nodiscard]] ExitCode explain(const ExplainOptions& options);

}  // namespace tidings::daemon
