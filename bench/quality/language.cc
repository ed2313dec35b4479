// How good the reading is, on the development treebanks of the shared reference material:
//   language MODEL LEXICON [DATA [KERNELS]]       DATA has ud_ewt/, gum_open/ (dev.conllu) and uner_ewt/ (dev.iob2)
// Tags, trees and names on gold tokens; then everything from raw text, aligned by characters as the CoNLL 2018 shared
// task does.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "bench/quality/treebank.h"
#include "config/lexicon.h"
#include "pipeline/language/clause_roots.h"
#include "pipeline/language/lemma.h"
#include "pipeline/language/text_reader.h"

namespace tidings::quality {
namespace {

using Names = std::map<std::string, std::vector<std::string>>;  // tags by sentence id

double percent(std::size_t part, std::size_t whole) {
  return 100.0 * static_cast<double>(part) / static_cast<double>(std::max<std::size_t>(1, whole));
}

struct Score {
  std::size_t right = 0, given = 0, gold = 0;
  [[nodiscard]] double f1() const { return percent(2 * right, given + gold); }
};

template <typename T>
void add(const std::set<T>& given, const std::set<T>& gold, Score& score) {
  for (const T& item : given) score.right += gold.contains(item);
  score.given += given.size();
  score.gold += gold.size();
}

Names read_names(const std::filesystem::path& path) {
  Names names;
  std::ifstream file(path);
  std::string line, id;
  while (std::getline(file, line)) {
    if (line.starts_with("# sent_id = ")) id = line.substr(12);
    if (line.empty() || line[0] == '#') continue;
    const std::size_t form = line.find('\t') + 1, tag = line.find('\t', form) + 1;
    const std::string name = line.substr(tag, line.find('\t', tag) - tag);
    language::NameTag known{};
    names[id].push_back(language::from_string(name, known) ? name : "O");
  }
  return names;
}

using Span = std::tuple<std::size_t, std::size_t, std::string>;

std::set<Span> spans_of(const std::vector<std::string>& tags, bool typed) {
  std::set<Span> spans;
  for (std::size_t i = 0; i < tags.size();) {
    std::size_t end = i + 1;
    if (tags[i] != "O") {
      const std::string kind = tags[i].substr(2);
      while (end < tags.size() && tags[end] == "I-" + kind) ++end;
      spans.emplace(i, end, typed ? kind : "");
    }
    i = end;
  }
  return spans;
}

std::string_view main_part(std::string_view relation) { return relation.substr(0, relation.find(':')); }

// A word with its head, as a span of the text and a relation.
struct Node {
  std::uint32_t begin, end;
  std::string upos, xpos, relation, lemma;
  std::int32_t head;  // index; -1: root
};

// (verb, word, role) of subjects, objects and agents of verbs.
std::set<Span> roles_of(const std::vector<Node>& nodes) {
  std::set<Span> roles;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const auto& [begin, end, upos, xpos, relation, lemma, head] = nodes[i];
    if (head < 0 || nodes[static_cast<std::size_t>(head)].upos != "VERB") continue;
    const std::string main(main_part(relation));
    if (main != "nsubj" && main != "obj" && relation != "obl:agent") continue;
    roles.emplace(head, i, relation == "obl:agent" || relation == "nsubj:pass" ? relation : main);
  }
  return roles;
}

// The same, with each name as one word: which of its words is the head does not count.
std::set<Span> collapsed(const std::set<Span>& roles, const std::vector<language::Name>& names) {
  const auto whole = [&](std::size_t word) {
    for (const auto& name : names) {
      if (word >= name.title && word < name.end) return static_cast<std::size_t>(name.title);
    }
    return word;
  };
  std::set<Span> result;
  for (const auto& [verb, word, role] : roles) result.emplace(verb, whole(word), role);
  return result;
}

std::vector<Node> nodes_of(const TreebankSentence& sentence) {
  std::vector<Node> nodes;
  for (const Word& w : sentence.words) {
    nodes.push_back({w.begin, w.end, w.upos, w.xpos, w.deprel, w.lemma, static_cast<std::int32_t>(w.head) - 1});
  }
  return nodes;
}

Node node_of(const language::Reading& reading, std::size_t i, std::string_view form, std::string& buffer) {
  const auto upos = to_string(reading.upos[i]), xpos = to_string(reading.xpos[i]);
  return {0,
          0,
          std::string(upos),
          std::string(xpos),
          std::string(to_string(reading.relations[i])),
          std::string(language::lemma_of(form, {upos, xpos}, buffer)),
          reading.heads[i]};
}

// The network and the dictionary, each with the memory it works in.
struct Readers {
  Readers(const language::Model& model, const language::NameDictionary& dictionary)
      : reader(model), names(dictionary) {}
  language::Reader reader;
  language::NameFinder names;
  language::NameTrees trees;
};

struct Figures {
  std::size_t words = 0, upos = 0, xpos = 0, lemma = 0, uas = 0, las = 0, full = 0;
  Score typed, untyped, tagger_typed, tagger_untyped, roles, collapsed;
};

// Of the three kinds that the gold has.
std::set<Span> spans_of(const std::vector<language::Name>& names, bool typed) {
  static constexpr std::array<const char*, 3> kKinds = {"PER", "ORG", "LOC"};
  std::set<Span> spans;
  for (const auto& name : names) {
    if (name.kind == language::NameKind::kGroup) continue;
    spans.emplace(name.begin, name.end, typed ? kKinds[static_cast<std::size_t>(name.kind)] : "");
  }
  return spans;
}

void score_gold_tokens(Readers& readers, const TreebankSentence& sentence, Figures& f) {
  std::vector<std::string_view> forms;
  for (const Word& word : sentence.words) forms.push_back(word.form);
  const auto end = static_cast<std::uint32_t>(forms.size());
  language::Reading reading;
  readers.reader.read(forms, {&end, 1}, reading);
  language::mend_clause_roots({&end, 1}, reading);
  std::vector<language::Name> found;
  readers.names.find(forms, {&end, 1}, reading, found);
  readers.trees.mend(found, forms, reading);
  const auto gold = nodes_of(sentence);
  std::vector<Node> ours;
  std::string buffer;
  for (std::size_t i = 0; i < forms.size(); ++i) {
    ours.push_back(node_of(reading, i, forms[i], buffer));
    const bool arc = ours[i].head == gold[i].head;
    ++f.words;
    f.upos += ours[i].upos == gold[i].upos;
    f.xpos += ours[i].xpos == gold[i].xpos;
    f.lemma += ours[i].lemma == gold[i].lemma;
    f.uas += arc;
    f.las += arc && main_part(ours[i].relation) == main_part(gold[i].relation);
    f.full += arc && ours[i].relation == gold[i].relation;
  }
  add(roles_of(ours), roles_of(gold), f.roles);
  add(collapsed(roles_of(ours), found), collapsed(roles_of(gold), found), f.collapsed);
}

// Names are found in whole documents: what one sentence does not tell, another may.
void score_names(Readers& readers, std::span<const TreebankSentence> document, const Names& names, Figures& f) {
  std::vector<std::string_view> forms;
  std::vector<std::uint32_t> ends;
  std::vector<std::string> gold;
  for (const auto& sentence : document) {
    const auto at = names.find(sentence.id);
    if (at == names.end() || at->second.size() != sentence.words.size()) continue;
    for (const Word& word : sentence.words) forms.push_back(word.form);
    gold.insert(gold.end(), at->second.begin(), at->second.end());
    ends.push_back(static_cast<std::uint32_t>(forms.size()));
  }
  language::Reading reading;
  readers.reader.read(forms, ends, reading);
  std::vector<language::Name> found;
  readers.names.find(forms, ends, reading, found);
  std::vector<std::string> tags;
  for (const language::NameTag tag : reading.names) tags.emplace_back(to_string(tag));
  const auto typed = spans_of(gold, true), untyped = spans_of(gold, false);
  add(spans_of(found, true), typed, f.typed);
  add(spans_of(found, false), untyped, f.untyped);
  add(spans_of(tags, true), typed, f.tagger_typed);
  add(spans_of(tags, false), untyped, f.tagger_untyped);
}

void score_names(Readers& readers, const Treebank& bank, const Names& names, Figures& f) {
  const auto& all = bank.sentences;
  for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end) {
    while (end < all.size() && all[end].document == all[begin].document) ++end;
    score_names(readers, std::span(all).subspan(begin, end - begin), names, f);
  }
}

