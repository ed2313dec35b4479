#include <algorithm>
#include <optional>
#include <string>

#include "config/describe.h"
#include "config/load.h"
#include "pipeline/record/result.h"
#include "pipeline/record/utf8.h"
#include "tests/fuzz/target.h"

namespace tidings::fuzz {
namespace {

using record::ensure;

std::optional<std::string> variable(const std::string& name) {
  if (name.starts_with("SET")) return "value of " + name;
  return std::nullopt;
}

}  // namespace

void run(std::string_view input) {
  const auto loaded = config::parse(input, "settings", variable);
  const auto lines = 1 + std::count(input.begin(), input.end(), '\n') + std::count(input.begin(), input.end(), '\r');
  for (const auto& [place, text] : loaded.problems) {
    ensure(place.line >= 0 && place.line <= lines, "a problem lies inside the file");
    ensure(place.column >= 0 && static_cast<std::size_t>(place.column) <= input.size() + 1, "and inside its line");
    ensure(!text.empty() && record::is_utf8(text), "a problem can be printed");
  }
  const auto shown = config::render("settings", loaded.problems);
  const bool plain = std::none_of(shown.begin(), shown.end(), [](unsigned char c) { return c < 0x20 && c != '\n'; });
  ensure(plain, "what is printed holds no control characters");
  ensure(std::count(shown.begin(), shown.end(), '\n') ==
             static_cast<long>(std::min<std::size_t>(loaded.problems.size(), 101)),
         "a problem is one line");
}

}  // namespace tidings::fuzz
