// How many quotations of the five articles are found with their speakers.
//   quotes [--all]      --all: also everything that is found, to be read
// A gold quotation is found when a quote begins with its opening words; right when its speaker bears the name.
#include <fmt/core.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "bench/quality/treebank.h"
#include "pipeline/record/names.h"
#include "tests/support/knowledge.h"

namespace tidings::quality {
namespace {

using support::load_knowledge;
using support::read_articles;

// Spellings of one given name.
std::string joined_variants(std::string name) {
  for (const auto& [variant, common] : {std::pair("Sergey ", "Sergei "), std::pair("Anthony ", "Antony ")}) {
    if (name.starts_with(variant)) name.replace(0, std::string_view(variant).size(), common);
  }
  return name;
}

int run(const std::filesystem::path& shared, bool all) {
  const auto knowledge = load_knowledge();
  if (!knowledge) return 1;
  extract::Coder coder(*knowledge);
  const auto articles = read_articles(shared / "articles", coder);
  int gold = 0;
  int found = 0;
  int right = 0;
  std::ifstream file(shared / "gold/quotes.tsv");
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream row(line);
    std::string article;
    std::string speaker;
    std::string words;
    std::getline(row, article, '\t');
    std::getline(row, speaker, '\t');
    std::getline(row, words, '\t');
    ++gold;
    const record::Quote* match = nullptr;
    const auto in_article = articles.find(article);
    if (in_article == articles.end()) continue;
    for (const auto& quote : in_article->second.quotes) {
      if (quote.kind != record::QuoteKind::kIndirect && quote.text.starts_with(words)) match = &quote;
    }
    found += match != nullptr ? 1 : 0;
    const bool same = match != nullptr && joined_variants(match->speaker.name) == joined_variants(speaker);
    right += same ? 1 : 0;
    if (!same)
      fmt::print("  {} {} \"{}\": {}\n", article, speaker, words, match == nullptr ? "missed" : match->speaker.name);
  }
  for (const auto& [article, told] : articles) {
    for (const auto& quote : told.quotes) {
      if (all)
        fmt::print("{} {} {} ({}): {}\n", article, record::name_of(quote.kind), quote.speaker.name, quote.verb,
                   quote.text);
    }
  }
  fmt::print(R"({{"bench":"quotes","gold":{},"found":{},"with_speaker":{}}})"
             "\n",
             gold, found, right);
  return 0;
}

}  // namespace
}  // namespace tidings::quality

int main(int argc, char** argv) {
  const auto shared = tidings::quality::shared_folder();
  if (!std::filesystem::exists(shared / "gold/quotes.tsv")) {
    fmt::print("no reference data: set TIDINGS_SHARED\n");
    return 0;
  }
  return tidings::quality::run(shared, argc > 1 && std::string(argv[1]) == "--all");
}
