#include "pipeline/correlate/countries.h"

#include <gmock/gmock.h>

#include <fstream>
#include <set>
#include <string>

namespace tidings::correlate {
namespace {

std::string trimmed(const std::string& text) {
  const auto begin = text.find_first_not_of(' ');
  return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

// The third column of each line: "UA | UKR | Ukraine | …".
std::set<std::string> of_the_lexicon() {
  std::set<std::string> names;
  std::ifstream file(TIDINGS_SOURCE_DIR "/config/lexicon/countries.txt");
  for (std::string line; std::getline(file, line);) {
    line = line.substr(0, line.find('#'));
    const auto first = line.find('|');
    const auto second = line.find('|', first + 1);
    const auto third = line.find('|', second + 1);
    if (third == std::string::npos || trimmed(line.substr(first + 1, second - first - 1)).size() != 3) continue;
    names.insert(trimmed(line.substr(second + 1, third - second - 1)));
  }
  return names;
}

TEST(Countries, AreThoseOfTheLexicon) {
  const std::set<std::string> known(countries().begin(), countries().end());
  EXPECT_EQ(known, of_the_lexicon());
  for (const auto& name : known) EXPECT_TRUE(is_country(name)) << name;
  EXPECT_FALSE(is_country("Geneva"));
}

}  // namespace
}  // namespace tidings::correlate
