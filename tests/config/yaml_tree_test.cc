#include "config/yaml_tree.h"

#include <gtest/gtest.h>

#include <chrono>

namespace tidings::config {
namespace {

using namespace std::string_view_literals;

// What is wrong with a text, as an operator sees it.
std::string wrong(std::string_view yaml) {
  std::vector<Problem> problems;
  static_cast<void>(read_yaml(yaml, problems));
  return render("f", problems);
}

TEST(YamlTree, KnowsWhereEverythingStands) {
  std::vector<Problem> problems;
  const auto root = read_yaml("a:\n  b: \"x\"\n  c: [1, two]\nd:\n", problems);
  ASSERT_TRUE(problems.empty());
  ASSERT_EQ(root.entries.size(), 2U);
  const auto& a = root.entries[0];
  EXPECT_EQ(a.key, "a");
  EXPECT_EQ(a.place, (Place{1, 1}));
  ASSERT_EQ(a.value.entries.size(), 2U);
  EXPECT_EQ(a.value.entries[0].place, (Place{2, 3}));
  EXPECT_EQ(a.value.entries[0].value.text, "x");
  EXPECT_EQ(a.value.entries[0].value.place, (Place{2, 6}));
  const auto& list = a.value.entries[1].value;
  ASSERT_EQ(list.items.size(), 2U);
  EXPECT_EQ(list.items[1].text, "two");
  EXPECT_EQ(list.items[1].place, (Place{3, 10}));
  EXPECT_EQ(root.entries[1].value.kind, Node::Kind::kEmpty);
}

TEST(YamlTree, OfAFileOfCommentsIsEmpty) {
  EXPECT_EQ(wrong(""), "");
  EXPECT_EQ(wrong("# nothing\n\n"), "");
  EXPECT_EQ(wrong("---\n"), "");
}

TEST(YamlTree, TakesAByteOrderMark) {
  EXPECT_EQ(wrong("\xEF\xBB\xBF"
                  "a: 1\n"),
            "");
}

TEST(YamlTree, SaysWhereTheSyntaxBreaks) {
  EXPECT_EQ(wrong("a: [1, 2\nb: 3\n").substr(0, 16), "f:2:2: not YAML:");
  EXPECT_EQ(wrong("a: 'x\nb: 1\n\n"), "f:2:5: a quote is opened and never closed\n");
  EXPECT_EQ(wrong("a: \"\\"), "f:1:6: not YAML: unknown escape character:  \n");
  EXPECT_EQ(wrong("a: \"\\é\""), "f:1:7: not YAML: unknown escape character: \uFFFD\n");
  EXPECT_EQ(wrong("a: \"\\u0"), "f:1:8: not YAML: bad character found while scanning hex number\n");
  EXPECT_EQ(wrong("\ta: 1\n").substr(0, 4), "f:1:");
  EXPECT_EQ(wrong("a: 1\n b: 2\n").substr(0, 4), "f:2:");
}

TEST(YamlTree, RefusesAKeyGivenTwice) {
  EXPECT_EQ(wrong("a: 1\nb: 2\na:\n  c: [3]\n"), "f:3:1: a: given twice; first in line 1\n");
  EXPECT_EQ(wrong("x: {a: 1, a: 2}\n"), "f:1:11: a: given twice; first in line 1\n");
  EXPECT_EQ(wrong("\"a\\e\": 1\n\"a\\e\": 2\n"), "f:2:1: a : given twice; first in line 1\n");
}

TEST(YamlTree, RefusesWhatSettingsDoNotNeed) {
  EXPECT_EQ(wrong("a: &x 1\nb: *x\n"),
            "f:1:4: anchors are not understood here; write the value out\n"
            "f:2:4: aliases are not understood here; write the value out\n");
  EXPECT_EQ(wrong("a: !!int 1\n"), "f:1:4: tags are not understood here: \"tag:yaml.org,2002:int\"\n");
  EXPECT_EQ(wrong("? [a]\n: 1\n"), "f:1:3: a key must be a plain word\n");
  EXPECT_EQ(wrong("a: 1\n---\nb: 2\n"), "f:2:1: a second YAML document; there must be one\n");
}

TEST(YamlTree, RefusesBytesThatAreNoText) {
  EXPECT_EQ(wrong("a: 1\nbé: \xff\n"), "f:2:5: not UTF-8\n");
  EXPECT_EQ(wrong("a: 1\nb: x\0y\n"sv), "f:2:5: a control character\n");
  EXPECT_EQ(wrong("a: 1\n\x04 b: 2\n"), "f:2:1: a control character\n");  // yaml-cpp would take it for the end
  EXPECT_EQ(wrong("\xFF\xFE"
                  "a\0:\0"sv),
            "f:1:1: not UTF-8\n");  // UTF-16
}

TEST(YamlTree, RefusesAHugeFile) { EXPECT_EQ(wrong(std::string(1'048'577, ' ')), "f: longer than 1 MiB\n"); }

TEST(YamlTree, RefusesDeepNesting) {
  EXPECT_EQ(wrong("a: " + std::string(17, '[') + std::string(17, ']')), "f:1:19: nested deeper than 16 levels\n");
  std::string blocks;
  for (int level = 0; level < 30; ++level) blocks += std::string(level, ' ') + "a:\n";
  EXPECT_EQ(wrong(blocks), "f:17:17: nested deeper than 16 levels\n");
}

TEST(YamlTree, RefusesAFloodOfKeys) {
  std::string many;
  for (int i = 0; i < 300; ++i) many += "k" + std::to_string(i) + ": 1\n";
  EXPECT_EQ(wrong(many), "f:201:1: more than 200 keys in one place\n");
}

// A bomb is harmless because nothing is expanded; what hostile bytes cost grows no faster than their number.
TEST(YamlTree, EndsSoonOnHostileInput) {
  const auto begin = std::chrono::steady_clock::now();
  std::string bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n";
  for (char c = 'b'; c <= 'i'; ++c) {
    bomb += std::string(1, c) + ": &" + c + " [";
    for (int i = 0; i < 9; ++i) bomb += std::string(i > 0 ? ", *" : "*") + static_cast<char>(c - 1);
    bomb += "]\n";
  }
  EXPECT_NE(wrong(bomb), "");
  constexpr std::size_t kLong = 1'000'000;
  for (const auto* unit : {"[",   "{", "- ", "? ",  "a: ", "\"",   "'",    "|",   "#",  "&a ", "*a ",
                           "!t ", "%", "a,", "[],", "\n",  "- - ", "{a: ", "x\n", ": ", "\\",  "a\n\n"}) {
    std::string text;
    while (text.size() < kLong) text += unit;
    static_cast<void>(wrong(text));
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(120));
}

}  // namespace
}  // namespace tidings::config