void measure_gold_tokens(Readers& readers, const char* set, const Treebank& bank, const Names& names,
                         std::string_view genre = "") {
  Figures f;
  for (const auto& sentence : bank.sentences) {
    if (sentence.document.find(genre) != std::string::npos) score_gold_tokens(readers, sentence, f);
  }
  if (!names.empty()) score_names(readers, bank, names, f);
  fmt::print(
      "{}: {} words, UPOS {:.2f}, XPOS {:.2f}, lemma {:.2f}, UAS {:.2f}, LAS {:.2f}, LAS with subtypes {:.2f}, "
      "subject/object/agent F1 {:.2f}, with names collapsed {:.2f}",
      set, f.words, percent(f.upos, f.words), percent(f.xpos, f.words), percent(f.lemma, f.words),
      percent(f.uas, f.words), percent(f.las, f.words), percent(f.full, f.words), f.roles.f1(), f.collapsed.f1());
  if (f.typed.gold > 0) {
    fmt::print(", names F1 typed {:.2f} untyped {:.2f} (by the network alone {:.2f} {:.2f})", f.typed.f1(),
               f.untyped.f1(), f.tagger_typed.f1(), f.tagger_untyped.f1());
  }
  fmt::print("\n");
}

using Stretch = std::pair<std::uint32_t, std::uint32_t>;  // bytes of the text

