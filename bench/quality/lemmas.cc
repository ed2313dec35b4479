// How many lemmas are those of the treebanks, given their tokens and tags.
//   lemmas [FILE.conllu…] [--errors N]
#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "bench/quality/treebank.h"
#include "pipeline/language/lemma.h"

namespace tidings::quality {
namespace {

struct Count {
  std::size_t all = 0, right = 0;
  [[nodiscard]] double percent() const {
    return all == 0 ? 0 : 100.0 * static_cast<double>(right) / static_cast<double>(all);
  }
};

void measure(const std::filesystem::path& path, std::size_t errors) {
  const Treebank bank = read_treebank(path);
  std::map<std::string, Count> by_tag;
  std::map<std::string, int> seen;
  std::string buffer;
  for (const auto& sentence : bank.sentences) {
    for (const auto& word : sentence.words) {
      const bool right = language::lemma_of(word.form, {word.upos, word.xpos}, buffer) == word.lemma;
      for (auto* count : {&by_tag["all"], &by_tag[word.upos]}) {
        ++count->all;
        count->right += right ? 1 : 0;
      }
      if (!right) {
        ++seen[fmt::format("{} {} {}: {} found {}", word.form, word.upos, word.xpos, word.lemma,
                           language::lemma_of(word.form, {word.upos, word.xpos}, buffer))];
      }
    }
  }
  fmt::print("{}: lemmas {:.2f} of {}, verbs {:.2f}, nouns {:.2f}, names {:.2f}, adjectives {:.2f}\n", path.string(),
             by_tag["all"].percent(), by_tag["all"].all, by_tag["VERB"].percent(), by_tag["NOUN"].percent(),
             by_tag["PROPN"].percent(), by_tag["ADJ"].percent());
  std::vector<std::pair<int, std::string>> sorted;
  for (const auto& [what, count] : seen) sorted.emplace_back(-count, what);
  std::sort(sorted.begin(), sorted.end());
  for (std::size_t i = 0; i < std::min(errors, sorted.size()); ++i)
    fmt::print("  {:4} {}\n", -sorted[i].first, sorted[i].second);
}

}  // namespace
}  // namespace tidings::quality

int main(int argc, char** argv) {
  const auto asked = tidings::quality::arguments(argc, argv);
  for (const auto& path : asked.files) tidings::quality::measure(path, asked.errors);
  return 0;
}
