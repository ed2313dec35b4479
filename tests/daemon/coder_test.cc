#include "daemon/coder.h"

#include <gtest/gtest.h>

namespace tidings::daemon {
namespace {

TEST(Coder, ChangesWithEachOfItsParts) {
  const auto coder = coder_of("model", "lexicon", "1.0.0");
  EXPECT_EQ(coder.size(), 32U);
  EXPECT_EQ(coder, coder_of("model", "lexicon", "1.0.0"));
  EXPECT_NE(coder, coder_of("model2", "lexicon", "1.0.0"));
  EXPECT_NE(coder, coder_of("model", "lexicon2", "1.0.0"));
  EXPECT_NE(coder, coder_of("model", "lexicon", "1.0.1"));
  EXPECT_NE(coder, coder_of("modell", "exicon", "1.0.0"));
}

}  // namespace
}  // namespace tidings::daemon
