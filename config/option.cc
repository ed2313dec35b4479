#include "config/option.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "config/problem.h"
#include "config/units.h"

namespace tidings::config {
namespace {

// A value, or what is wrong with the text.
struct Read {
  std::optional<std::uint64_t> value;
  std::string problem;
};

using Reader = std::function<Read(const std::string&)>;
using Printer = std::function<std::string(std::uint64_t)>;

// A value may also come from the environment: every schema that is no string allows one with ${…} in it.
constexpr std::string_view kFromEnvironment = R"({"type": "string", "pattern": "\\$\\{.+\\}"})";

// What is known of an option before it is said which field it has.
struct Described {
  std::string path;
  std::string sentence;
  std::string values;
  std::string schema;
};

Option make(Described described, NumberField field, Reader read, Printer print) {
  Option option;
  option.path = std::move(described.path);
  option.sentence = std::move(described.sentence);
  option.values = std::move(described.values);
  option.schema = std::move(described.schema);
  option.set = [put = std::move(field.put), read = std::move(read)](
                   Settings& settings, const std::vector<std::string>& values) -> std::optional<std::string> {
    auto taken = read(values.front());
    if (!taken.value) return std::move(taken.problem);
    put(settings, *taken.value);
    return std::nullopt;
  };
  option.get = [get = std::move(field.get), print = std::move(print)](const Settings& settings) {
    return print(get(settings));
  };
  return option;
}

std::string range(const Bounds& bounds, const Printer& print) {
  const auto or_zero = bounds.zero.empty() ? "" : fmt::format("{} or ", bounds.zero);
  return fmt::format("{}from {} to {}", or_zero, print(bounds.min), print(bounds.max));
}

Read within(std::uint64_t value, const std::string& text, const Bounds& bounds, const Printer& print) {
  if (value == 0 && !bounds.zero.empty()) return {0, {}};
  if (value >= bounds.min && value <= bounds.max) return {value, {}};
  return {std::nullopt, fmt::format("{} must be {}", in_quotes(text), range(bounds, print))};
}

std::string print_milliseconds(std::uint64_t count) {
  return print_duration(std::chrono::milliseconds(static_cast<std::int64_t>(count)));
}

}  // namespace

Option bytes_option(std::string path, std::string sentence, NumberField field, Bounds bounds) {
  auto read = [bounds](const std::string& text) -> Read {
    const auto value = parse_bytes(text);
    if (!value) return {std::nullopt, in_quotes(text) + " is no size; write it as 512B, 8KiB, 64MiB or 1GiB"};
    return within(*value, text, bounds, print_bytes);
  };
  auto schema = fmt::format(R"("anyOf": [{{"type": "integer", "minimum": {}}}, )"
                            R"({{"type": "string", "pattern": "^[0-9]+([KMGT]iB|B)?$|\\$\\{{.+\\}}"}}])",
                            bounds.zero.empty() ? bounds.min : 0);
  return make({std::move(path), std::move(sentence), range(bounds, print_bytes), std::move(schema)}, std::move(field),
              read, print_bytes);
}

Option time_option(std::string path, std::string sentence, NumberField field, Bounds bounds) {
  auto read = [bounds](const std::string& text) -> Read {
    const auto value = parse_duration(text);
    if (!value) return {std::nullopt, in_quotes(text) + " is no duration; write it as 250ms, 1s, 5m or 2h"};
    return within(static_cast<std::uint64_t>(value->count()), text, bounds, print_milliseconds);
  };
  return make({std::move(path), std::move(sentence), range(bounds, print_milliseconds),
               R"("type": "string", "pattern": "^[0-9]+(ms|s|m|h)$|\\$\\{.+\\}")"},
              std::move(field), read, print_milliseconds);
}

Option count_option(std::string path, std::string sentence, NumberField field, Bounds bounds) {
  const auto word = bounds.zero == "0" ? std::string_view() : bounds.zero;
  auto print = [word](std::uint64_t value) {
    return value == 0 && !word.empty() ? std::string(word) : std::to_string(value);
  };
  auto read = [bounds, word, print](const std::string& text) -> Read {
    if (!word.empty() && text == word) return {0, {}};
    const auto value = parse_count(text);
    if (!value) return {std::nullopt, in_quotes(text) + " is no whole number"};
    return within(*value, text, bounds, print);
  };
  const auto word_schema = word.empty() ? "" : fmt::format(R"({{"const": "{}"}}, )", word);
  auto schema = fmt::format(R"("anyOf": [{{"type": "integer", "minimum": {}, "maximum": {}}}, {}{}])",
                            bounds.zero.empty() ? bounds.min : 0, bounds.max, word_schema, kFromEnvironment);
  return make({std::move(path), std::move(sentence), range(bounds, print), std::move(schema)}, std::move(field), read,
              print);
}

Option fraction_option(std::string path, std::string sentence, NumberField field) {
  auto print = [](std::uint64_t value) { return fmt::format("{}", static_cast<double>(value) / 100); };
  auto read = [](const std::string& text) -> Read {
    const auto hundredths = parse_hundredths(text);
    if (!hundredths) return {std::nullopt, in_quotes(text) + " is no number from 0 to 1 with at most two decimals"};
    return {*hundredths, {}};
  };
  auto schema = fmt::format(R"("anyOf": [{{"type": "number", "minimum": 0, "maximum": 1}}, {}])", kFromEnvironment);
  return make({std::move(path), std::move(sentence), "from 0 to 1", std::move(schema)}, std::move(field), read, print);
}

Option flag_option(std::string path, std::string sentence, NumberField field) {
  auto read = [](const std::string& text) -> Read {
    if (text == "true") return {1, {}};
    if (text == "false") return {0, {}};
    return {std::nullopt, in_quotes(text) + " must be true or false"};
  };
  auto schema = fmt::format(R"("anyOf": [{{"type": "boolean"}}, {}])", kFromEnvironment);
  return make({std::move(path), std::move(sentence), "true, false", std::move(schema)}, std::move(field), read,
              [](std::uint64_t value) { return value != 0 ? "true" : "false"; });
}

Option choice_option(std::string path, std::string sentence, NumberField field, std::vector<std::string_view> names) {
  auto read = [names](const std::string& text) -> Read {
    const auto found = std::find(names.begin(), names.end(), text);
    if (found != names.end()) return {static_cast<std::uint64_t>(found - names.begin()), {}};
    return {std::nullopt, fmt::format("{} must be one of {}", in_quotes(text), fmt::join(names, ", "))};
  };
  auto schema = fmt::format(R"("anyOf": [{{"enum": ["{}"]}}, {}])", fmt::join(names, R"(", ")"), kFromEnvironment);
  auto print = [names](std::uint64_t value) { return std::string(names.at(value)); };
  return make({std::move(path), std::move(sentence), fmt::format("{}", fmt::join(names, ", ")), std::move(schema)},
              std::move(field), read, print);
}

Option text_option(std::string path, std::string sentence, TextField field) {
  Option option;
  option.path = std::move(path);
  option.sentence = std::move(sentence);
  option.schema = R"("type": "string", "minLength": 1)";
  option.set = [edit = std::move(field.edit)](Settings& settings, const std::vector<std::string>& values) {
    const auto& value = values.front();
    if (value.empty()) return std::optional<std::string>("must not be empty");
    if (value.find('\0') != std::string::npos) return std::optional<std::string>(in_quotes(value) + " holds NUL");
    edit(settings) = value;
    return std::optional<std::string>();
  };
  option.get = std::move(field.get);
  return option;
}

Option optional_text_option(std::string path, std::string sentence, TextField field) {
  auto option = text_option(std::move(path), std::move(sentence), field);
  option.schema = R"("type": "string")";
  option.set = [edit = std::move(field.edit), set = option.set](
                   Settings& settings, const std::vector<std::string>& values) -> std::optional<std::string> {
    if (!values.front().empty()) return set(settings, values);
    edit(settings).clear();
    return std::nullopt;
  };
  option.get = [get = std::move(field.get)](const Settings& settings) {
    auto value = get(settings);
    return value.empty() ? "''" : value;
  };
  return option;
}

Option map_option(std::string path, std::string sentence,
                  std::function<std::map<std::string, std::string>&(Settings&)> edit) {
  Option option;
  option.path = std::move(path);
  option.sentence = std::move(sentence);
  option.schema = R"("type": ["object", "null"], "additionalProperties": {"type": ["string", "number", "boolean"]})";
  option.is_map = true;
  option.set = [edit = std::move(edit)](Settings& settings,
                                        const std::vector<std::string>& values) -> std::optional<std::string> {
    const auto bad = std::any_of(values.begin(), values.end(),
                                 [](const std::string& value) { return value.find('\0') != std::string::npos; });
    if (bad) return "holds NUL";
    auto& map = edit(settings);
    map.clear();
    for (std::size_t i = 0; i + 1 < values.size(); i += 2) map[values[i]] = values[i + 1];
    return std::nullopt;
  };
  // Values may be secret, so they are never shown.
  option.get = [](const Settings&) { return "{}"; };
  return option;
}

Option list_option(std::string path, std::string sentence, std::function<std::vector<std::string>&(Settings&)> edit,
                   std::function<std::vector<std::string>(const Settings&)> get) {
  Option option;
  option.path = std::move(path);
  option.sentence = std::move(sentence);
  option.schema = R"("type": "array", "items": {"type": "string", "minLength": 1})";
  option.is_list = true;
  option.set = [edit = std::move(edit)](Settings& settings, const std::vector<std::string>& values) {
    const auto bad = std::any_of(values.begin(), values.end(), [](const std::string& value) {
      return value.empty() || value.find('\0') != std::string::npos;
    });
    if (bad) return std::optional<std::string>("holds an empty item");
    edit(settings) = values;
    return std::optional<std::string>();
  };
  option.get = [get = std::move(get)](const Settings& settings) {
    return fmt::format("[{}]", fmt::join(get(settings), ", "));
  };
  return option;
}

}  // namespace tidings::config
