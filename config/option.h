#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "config/settings.h"

namespace tidings::config {

// All there is to say of one setting. The reader, config/tidings.yaml and docs/schema/config.json follow from this.
struct Option {
  std::string path;      // "flow.retry.delay_min"
  std::string sentence;  // what it does, for the person who sets it
  std::string values;    // "keep, move, delete" or "from 1ms to 10s"; empty for free text
  std::string schema;    // JSON Schema keywords for its value
  bool is_list = false;
  bool is_map = false;

  // Takes the value (of a list: its items; of a map: names and values by turns; else exactly one), or says what is
  // wrong with it and takes nothing.
  std::function<std::optional<std::string>(Settings&, const std::vector<std::string>&)> set;
  std::function<std::string(const Settings&)> get;  // as it stands in YAML
};

// Every option, in the order of config/tidings.yaml.
[[nodiscard]] std::span<const Option> options();

// A field of the settings as a plain number: a size, a count, milliseconds, a bool, or the place in a list of choices.
struct NumberField {
  std::function<void(Settings&, std::uint64_t)> put;
  std::function<std::uint64_t(const Settings&)> get;
};

// `field` is [](auto& settings) -> auto& { return settings.….; }
template <typename Field>
NumberField number(Field field) {
  return {[field](Settings& settings, std::uint64_t value) {
            auto& target = field(settings);
            target = static_cast<std::remove_reference_t<decltype(target)>>(value);
          },
          [field](const Settings& settings) {
            if constexpr (requires { field(settings).count(); }) {
              return static_cast<std::uint64_t>(field(settings).count());
            } else {
              return static_cast<std::uint64_t>(field(settings));
            }
          }};
}

struct TextField {
  std::function<std::string&(Settings&)> edit;
  std::function<std::string(const Settings&)> get;
};

template <typename Field>
TextField text(Field field) {
  return {field, field};
}

struct Bounds {
  std::uint64_t min = 0;
  std::uint64_t max = 0;
  std::string_view zero;  // where 0 lies below `min` and is allowed: the word for it, or "0"
};

Option bytes_option(std::string path, std::string sentence, NumberField field, Bounds bounds);
// The bounds in milliseconds.
Option time_option(std::string path, std::string sentence, NumberField field, Bounds bounds);
Option count_option(std::string path, std::string sentence, NumberField field, Bounds bounds);
// From 0 to 1 in steps of a hundredth; the field has hundredths.
Option fraction_option(std::string path, std::string sentence, NumberField field);
Option flag_option(std::string path, std::string sentence, NumberField field);
// `names` in the order of the enumerators.
Option choice_option(std::string path, std::string sentence, NumberField field, std::vector<std::string_view> names);
Option text_option(std::string path, std::string sentence, TextField field);           // not empty
Option optional_text_option(std::string path, std::string sentence, TextField field);  // may be empty
Option map_option(std::string path, std::string sentence,
                  std::function<std::map<std::string, std::string>&(Settings&)> edit);
Option list_option(std::string path, std::string sentence, std::function<std::vector<std::string>&(Settings&)> edit,
                   std::function<std::vector<std::string>(const Settings&)> get);

}  // namespace tidings::config
