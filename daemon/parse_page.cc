#include "daemon/parse_page.h"

#include <fmt/color.h>
#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>
#include <vector>

#include "pipeline/language/lemma.h"
#include "pipeline/language/reader.h"
#include "pipeline/language/tokens.h"
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

std::filesystem::path default_model() {
  std::error_code ignored;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", ignored);
  return program.parent_path().parent_path() / "share" / "tidings" / "english.model";
}

struct ParsePage::Memory {
  Memory(language::Model loaded, bool in_colour) : model(std::move(loaded)), reader(model), colour(in_colour) {}

  void read(std::string_view sentence) {
    tokens.clear();
    forms.clear();
    language::tokenise(sentence, {0, static_cast<std::uint32_t>(sentence.size())}, tokens);
    for (const auto& token : tokens) forms.push_back(text_of(token, sentence));
    const auto end = static_cast<std::uint32_t>(forms.size());
    reader.read(forms, {&end, 1}, reading);
  }

  void print_word(std::size_t word) {
    const auto upos = to_string(reading.upos[word]);
    const auto xpos = to_string(reading.xpos[word]);
    const auto lemma = language::lemma_of(forms[word], {upos, xpos}, buffer);
    const auto indent = std::min(2 * depth_of(reading, word), kMostIndent);
    const auto relation = fmt::format("{:{}}{}", "", indent, to_string(reading.relations[word]));
    const auto name = to_string(reading.names[word]);
    fmt::print("  {:>4} {:<20} {:<18} {:<6} {:<6} {:<6} {:>4} {}\n", word + 1, forms[word], lemma, upos, xpos,
               name == "O" ? "" : name, reading.heads[word] + 1,
               colour ? fmt::format(fg(fmt::terminal_color::green), "{}", relation) : relation);
  }

  language::Model model;
  language::Reader reader;
  language::Reading reading;
  std::vector<language::Token> tokens;
  std::vector<std::string_view> forms;
  std::string buffer;
  bool colour;
};

ParsePage::ParsePage(std::unique_ptr<Memory> memory) : memory_(std::move(memory)) {}
ParsePage::ParsePage(ParsePage&&) noexcept = default;
ParsePage::~ParsePage() = default;

record::Result<ParsePage> ParsePage::open(const std::filesystem::path& model, bool colour) {
  auto loaded = language::Model::load(model);
  if (!loaded) return std::move(loaded).error();
  return ParsePage(std::make_unique<Memory>(std::move(*loaded), colour));
}

void ParsePage::print(const record::Document& document) {
  const record::CodePoints points(document.text);
  for (const auto& span : document.sentences) {
    const auto sentence = points.text_of(span);
    fmt::print("  {}\n", sentence);
    memory_->read(sentence);
    for (std::size_t word = 0; word < memory_->forms.size(); ++word) memory_->print_word(word);
    fmt::print("\n");
  }
}

}  // namespace tidings::daemon
