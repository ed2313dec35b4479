#include "config/lexicon.h"
#include "tests/fuzz/files.h"
#include "tests/fuzz/problems.h"
#include "tests/fuzz/target.h"

namespace tidings::fuzz {

using record::ensure;

void run(std::string_view input) {
  const auto files = files_of(input, "countries.txt");
  const auto loaded = config::parse_lexicon(files);
  for (const auto& [name, problems] : loaded.problems) {
    ensure(!problems.empty(), "a file that is listed has problems");
    check_problems(files.at(name), problems);
  }
  if (!loaded.problems.empty()) return;
  for (const auto& country : loaded.lexicon.countries) {
    ensure(country.alpha3.size() == 3 && !country.name.empty(), "a country has a code and a name");
  }
}

}  // namespace tidings::fuzz
