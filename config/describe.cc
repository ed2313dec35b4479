#include "config/describe.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>
#include <vector>

#include "config/option.h"

namespace tidings::config {
namespace {

constexpr std::string_view kYamlHead =
    R"(# Every setting with its default. What a file does not say keeps the value it has here.
# Sizes take B, KiB, MiB, GiB, TiB; durations ms, s, m, h. ${NAME} is an environment variable, ${NAME:-value} one with a
# value where it is not set, $${ the two characters themselves.
# `tidings check -c FILE` finds every mistake; docs/schema/config.json lets an editor do so while you write.
)";

std::vector<std::string_view> parts(std::string_view path) {
  std::vector<std::string_view> found;
  while (true) {
    const auto dot = path.find('.');
    found.push_back(path.substr(0, dot));
    if (dot == std::string_view::npos) return found;
    path.remove_prefix(dot + 1);
  }
}

std::size_t common_sections(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  std::size_t count = 0;
  while (count + 1 < a.size() && count + 1 < b.size() && a[count] == b[count]) ++count;
  return count;
}

std::string indent(std::size_t depth) { return std::string(2 * depth, ' '); }

std::string json_property(const Option& option, const std::string& key, std::size_t depth) {
  // Sentences hold no character that JSON would escape; a test reads the result back.
  return fmt::format("{}\"{}\": {{\"description\": \"{} Default: {}\", {}}}", indent(depth), key, option.sentence,
                     option.get(Settings{}), option.schema);
}

// Writes nested sections, given options in order: calls `open` and `close` for sections and `leaf` for options.
void walk(auto&& open, auto&& close, auto&& leaf) {
  std::vector<std::string_view> now;
  for (const auto& option : options()) {
    const auto next = parts(option.path);
    const auto shared = common_sections(now, next);
    for (auto depth = now.size(); depth > shared + 1; --depth) close(depth - 2);
    for (auto depth = shared; depth + 1 < next.size(); ++depth) open(depth, next[depth]);
    leaf(next.size() - 1, std::string(next.back()), option);
    now = next;
  }
  for (auto depth = now.size(); depth > 1; --depth) close(depth - 2);
}

}  // namespace

std::string describe_as_yaml() {
  std::string yaml(kYamlHead);
  walk(
      [&](std::size_t depth, std::string_view section) {
        yaml += fmt::format("{}{}{}:\n", depth == 0 ? "\n" : "", indent(depth), section);
      },
      [](std::size_t) {},
      [&](std::size_t depth, const std::string& key, const Option& option) {
        const auto values = option.values.empty() ? "" : fmt::format(" ({})", option.values);
        yaml += fmt::format("{0}# {1}{2}\n{0}{3}: {4}\n", indent(depth), option.sentence, values, key,
                            option.get(Settings{}));
      });
  return yaml;
}

std::string describe_as_json_schema() {
  std::string json =
      "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
      "  \"title\": \"Settings of tidings\",\n  \"type\": \"object\",\n  \"additionalProperties\": false,\n"
      "  \"properties\": {";
  bool first = true;
  const auto separate = [&] { json += std::exchange(first, false) ? "\n" : ",\n"; };
  walk(
      [&](std::size_t depth, std::string_view section) {
        separate();
        json += fmt::format(
            "{}\"{}\": {{\"type\": [\"object\", \"null\"], \"additionalProperties\": false, \"properties\": {{",
            indent(depth + 2), section);
        first = true;
      },
      [&](std::size_t depth) {
        json += fmt::format("\n{}}}}}", indent(depth + 2));
        first = false;
      },
      [&](std::size_t depth, const std::string& key, const Option& option) {
        separate();
        json += json_property(option, key, depth + 2);
      });
  return json + "\n  }\n}\n";
}

}  // namespace tidings::config
