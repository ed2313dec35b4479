#include "config/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <span>
#include <system_error>
#include <utility>

#include "config/checks.h"
#include "config/nearest.h"
#include "config/option.h"
#include "config/yaml_tree.h"

namespace tidings::config {
namespace {

const Option* find_option(std::string_view path) {
  const auto all = options();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Option& option) { return option.path == path; });
  return found == all.end() ? nullptr : &*found;
}

bool is_section(std::string_view path) {
  const auto all = options();
  return std::any_of(all.begin(), all.end(), [prefix = std::string(path) + "."](const Option& option) {
    return option.path.starts_with(prefix);
  });
}

std::string_view describe(const Node& node) {
  switch (node.kind) {
    case Node::Kind::kEmpty:
      return "nothing";
    case Node::Kind::kScalar:
      return "a single value";
    case Node::Kind::kList:
      return "a list";
    case Node::Kind::kMap:
      return "a section";
  }
  return "";
}

// Walks the tree and puts what it says into the settings.
class Reader {
 public:
  Reader(Loaded& loaded, const Environment& environment) : loaded_(loaded), environment_(environment) {}

  void read_section(const Node& node, const std::string& path) {
    if (node.kind == Node::Kind::kEmpty) return;  // all of it commented out
    if (node.kind != Node::Kind::kMap) {
      return complain(node.place, path, fmt::format("{} where a section of options should be", describe(node)));
    }
    for (const auto& entry : node.entries) read_entry(entry, path.empty() ? entry.key : path + "." + entry.key);
  }

  [[nodiscard]] const GivenOptions& given() const { return given_; }

 private:
  void read_entry(const Entry& entry, const std::string& path) {
    if (entry.key.find('.') != std::string::npos && (find_option(path) != nullptr || is_section(path))) {
      return complain(entry.place, path, "unknown key; write it as a section");
    }
    if (const auto* option = find_option(path)) {
      given_[path] = {entry.place, read_option(*option, entry)};
      return;
    }
    if (is_section(path)) return read_section(entry.value, path);
    const auto nearest = nearest_key(path);
    const auto hint = nearest.empty() ? "" : fmt::format("; did you mean {}?", nearest);
    loaded_.problems.push_back({entry.place, fmt::format("{}: unknown key{}", one_line(path), hint)});
  }

  // False where the value was not taken, and why not has been said; likewise read_value().
  bool read_option(const Option& option, const Entry& entry) {
    const auto& node = entry.value;
    if (option.is_map) return read_map(option, entry);
    if (node.kind != (option.is_list ? Node::Kind::kList : Node::Kind::kScalar)) {
      const auto place = node.kind == Node::Kind::kEmpty ? entry.place : node.place;
      complain(place, option.path,
               fmt::format("{} where {} should be", describe(node), option.is_list ? "a list" : "a single value"));
      return false;
    }
    std::vector<std::string> values;
    for (const auto& item : option.is_list ? std::span(node.items) : std::span(&node, 1)) {
      if (!read_value(option, item, values)) return false;
    }
    const auto problem = option.set(loaded_.settings, values);
    if (problem) complain(node.place, option.path, *problem);
    return !problem;
  }

  bool read_map(const Option& option, const Entry& entry) {
    const auto& node = entry.value;
    if (node.kind != Node::Kind::kMap && node.kind != Node::Kind::kEmpty) {
      complain(node.place, option.path, fmt::format("{} where names with values should be", describe(node)));
      return false;
    }
    std::vector<std::string> values;
    for (const auto& item : node.entries) {
      values.push_back(item.key);
      if (!read_value(option, item.value, values)) return false;
    }
    const auto problem = option.set(loaded_.settings, values);
    if (problem) complain(node.place, option.path, *problem);
    return !problem;
  }

  bool read_value(const Option& option, const Node& node, std::vector<std::string>& values) {
    if (node.kind != Node::Kind::kScalar) {
      complain(node.place, option.path, fmt::format("{} where a single value should be", describe(node)));
      return false;
    }
    auto expanded = expand(node.text, environment_);
    if (!expanded.problem.empty()) {
      complain(node.place, option.path, expanded.problem);
      return false;
    }
    values.push_back(std::move(expanded.text));
    return true;
  }

  void complain(Place place, std::string_view path, std::string_view text) {
    loaded_.problems.push_back({place, path.empty() ? std::string(text) : fmt::format("{}: {}", path, text)});
  }

  Loaded& loaded_;
  const Environment& environment_;
  GivenOptions given_;
};

std::string reason_of(int error) { return std::error_code(error, std::generic_category()).message(); }

}  // namespace

Loaded parse(std::string_view yaml, std::string name, const Environment& environment) {
  Loaded loaded{std::move(name), {}, {}};
  const auto root = read_yaml(yaml, loaded.problems);
  Reader reader(loaded, environment);
  reader.read_section(root, "");
  check(loaded.settings, reader.given(), loaded.problems);
  return loaded;
}

Loaded load(const std::filesystem::path& file, const Environment& environment) {
  constexpr std::size_t kLongest = 1024 * 1024;
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  std::string yaml(kLongest + 1, '\0');
  // One byte more than is allowed, so that parse() can tell and a device without end does no harm.
  in.read(yaml.data(), static_cast<std::streamsize>(yaml.size()));
  yaml.resize(static_cast<std::size_t>(in.gcount()));
  if (!in.eof() && yaml.size() <= kLongest) {
    return {file.string(), {}, {{{}, "cannot be read: " + reason_of(errno)}}};
  }
  return parse(yaml, file.string(), environment);
}

Loaded load_default(const Environment& environment) { return parse(default_yaml(), "default", environment); }

}  // namespace tidings::config
