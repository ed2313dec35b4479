// How many tokens are those of the treebanks: F1 by characters without white space, as the CoNLL 2018 shared task
// aligns.
//   tokens FILE.conllu… [--errors N]      from raw text, with the treebank's sentences and with ours; tokens/s
#include <fmt/core.h>

#include <algorithm>
#include <ctime>
#include <map>
#include <string_view>

#include "bench/quality/treebank.h"
#include "pipeline/language/tokens.h"

namespace tidings::quality {
namespace {

using Spans = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

struct Score {
  std::size_t gold = 0, found = 0, right = 0;
  void add(const Spans& g, const Spans& f) {
    gold += g.size();
    found += f.size();
    Spans both;
    std::set_intersection(g.begin(), g.end(), f.begin(), f.end(), std::back_inserter(both));
    right += both.size();
  }
  [[nodiscard]] double precision() const {
    return found == 0 ? 0 : 100.0 * static_cast<double>(right) / static_cast<double>(found);
  }
  [[nodiscard]] double recall() const {
    return gold == 0 ? 0 : 100.0 * static_cast<double>(right) / static_cast<double>(gold);
  }
  [[nodiscard]] double f1() const {
    return gold + found == 0 ? 0 : 200.0 * static_cast<double>(right) / static_cast<double>(gold + found);
  }
};

// Multiword tokens as one: what CoNLL calls tokens; the words themselves it calls words.
template <typename List>
Spans written(const List& words) {
  Spans spans;
  for (const auto& word : words) {
    if (word.joined && !spans.empty()) {
      spans.back().second = word.end;
    } else {
      spans.emplace_back(word.begin, word.end);
    }
  }
  return spans;
}

template <typename List>
Spans all(const List& words) {
  Spans spans;
  for (const auto& word : words) spans.emplace_back(word.begin, word.end);
  return spans;
}

std::string cut(std::string_view text, const Spans& spans, std::uint32_t begin, std::uint32_t end) {
  std::string out;
  for (const auto& [b, e] : spans) {
    if (b < begin || e > end) continue;
    if (!out.empty()) out += '|';
    out += text.substr(b, e - b);
  }
  return out;
}

// The stretches between two borders that both share, where they differ.
void differences(std::string_view text, const Spans& gold, const Spans& found, std::map<std::string, int>& seen) {
  std::size_t g = 0, f = 0;
  while (g < gold.size() && f < found.size()) {
    if (gold[g] == found[f]) {
      ++g, ++f;
      continue;
    }
    const std::uint32_t begin = std::min(gold[g].first, found[f].first);
    std::uint32_t gold_end = gold[g++].second, found_end = found[f++].second;
    while (gold_end != found_end) {
      if (gold_end < found_end && g < gold.size()) {
        gold_end = gold[g++].second;
      } else if (f < found.size()) {
        found_end = found[f++].second;
      } else {
        break;
      }
    }
    const std::uint32_t end = std::max(gold_end, found_end);
    ++seen[cut(text, gold, begin, end) + "   found " + cut(text, found, begin, end)];
  }
}

std::vector<language::Sentence> sentences_of(const Treebank& bank) {
  std::vector<language::Sentence> sentences;
  for (const auto& sentence : bank.sentences)
    sentences.push_back({sentence.words.front().begin, sentence.words.back().end});
  return sentences;
}

std::vector<language::Token> tokens_of(std::string_view text, const std::vector<language::Sentence>& sentences) {
  std::vector<language::Token> tokens;
  for (const auto& sentence : sentences) language::tokenise(text, sentence, tokens);
  return tokens;
}

void compare(std::string_view what, const Treebank& bank, const std::vector<language::Sentence>& sentences,
             std::size_t errors) {
  std::vector<Word> gold;
  for (const auto& sentence : bank.sentences) gold.insert(gold.end(), sentence.words.begin(), sentence.words.end());
  const auto found = tokens_of(bank.text, sentences);
  Score words, tokens;
  words.add(all(gold), all(found));
  tokens.add(written(gold), written(found));
  fmt::print("  {:<22} tokens P {:.2f} R {:.2f} F1 {:.2f}; words P {:.2f} R {:.2f} F1 {:.2f} of {}\n", what,
             tokens.precision(), tokens.recall(), tokens.f1(), words.precision(), words.recall(), words.f1(),
             words.gold);
  if (errors == 0) return;
  std::map<std::string, int> seen;
  differences(bank.text, all(gold), all(found), seen);
  std::vector<std::pair<int, std::string>> sorted;
  for (const auto& [difference, count] : seen) sorted.emplace_back(-count, difference);
  std::sort(sorted.begin(), sorted.end());
  for (std::size_t i = 0; i < std::min(errors, sorted.size()); ++i)
    fmt::print("    {:4} {}\n", -sorted[i].first, sorted[i].second);
}

// Time of the processor, so that what else the machine does counts little.
void time_of(std::string_view text, const std::vector<language::Sentence>& sentences) {
  constexpr int kRounds = 100;
  std::vector<language::Token> tokens;
  std::size_t count = 0;
  const std::clock_t begin = std::clock();
  for (int round = 0; round < kRounds; ++round) {
    tokens.clear();
    for (const auto& sentence : sentences) language::tokenise(text, sentence, tokens);
    count += tokens.size();
  }
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  fmt::print("  {:.2f} million tokens/s\n", static_cast<double>(count) / seconds / 1e6);
}

void measure(const std::filesystem::path& path, std::size_t errors) {
  const Treebank bank = read_treebank(path);
  fmt::print("{}\n", path.string());
  compare("sentences given:", bank, sentences_of(bank), errors);
  std::vector<language::Sentence> split;
  language::split_sentences(bank.text, split);
  compare("from raw text:", bank, split, 0);
  time_of(bank.text, split);
}

}  // namespace
}  // namespace tidings::quality

int main(int argc, char** argv) {
  const auto asked = tidings::quality::arguments(argc, argv);
  for (const auto& path : asked.files) tidings::quality::measure(path, asked.errors);
  return 0;
}
