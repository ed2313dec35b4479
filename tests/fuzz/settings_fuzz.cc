#include <optional>
#include <string>

#include "config/load.h"
#include "tests/fuzz/problems.h"
#include "tests/fuzz/target.h"

namespace tidings::fuzz {
namespace {

std::optional<std::string> variable(const std::string& name) {
  if (name.starts_with("SET")) return "value of " + name;
  return std::nullopt;
}

}  // namespace

void run(std::string_view input) {
  const auto loaded = config::parse(input, "settings", variable);
  check_problems(input, loaded.problems);
  const auto shown = config::render("settings", loaded.problems);
  const auto lines = static_cast<std::size_t>(std::count(shown.begin(), shown.end(), '\n'));
  record::ensure(lines == std::min<std::size_t>(loaded.problems.size(), 101), "a problem is one line");
}

}  // namespace tidings::fuzz
