// Sentence F1 from raw text on two treebanks of the shared reference material, where present: the share of sentences
// whose first and last characters are both right.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "pipeline/language/sentences.h"

namespace tidings::language {
namespace {

using Spans = std::set<std::pair<std::uint32_t, std::uint32_t>>;

// Running text with an empty line between paragraphs, as the sentences were before they were taken apart.
struct Treebank {
  std::string text;
  Spans sentences;
};

Treebank read_treebank(std::ifstream& file) {
  constexpr std::string_view kText = "# text = ";
  Treebank bank;
  std::string gap;
  std::string line;
  bool space_after = true;
  std::string sentence;
  while (std::getline(file, line)) {
    if (line.starts_with("# newpar") || line.starts_with("# newdoc")) gap = "\n\n";
    if (line.starts_with(kText)) sentence = line.substr(kText.size());
    if (!line.empty() && line[0] != '#') space_after = line.find("SpaceAfter=No") == std::string::npos;
    if (!line.empty() || sentence.empty()) continue;
    if (!bank.text.empty()) bank.text += gap;
    const auto begin = static_cast<std::uint32_t>(bank.text.size());
    bank.text += sentence;
    bank.sentences.emplace(begin, static_cast<std::uint32_t>(bank.text.size()));
    sentence.clear();
    gap = space_after ? " " : "";
  }
  return bank;
}

double f1(const Treebank& bank) {
  std::vector<Sentence> found;
  split_sentences(bank.text, found);
  std::size_t right = 0;
  for (const auto& sentence : found) right += bank.sentences.count({sentence.begin, sentence.end});
  return 200.0 * static_cast<double>(right) / static_cast<double>(found.size() + bank.sentences.size());
}

void expect_at_least(const std::string& set, double floor) {
  const char* shared = std::getenv("TIDINGS_SHARED");
  const auto path =
      std::filesystem::path(shared != nullptr ? shared : TIDINGS_SHARED_DEFAULT) / "data" / set / "dev.conllu";
  std::ifstream file(path);
  if (!file) GTEST_SKIP() << "the shared reference material is not here: no " << path;
  const auto reached = f1(read_treebank(file));
  std::cout << set << " sentences F1 " << reached << "\n";
  EXPECT_GE(reached, floor);
}

TEST(SentencesQuality, OnTheEnglishWebTreebank) { expect_at_least("ud_ewt", 85); }

TEST(SentencesQuality, OnGum) { expect_at_least("gum_open", 95); }

}  // namespace
}  // namespace tidings::language
