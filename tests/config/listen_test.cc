#include "config/listen.h"

#include <gtest/gtest.h>

namespace tidings::config {
namespace {

TEST(Listen, TakesAddressesAndNames) {
  EXPECT_EQ(parse_listen("127.0.0.1:8420"), (Listen{"127.0.0.1", 8420}));
  EXPECT_EQ(parse_listen("[::1]:0"), (Listen{"::1", 0}));
  EXPECT_EQ(parse_listen("localhost:65535"), (Listen{"localhost", 65535}));
}

TEST(Listen, TakesNothingElse) {
  for (const auto* text : {"", ":", "8420", ":8420", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1",
                           "::1:80", "[127.0.0.1]:80", "a b:80", "http://a:80", "[::1:80", "off"}) {
    EXPECT_EQ(parse_listen(text), std::nullopt) << text;
  }
}

TEST(Listen, PrintsWhatItReads) {
  for (const auto* text : {"127.0.0.1:8420", "[::1]:8420"}) EXPECT_EQ(print_listen(*parse_listen(text)), text);
}

}  // namespace
}  // namespace tidings::config
