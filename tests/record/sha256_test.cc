#include "pipeline/record/sha256.h"

#include <gtest/gtest.h>

#include "pipeline/record/id.h"

namespace tidings::record {
namespace {

TEST(Sha256, IsTheSameHoweverTheBytesAreParted) {
  const std::string bytes(100'000, 'x');
  for (const std::size_t part : {1U, 63U, 64U, 65U, 99'999U, 100'000U}) {
    Sha256 hash;
    for (std::size_t at = 0; at < bytes.size(); at += part) hash.update(std::string_view(bytes).substr(at, part));
    EXPECT_EQ(hash.hex(), sha256_hex(bytes)) << "in parts of " << part;
  }
}

TEST(Sha256, OfNothingIsThatOfTheStandard) {
  EXPECT_EQ(Sha256().hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

}  // namespace
}  // namespace tidings::record
