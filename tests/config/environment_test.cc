#include "config/environment.h"

#include <gtest/gtest.h>

#include <map>

namespace tidings::config {
namespace {

Environment of(std::map<std::string, std::string> variables) {
  return [variables = std::move(variables)](const std::string& name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  };
}

std::string expanded(std::string_view text) {
  return expand(text, of({{"HOME", "/srv"}, {"EMPTY", ""}, {"DOLLAR", "$"}, {"NESTED", "${HOME}"}})).text;
}

std::string problem(std::string_view text) { return expand(text, of({})).problem; }

TEST(Expand, ReplacesVariablesWhereverTheyStand) {
  EXPECT_EQ(expanded("plain"), "plain");
  EXPECT_EQ(expanded("${HOME}"), "/srv");
  EXPECT_EQ(expanded("a${HOME}b${HOME}c"), "a/srvb/srvc");
  EXPECT_EQ(expanded("${EMPTY}"), "");
}

TEST(Expand, TakesTheDefaultOfWhatIsUnsetOrEmpty) {
  EXPECT_EQ(expanded("${PORT:-8420}"), "8420");
  EXPECT_EQ(expanded("${EMPTY:-8420}"), "8420");
  EXPECT_EQ(expanded("${HOME:-8420}"), "/srv");
  EXPECT_EQ(expanded("${PORT:-}"), "");
}

TEST(Expand, LeavesEscapedAndLoneDollarsAlone) {
  EXPECT_EQ(expanded("$${HOME}"), "${HOME}");
  EXPECT_EQ(expanded("cost $5 and $HOME"), "cost $5 and $HOME");
  EXPECT_EQ(expanded("${DOLLAR}${HOME}"), "$/srv");
}

TEST(Expand, DoesNotLookAgainAtWhatCameOut) { EXPECT_EQ(expanded("${NESTED}"), "${HOME}"); }

TEST(Expand, SaysWhatIsWrong) {
  EXPECT_EQ(problem("${PORT}"), "the environment variable PORT is not set");
  EXPECT_EQ(problem("a ${PORT"), "${ without }");
  EXPECT_EQ(problem("${}"), "\"\" names no environment variable");
  EXPECT_EQ(problem("${1A}"), "\"1A\" names no environment variable");
  EXPECT_EQ(problem("${A B:-x}"), "\"A B:-x\" names no environment variable");
}

}  // namespace
}  // namespace tidings::config
