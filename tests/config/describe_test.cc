#include "config/describe.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "config/load.h"
#include "config/option.h"
#include "config/yaml_tree.h"

namespace tidings::config {
namespace {

std::string content_of(const std::string& file) {
  std::ifstream in(TIDINGS_SOURCE_DIR "/" + file, std::ios::binary);
  std::ostringstream content;
  content << in.rdbuf();
  return content.str();
}

// With TIDINGS_WRITE_DESCRIPTIONS=1 in the environment the files are written anew instead.
void expect_described(const std::string& file, const std::string& described) {
  if (std::getenv("TIDINGS_WRITE_DESCRIPTIONS") != nullptr) {
    std::ofstream(TIDINGS_SOURCE_DIR "/" + file, std::ios::binary) << described;
  }
  EXPECT_EQ(content_of(file), described) << file
                                         << ": run this test with TIDINGS_WRITE_DESCRIPTIONS=1 to write it anew";
}

void collect(const Node& node, const std::string& prefix, std::set<std::string>& keys) {
  for (const auto& entry : node.entries) {
    if (entry.value.kind == Node::Kind::kMap && !entry.value.entries.empty()) {
      collect(entry.value, prefix + entry.key + ".", keys);
    } else {
      keys.insert(prefix + entry.key);
    }
  }
}

Environment nothing_set() {
  return [](const std::string&) { return std::nullopt; };
}

TEST(TidingsYaml, IsWhatTheOptionsSay) { expect_described("config/tidings.yaml", describe_as_yaml()); }

TEST(ConfigSchema, IsWhatTheOptionsSay) { expect_described("docs/schema/config.json", describe_as_json_schema()); }

TEST(TidingsYaml, HasEveryOptionAndNoOther) {
  std::vector<Problem> problems;
  std::set<std::string> in_file;
  collect(read_yaml(content_of("config/tidings.yaml"), problems), "", in_file);
  std::set<std::string> in_code;
  for (const auto& option : options()) in_code.insert(option.path);
  EXPECT_THAT(problems, testing::IsEmpty());
  EXPECT_EQ(in_file, in_code);
}

TEST(TidingsYaml, HasTheDefaultsOfTheStructs) {
  const auto loaded = parse(content_of("config/tidings.yaml"), "tidings.yaml", nothing_set());
  EXPECT_EQ(render("tidings.yaml", loaded.problems), "");
  for (const auto& option : options()) EXPECT_EQ(option.get(loaded.settings), option.get(Settings{})) << option.path;
}

TEST(TidingsYaml, IsBuiltIn) {
  EXPECT_EQ(default_yaml(), content_of("config/tidings.yaml"));
  EXPECT_EQ(load_default(nothing_set()).problems, std::vector<Problem>());
}

TEST(Options, HaveOneSentenceEach) {
  for (const auto& option : options()) {
    EXPECT_TRUE(option.sentence.ends_with('.')) << option.path;
    EXPECT_EQ(option.sentence.find_first_of("\"\\\n"), std::string::npos) << option.path;
    EXPECT_LE(option.sentence.size(), 110U) << option.path;
  }
}

// Changes every option through YAML and sees it arrive: an option wired to the wrong field would be read back wrong.
TEST(Options, EachReachesAFieldOfItsOwn) {
  for (const auto& option : options()) {
    if (option.is_map) continue;  // shows nothing, since it may hold secrets
    Settings settings;
    const auto before = option.get(settings);
    for (const auto* value : {"auto", "7", "65537", "9s", "elsewhere", "false", "true", "files", "kafka", "delete",
                              "zstd", "json", "debug", "8MiB", "latest", "PLAIN", "0.5"}) {
      if (option.get(settings) == before) option.set(settings, {value});
    }
    EXPECT_NE(option.get(settings), before) << option.path;
    for (const auto& other : options()) {
      if (other.path == option.path) continue;
      EXPECT_EQ(other.get(settings), other.get(Settings{})) << option.path;
    }
  }
}

}  // namespace
}  // namespace tidings::config
