#include "pipeline/record/id.h"

#include <gtest/gtest.h>

#include <type_traits>

#include "pipeline/record/strong.h"

namespace tidings::record {
namespace {

TEST(Id, IsTheSameForTheSameFields) { EXPECT_EQ(Id::of("event", {"a", "b"}), Id::of("event", {"a", "b"})); }

TEST(Id, TellsWhereOneFieldEndsAndTheNextBegins) {
  EXPECT_NE(Id::of("event", {"ab", "c"}), Id::of("event", {"a", "bc"}));
  EXPECT_NE(Id::of("event", {"a"}), Id::of("event", {"a", ""}));
}

TEST(Id, DiffersBetweenKinds) { EXPECT_NE(Id::of("event", {"a"}), Id::of("quote", {"a"})); }

TEST(Id, IsFrozen) {
  // Changing how ids are made breaks every archive: this value may only change with the version in id.cc.
  EXPECT_EQ(Id::of("article", {"source", "url", "body"}).hex(), "ce7a0dd0bb62ce984a59afd1dae76b63");
}

TEST(Id, ReadsBackFromItsDigits) {
  const auto id = Id::of("event", {"a"});
  EXPECT_EQ(Id::from_hex(id.hex()), id);
  EXPECT_FALSE(Id::from_hex(""));
  EXPECT_FALSE(Id::from_hex("ce7a0dd0bb62ce984a59afd1dae76b6"));    // too short
  EXPECT_FALSE(Id::from_hex("ce7a0dd0bb62ce984a59afd1dae76b63a"));  // too long
  EXPECT_FALSE(Id::from_hex("CE7A0DD0BB62CE984A59AFD1DAE76B63"));   // ours are lower-case
}

TEST(Sha256, MatchesTheStandardsExample) {  // FIPS 180-2, appendix B.1
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Strong, NeverConvertsBetweenMeanings) {
  static_assert(!std::is_convertible_v<Offset, Partition>);
  static_assert(!std::is_convertible_v<std::int64_t, Offset>);
  EXPECT_LT(Offset{1}, Offset{2});
}

}  // namespace
}  // namespace tidings::record
