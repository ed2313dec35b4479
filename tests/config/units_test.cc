#include "config/units.h"

#include <gtest/gtest.h>

namespace tidings::config {
namespace {

using namespace std::chrono_literals;

TEST(Bytes, AreReadInEveryUnit) {
  EXPECT_EQ(parse_bytes("0"), 0U);
  EXPECT_EQ(parse_bytes("512"), 512U);
  EXPECT_EQ(parse_bytes("512B"), 512U);
  EXPECT_EQ(parse_bytes("8KiB"), 8192U);
  EXPECT_EQ(parse_bytes("64MiB"), 67'108'864U);
  EXPECT_EQ(parse_bytes("2GiB"), 2'147'483'648U);
  EXPECT_EQ(parse_bytes("1TiB"), 1'099'511'627'776U);
}

TEST(Bytes, AreNothingElse) {
  for (const auto* text : {"", "MiB", "64 MiB", "64MB", "64mib", "-1", "+1", "1.5GiB", "0x10", "64MiBs", " 1",
                           "18446744073709551616", "16777216TiB"}) {
    EXPECT_FALSE(parse_bytes(text)) << text;
  }
}

TEST(Bytes, ArePrintedInTheLargestWholeUnit) {
  EXPECT_EQ(print_bytes(0), "0");
  EXPECT_EQ(print_bytes(1), "1B");
  EXPECT_EQ(print_bytes(1536), "1536B");
  EXPECT_EQ(print_bytes(8192), "8KiB");
  EXPECT_EQ(print_bytes(67'108'864), "64MiB");
}

TEST(Hundredths, AreReadFromNoneToAll) {
  EXPECT_EQ(parse_hundredths("0"), 0U);
  EXPECT_EQ(parse_hundredths("0.1"), 10U);
  EXPECT_EQ(parse_hundredths("0.05"), 5U);
  EXPECT_EQ(parse_hundredths("1"), 100U);
  EXPECT_EQ(parse_hundredths("1.00"), 100U);
  for (const auto* text : {"", ".", "0.", ".5", "0.125", "1.01", "2", "-0.1", "0.1%", "5e-1"})
    EXPECT_FALSE(parse_hundredths(text)) << text;
}

TEST(Durations, AreReadInEveryUnit) {
  EXPECT_EQ(parse_duration("250ms"), 250ms);
  EXPECT_EQ(parse_duration("1s"), 1s);
  EXPECT_EQ(parse_duration("5m"), 5min);
  EXPECT_EQ(parse_duration("2h"), 2h);
}

TEST(Durations, AreNothingElse) {
  for (const auto* text : {"", "1", "s", "1 s", "1sec", "-1s", "1.5s", "1000000h", "99999999999999999999s"}) {
    EXPECT_FALSE(parse_duration(text)) << text;
  }
}

TEST(Durations, ArePrintedInTheLargestWholeUnit) {
  EXPECT_EQ(print_duration(0ms), "0s");
  EXPECT_EQ(print_duration(250ms), "250ms");
  EXPECT_EQ(print_duration(90s), "90s");
  EXPECT_EQ(print_duration(2min), "2m");
}

}  // namespace
}  // namespace tidings::config
