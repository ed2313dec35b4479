#include "pipeline/io/files/body.h"

#include <gtest/gtest.h>

#include <string>

namespace tidings::io::files {
namespace {

record::Input given(std::string_view bytes, std::size_t max_bytes, std::size_t step) {
  Body body(max_bytes);
  for (std::size_t at = 0; at < bytes.size(); at += step) body.append(bytes.substr(at, step));
  record::Input input;
  body.give(input);
  return input;
}

// A dead letter must be the same after a restart, when its bytes may come in other pieces.
TEST(Body, KeepsTheSameOfWhatIsTooLongHoweverItsBytesCome) {
  for (const std::size_t max_bytes : {100U, 200'000U}) {
    const std::string bytes(max_bytes + 70'000, 'x');
    for (const std::size_t step : {7U, 90U, 4096U, 300'000U}) {
      const auto input = given(bytes, max_bytes, step);
      ASSERT_TRUE(input.cut) << max_bytes << " by " << step;
      EXPECT_EQ(input.body.size(), std::size_t{64} << 10U) << max_bytes << " by " << step;
      EXPECT_EQ(input.cut->length, bytes.size());
    }
  }
}

TEST(Body, KeepsAllOfWhatIsTooLongAndShorterThanAHead) {
  const std::string bytes(1000, 'x');
  EXPECT_EQ(given(bytes, 100, 90).body, bytes);
  EXPECT_EQ(given(bytes, 100, 1000).body, bytes);
}

}  // namespace
}  // namespace tidings::io::files