std::vector<Node> read_text(language::TextReader& reader, std::string_view text, std::set<Stretch>& stretches) {
  std::vector<language::Sentence> sentences;
  language::split_sentences(text, sentences);
  language::TextReading reading;
  reader.read(text, sentences, reading);
  for (const auto& sentence : sentences) stretches.emplace(sentence.begin, sentence.end);
  std::vector<Node> nodes;
  std::string buffer;
  for (std::size_t i = 0; i < reading.tokens.size(); ++i) {
    nodes.push_back(node_of(reading.words, i, reading.forms[i], buffer));
    nodes.back().begin = reading.tokens[i].begin;
    nodes.back().end = reading.tokens[i].end;
  }
  return nodes;
}

std::vector<Node> all_nodes(const Treebank& bank) {
  std::vector<Node> nodes;
  for (const auto& sentence : bank.sentences) {
    const auto first = static_cast<std::int32_t>(nodes.size());
    for (Node& node : nodes_of(sentence)) {
      if (node.head >= 0) node.head += first;
      nodes.push_back(std::move(node));
    }
  }
  return nodes;
}

// Words of the same characters are the same word: index in `gold` of each of `ours`, -1 where there is none.
std::vector<std::int32_t> align(const std::vector<Node>& ours, const std::vector<Node>& gold) {
  std::multimap<std::pair<std::uint32_t, std::uint32_t>, std::int32_t> places;
  for (std::size_t i = 0; i < gold.size(); ++i) {
    places.emplace(std::pair(gold[i].begin, gold[i].end), static_cast<std::int32_t>(i));
  }
  std::vector<std::int32_t> aligned;
  for (const Node& node : ours) {
    const auto at = places.find({node.begin, node.end});
    aligned.push_back(at == places.end() ? -1 : at->second);
    if (at != places.end()) places.erase(at);
  }
  return aligned;
}

