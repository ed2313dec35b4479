#include "config/patterns.h"
#include "tests/fuzz/files.h"
#include "tests/fuzz/problems.h"
#include "tests/fuzz/target.h"

namespace tidings::fuzz {

void run(std::string_view input) {
  const auto files = files_of(input, "coerce.yaml");
  const auto loaded = config::parse_patterns(files);
  for (const auto& [name, problems] : loaded.problems) {
    record::ensure(!problems.empty(), "a file that is listed has problems");
    const auto file = files.find(name);
    check_problems(file == files.end() ? std::string_view() : file->second, problems);
  }
  (void)config::count_senses(loaded.patterns);
}

}  // namespace tidings::fuzz
