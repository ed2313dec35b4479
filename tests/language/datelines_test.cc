#include "pipeline/language/datelines.h"

#include <gtest/gtest.h>

#include <string>

namespace tidings::language {
namespace {

// The words of the dateline, as the sentence has them.
std::string dateline(std::string_view sentence) {
  std::vector<Token> tokens;
  tokenise(sentence, {0, static_cast<std::uint32_t>(sentence.size())}, tokens);
  std::vector<std::string_view> forms;
  for (const auto& token : tokens) forms.push_back(text_of(token, sentence));
  const auto words = dateline_of(forms, tokens);
  return words == 0 ? "" : std::string(sentence.substr(0, tokens[words - 1].end));
}

TEST(Datelines, EndWithTheirDash) {
  EXPECT_EQ(dateline("OSLO – Norland closed its port."), "OSLO –");
  EXPECT_EQ(dateline("OSLO, Jan. 5 (Wire) - Norland closed its port."), "OSLO, Jan. 5 (Wire) -");
  EXPECT_EQ(dateline("Port Selmar, 29 March – The ministers met."), "Port Selmar, 29 March –");
  EXPECT_EQ(dateline("MÁLAGA, Friday — The ministers met."), "MÁLAGA, Friday —");
}

TEST(Datelines, AreNoAsidesAndNoCompounds) {
  EXPECT_EQ(dateline("NATO – the alliance – said nothing."), "");
  EXPECT_EQ(dateline("Norland – a small state – said nothing."), "");
  EXPECT_EQ(dateline("OSLO-based firms closed."), "");
  EXPECT_EQ(dateline("Norland closed its port – again."), "");
  EXPECT_EQ(dateline("OSLO –"), "");
}

}  // namespace
}  // namespace tidings::language
