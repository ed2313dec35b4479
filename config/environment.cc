#include "config/environment.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "config/problem.h"

namespace tidings::config {
namespace {

bool is_name(std::string_view name) {
  const auto letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'; };
  return !name.empty() && letter(name.front()) &&
         std::all_of(name.begin(), name.end(), [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

// `inside` is what stands between ${ and }.
Expanded value_of(std::string_view inside, const Environment& environment) {
  const auto split = inside.find(":-");
  const auto name = std::string(inside.substr(0, split));
  if (!is_name(name)) return {{}, fmt::format("{} names no environment variable", in_quotes(inside))};
  const auto value = environment(name);
  if (split == std::string_view::npos) {
    if (!value) return {{}, fmt::format("the environment variable {} is not set", name)};
    return {*value, {}};
  }
  return {value && !value->empty() ? *value : std::string(inside.substr(split + 2)), {}};
}

}  // namespace

Environment process_environment() {
  return [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());  // NOLINT(concurrency-mt-unsafe): before any thread
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
  };
}

Expanded expand(std::string_view text, const Environment& environment) {
  Expanded expanded;
  while (true) {
    const auto dollar = text.find("${");
    expanded.text.append(text.substr(0, dollar));
    if (dollar == std::string_view::npos) return expanded;
    text.remove_prefix(dollar + 2);
    if (dollar > 0 && expanded.text.back() == '$') {
      expanded.text.back() = '$';
      expanded.text.push_back('{');
      continue;
    }
    const auto end = text.find('}');
    if (end == std::string_view::npos) return {{}, "${ without }"};
    auto value = value_of(text.substr(0, end), environment);
    if (!value.problem.empty()) return value;
    expanded.text.append(value.text);
    text.remove_prefix(end + 1);
  }
}

}  // namespace tidings::config
