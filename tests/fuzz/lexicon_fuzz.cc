#include <algorithm>
#include <map>
#include <string>

#include "config/lexicon.h"
#include "pipeline/record/result.h"
#include "pipeline/record/utf8.h"
#include "tests/fuzz/target.h"

namespace tidings::fuzz {
namespace {

using record::ensure;

// "@@ cities.txt" begins a file of the lexicon.
std::map<std::string, std::string> files_of(std::string_view input) {
  std::map<std::string, std::string> files;
  std::string name = "countries.txt";
  while (!input.empty()) {
    const auto end = std::min(input.find('\n'), input.size());
    const auto line = input.substr(0, end);
    if (line.starts_with("@@ ")) {
      name = line.substr(3);
    } else {
      files[name].append(line).append("\n");
    }
    input.remove_prefix(std::min(end + 1, input.size()));
  }
  return files;
}

}  // namespace

void run(std::string_view input) {
  const auto files = files_of(input);
  const auto loaded = config::parse_lexicon(files);
  for (const auto& [name, problems] : loaded.problems) {
    const auto& text = files.at(name);
    ensure(!problems.empty(), "a file that is listed has problems");
    for (const auto& [place, what] : problems) {
      ensure(place.line >= 0 && place.line <= std::count(text.begin(), text.end(), '\n'), "they lie inside the file");
      ensure(!what.empty() && record::is_utf8(what), "they can be printed");
    }
  }
  const auto shown = config::render(loaded);
  const bool plain = std::none_of(shown.begin(), shown.end(), [](unsigned char c) { return c < 0x20 && c != '\n'; });
  ensure(plain, "what is printed holds no control characters");
  if (!loaded.problems.empty()) return;
  for (const auto& country : loaded.lexicon.countries) {
    ensure(country.alpha3.size() == 3 && !country.name.empty(), "a country has a code and a name");
  }
}

}  // namespace tidings::fuzz
