#include "daemon/parse_page.h"

#include <fmt/color.h>
#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>
#include <vector>

#include "pipeline/language/lemma.h"
#include "pipeline/language/text_reader.h"
#include "pipeline/record/code_points.h"

namespace tidings::daemon {
namespace {

constexpr int kMostIndent = 24;  // columns; a deeper tree is drawn no deeper

// Steps from a word up to its root; a tree has no cycle, so it ends.
int depth_of(const language::Reading& reading, std::size_t word) {
  int depth = 0;
  for (auto head = reading.heads[word]; head >= 0; head = reading.heads[static_cast<std::size_t>(head)]) ++depth;
  return depth;
}

}  // namespace

struct ParsePage::Memory {
  Memory(std::shared_ptr<const extract::Knowledge> given, bool in_colour)
      : knowledge(std::move(given)), reader(knowledge->model, knowledge->dictionary), colour(in_colour) {}

  void read(const record::Document& document) {
    const record::CodePoints points(document.text);
    sentences.clear();
    for (const auto& span : document.sentences) {
      const auto sentence = points.text_of(span);
      const auto begin = static_cast<std::uint32_t>(sentence.data() - document.text.data());
      sentences.push_back({begin, begin + static_cast<std::uint32_t>(sentence.size())});
    }
    reader.read(document.text, sentences, reading);
  }

  void print_sentence(std::uint32_t begin, std::uint32_t end) {
    for (std::uint32_t word = begin; word < end; ++word) print_word(begin, word);
    for (; told_names < reading.names.size() && reading.names[told_names].end <= end; ++told_names) {
      print_name(reading.names[told_names]);
    }
  }

  void print_word(std::size_t begin, std::size_t word) {
    const auto upos = to_string(reading.words.upos[word]);
    const auto xpos = to_string(reading.words.xpos[word]);
    const auto lemma = language::lemma_of(reading.forms[word], {upos, xpos}, buffer);
    const auto indent = std::min(2 * depth_of(reading.words, word), kMostIndent);
    const auto relation = fmt::format("{:{}}{}", "", indent, to_string(reading.words.relations[word]));
    fmt::print("  {:>4} {:<20} {:<18} {:<6} {:<6} {:<13} {:>4} {}\n", word - begin + 1, reading.forms[word], lemma,
               upos, xpos, part_of_name(word),
               reading.words.heads[word] < 0 ? 0 : reading.words.heads[word] - static_cast<int>(begin) + 1,
               colour ? fmt::format(fg(fmt::terminal_color::green), "{}", relation) : relation);
  }

  // Words are asked for in the order of the text.
  std::string_view part_of_name(std::size_t word) {
    while (next_name < reading.names.size() && reading.names[next_name].end <= word) ++next_name;
    if (next_name == reading.names.size() || word < reading.names[next_name].title) return "";
    const auto& name = reading.names[next_name];
    return word < name.begin ? "title" : to_string(name.kind);
  }

  void print_name(const language::Name& name) const {
    const auto words = [&](std::uint32_t begin, std::uint32_t end) {
      return fmt::join(reading.forms.begin() + begin, reading.forms.begin() + end, " ");
    };
    fmt::print("  {:<13} {}", to_string(name.kind), words(name.begin, name.end));
    if (name.title != name.begin) fmt::print(" ({})", words(name.title, name.begin));
    fmt::print(", by {}", to_string(name.source));
    for (const auto& entry : entries_of(name, knowledge->dictionary)) {
      fmt::print("; {} {}", to_string(entry.list), knowledge->dictionary.code(entry));
    }
    fmt::print("\n");
  }

  std::shared_ptr<const extract::Knowledge> knowledge;
  language::TextReader reader;
  language::TextReading reading;
  std::size_t next_name = 0;   // of reading.names, behind the last word
  std::size_t told_names = 0;  // of them
  std::vector<language::Sentence> sentences;
  std::string buffer;
  bool colour;
};

ParsePage::ParsePage(std::shared_ptr<const extract::Knowledge> knowledge, bool colour)
    : memory_(std::make_unique<Memory>(std::move(knowledge), colour)) {}
ParsePage::~ParsePage() = default;

void ParsePage::print(const record::Document& document) {
  fmt::print("  {:<12} {}\n", "coder", memory_->knowledge->hash);
  const record::CodePoints points(document.text);
  memory_->read(document);
  memory_->next_name = memory_->told_names = 0;
  const auto cut = memory_->reading.cut;
  if (cut > 0) fmt::print("  {:<12} {} of more than {} words\n", "in stretches", cut, language::Reader::kSentenceMax);
  std::uint32_t begin = 0;
  for (std::size_t i = 0; i < document.sentences.size(); ++i) {
    fmt::print("  {}\n", points.text_of(document.sentences[i]));
    memory_->print_sentence(begin, memory_->reading.ends[i]);
    begin = memory_->reading.ends[i];
    fmt::print("\n");
  }
}

}  // namespace tidings::daemon
