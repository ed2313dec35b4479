#include "pipeline/extract/gaps.h"

#include <algorithm>
#include <array>

#include "pipeline/extract/event/arguments.h"
#include "pipeline/extract/event/sides.h"
#include "pipeline/extract/one_of.h"
#include "pipeline/extract/parsed_document.h"

namespace tidings::extract {
namespace {

using language::Relation;

// Verbs that say nothing without what follows them.
constexpr auto kEmpty = std::to_array<std::string_view>({"be", "do", "say", "tell", "become", "seem"});

}  // namespace

struct GapFinder::Memory {
  explicit Memory(const Knowledge& knowledge)
      : parser(knowledge.model, knowledge.dictionary, knowledge.times), matcher(knowledge.patterns) {}

  // Of the mention that the word heads; empty where it is nobody with a code.
  [[nodiscard]] std::string code_of(Word word) const {
    const auto* mention = parsed.mention_of(word);
    return mention != nullptr && classes[word].actor ? mention->code : "";
  }

  // The code of the first that has one.
  [[nodiscard]] std::string code_of(const std::vector<Word>& words) const {
    for (const auto word : words) {
      if (auto code = code_of(word); !code.empty()) return code;
    }
    return {};
  }

  // The preposition by which another side hangs on the word, or nothing.
  [[nodiscard]] std::string_view preposition_to_other(Word word, const std::string& side) const {
    for (const auto child : parsed.tree.children(word)) {
      const auto relation = parsed.tree.relation(child);
      if (relation != Relation::kObl && relation != Relation::kNmod) continue;
      const auto code = code_of(child);
      if (!code.empty() && code != side) return parsed.tree.preposition(child);
    }
    return {};
  }

  // "trade with", "open embassy in"; empty where the verb has not two sides, or something fires on it.
  [[nodiscard]] std::string predicate_of(Word verb) const {
    const auto& tree = parsed.tree;
    const auto side = code_of(subjects(tree, verb));
    if (side.empty() || fires[verb]) return {};
    std::string predicate(tree.lemma(verb));
    for (const auto object : objects(tree, verb)) {
      if (fires[object]) return {};
      const auto code = code_of(object);
      if (!code.empty() && code != side) return predicate;
      if (const auto preposition = preposition_to_other(object, side); !preposition.empty())
        return predicate + " " + std::string(tree.lemma(object)) + " " + std::string(preposition);
    }
    const auto preposition = preposition_to_other(verb, side);
    return preposition.empty() ? "" : predicate + " " + std::string(preposition);
  }

  void read(const record::Document& document) {
    parser.parse(document, parsed);
    classify(parsed, classes);
    fires.assign(parsed.tree.size(), false);
    for (const auto& match : matcher.match(parsed.tree, classes)) {
      fires[match.trigger] = true;
      if (match.light != kNoWord) fires[match.light] = true;
    }
  }

  DocumentParser parser;
  Matcher matcher;
  ParsedDocument parsed;
  std::vector<WordClasses> classes;
  std::vector<bool> fires;  // by word: a pattern does
};

GapFinder::GapFinder(const Knowledge& knowledge) : memory_(std::make_unique<Memory>(knowledge)) {}
GapFinder::~GapFinder() = default;

std::vector<Gap> GapFinder::find(const record::Document& document) {
  std::vector<Gap> gaps;
  if (document.language != "en") return gaps;
  auto& memory = *memory_;
  memory.read(document);
  const auto& tree = memory.parsed.tree;
  for (Word word = 0; word < tree.size(); ++word) {
    const auto lemma = tree.lemma(word);
    if (!tree.is_verb(word) || is_one_of(lemma, kEmpty)) continue;
    auto predicate = memory.predicate_of(word);
    if (predicate.empty()) continue;
    const auto sentence = memory.parsed.points.text_of(document.sentences[tree.sentence(word)]);
    gaps.push_back({std::move(predicate), memory.matcher.may_trigger(lemma), std::string(sentence)});
  }
  return gaps;
}

}  // namespace tidings::extract
