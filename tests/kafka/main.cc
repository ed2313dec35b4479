#include <gtest/gtest.h>

#include <cstdio>

#include "tests/kafka/shared_broker.h"

// Exit status 77 tells ctest that nothing was tested.
int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  if (const auto why = tidings::test::Broker::impossible(); why && !GTEST_FLAG_GET(list_tests)) {
    std::fprintf(stderr, "SKIPPED, nothing was tested against Kafka: %s\n", why->c_str());
    return 77;
  }
  testing::AddGlobalTestEnvironment(new tidings::test::BrokerEnvironment);
  return RUN_ALL_TESTS();
}
