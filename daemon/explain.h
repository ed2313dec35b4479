#pragma once

#include <cstdint>
#include <string>

#include "daemon/exit_code.h"

namespace tidings::daemon {

struct ExplainOptions {
  enum class Form : std::uint8_t { kText, kHtml, kJson };
  std::string file = "-";  // or a path, no pattern; "-" is standard input, which is one article unless it is JSON Lines
  Form form = Form::kText;
  bool parse = false;   // also tokens, tags, names and trees; of kText
  std::string missing;  // a folder: what its articles say that no pattern tells of, and nothing of `file`
  std::string model;    // empty: the one that lies beside this program
  std::string lexicon;  // likewise, a folder
  bool colour = false;
};

// Prints what would become of each article of a file: the text with what was found in it, each event and quote with the
// reasons for its fields, or the records that would be published. Standard input is read to its end first, 8 MiB at
// most. kUsage where there is no such file.
[[nodiscard]] ExitCode explain(const ExplainOptions& options);

}  // namespace tidings::daemon