void measure_raw_text(language::TextReader& reader, const char* set, const Treebank& bank) {
  std::set<Stretch> our_sentences, gold_sentences;
  const auto gold = all_nodes(bank);
  const auto ours = read_text(reader, bank.text, our_sentences);
  for (const auto& sentence : bank.sentences) {
    gold_sentences.emplace(sentence.words.front().begin, sentence.words.back().end);
  }
  Score sentences;
  add(our_sentences, gold_sentences, sentences);
  const auto aligned = align(ours, gold);
  std::size_t words = 0, upos = 0, lemma = 0, uas = 0, las = 0;
  for (std::size_t i = 0; i < ours.size(); ++i) {
    if (aligned[i] < 0) continue;
    const Node& theirs = gold[static_cast<std::size_t>(aligned[i])];
    const std::int32_t head = ours[i].head < 0 ? -1 : aligned[static_cast<std::size_t>(ours[i].head)];
    const bool arc = ours[i].head < 0 ? theirs.head < 0 : head >= 0 && head == theirs.head;
    ++words;
    upos += ours[i].upos == theirs.upos;
    lemma += ours[i].lemma == theirs.lemma;
    uas += arc;
    las += arc && main_part(ours[i].relation) == main_part(theirs.relation);
  }
  const std::size_t both = ours.size() + gold.size();
  fmt::print(
      "{} from raw text: sentences F1 {:.2f}, words F1 {:.2f}, UPOS {:.2f}, lemma {:.2f}, UAS {:.2f}, LAS {:.2f}\n",
      set, sentences.f1(), percent(2 * words, both), percent(2 * upos, both), percent(2 * lemma, both),
      percent(2 * uas, both), percent(2 * las, both));
}

const language::Kernels* kernels_named(std::string_view name) {
  for (const language::Kernels* kernels : language::usable_kernels()) {
    if (name == kernels->name) return kernels;
  }
  return nullptr;
}

int measure(const char* path, const char* folder, const std::filesystem::path& data, const language::Kernels* kernels) {
  const auto model = language::Model::load(path, kernels);
  auto lexicon = config::load_lexicon(folder);
  if (!model || !lexicon.problems.empty()) {
    fmt::print(stderr, "{}", model ? config::render(lexicon) : model.error().detail + "\n");
    return 78;
  }
  fmt::print("model {:.16}, kernels {}\n", model->hash(), model->kernels().name);
  const language::NameDictionary dictionary(std::move(lexicon.lexicon));
  Readers readers(*model, dictionary);
  const Treebank ewt = read_treebank(data / "ud_ewt/dev.conllu"), gum = read_treebank(data / "gum_open/dev.conllu");
  measure_gold_tokens(readers, "EWT dev", ewt, read_names(data / "uner_ewt/dev.iob2"));
  measure_gold_tokens(readers, "GUM dev", gum, {});
  measure_gold_tokens(readers, "GUM dev, news", gum, {}, "_news_");
  language::TextReader reader(*model, dictionary);
  measure_raw_text(reader, "EWT dev", ewt);
  measure_raw_text(reader, "GUM dev", gum);
  return 0;
}

}  // namespace
}  // namespace tidings::quality

int main(int argc, char** argv) {
  using namespace tidings::quality;
  if (argc < 3) {
    std::fputs("usage: language MODEL LEXICON [DATA [KERNELS]]\n", stderr);
    return 64;
  }
  const std::filesystem::path data = argc > 3 ? argv[3] : shared_folder() / "data";
  if (!std::filesystem::exists(data / "ud_ewt/dev.conllu")) {
    fmt::print("no reference data: name the folder or set TIDINGS_SHARED\n");
    return 0;
  }
  return measure(argv[1], argv[2], data, argc > 4 ? kernels_named(argv[4]) : nullptr);
}
