#include "pipeline/extract/parsed_document.h"

#include <charconv>
#include <chrono>

namespace tidings::extract {
namespace {

// Whoever sends an article decides how long it is, so what it may cost is bounded: time by what is read, memory by
// what one sentence of evidence may hold.
constexpr std::size_t kMostSentences = 2000;
constexpr std::uint32_t kMostBytes = 128 * 1024;       // of the text, up to the end of the last sentence that is read
constexpr std::uint32_t kLongestSentence = 16 * 1024;  // bytes; what is longer is a list, or nothing

// The sentences that are read, in bytes; one that is too long has no words.
void choose_sentences(const record::Document& document, const record::CodePoints& points,
                      std::vector<language::Sentence>& chosen) {
  chosen.clear();
  for (const auto& sentence : document.sentences) {
    const auto begin = static_cast<std::uint32_t>(points.byte_of(sentence.begin));
    const auto end = static_cast<std::uint32_t>(points.byte_of(sentence.end));
    if (chosen.size() == kMostSentences || end > kMostBytes) return;
    chosen.push_back({begin, end - begin > kLongestSentence ? begin : end});
  }
}

std::string_view text_read(const record::Document& document, const std::vector<language::Sentence>& chosen) {
  const std::string_view text = document.text;
  if (chosen.size() == document.sentences.size()) return text;
  return text.substr(0, chosen.empty() ? 0 : chosen.back().end);
}

std::optional<std::chrono::year_month_day> day_of(const record::Document& document) {
  if (!document.published || document.published->value.size() < 10) return std::nullopt;
  const auto& value = document.published->value;
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  const auto number = [&](std::size_t at, std::size_t size, auto& into) {
    const auto* end = value.data() + at + size;
    return std::from_chars(value.data() + at, end, into).ptr == end;
  };
  if (!number(0, 4, year) || !number(5, 2, month) || !number(8, 2, day)) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  return date.ok() ? std::optional(date) : std::nullopt;
}

void place_times(ParsedDocument& parsed) {
  const auto& tokens = parsed.reading.tokens;
  parsed.time_words.clear();
  Word word = 0;
  for (const auto& expression : parsed.times) {
    const auto begin = parsed.points.byte_of(expression.time.span.begin);
    const auto end = parsed.points.byte_of(expression.time.span.end);
    while (word < tokens.size() && tokens[word].begin < begin) ++word;
    auto head = word;
    for (auto inside = word; inside < tokens.size() && tokens[inside].end <= end; ++inside) {
      const auto above = parsed.tree.head(inside);
      if (above == kNoWord || tokens[above].begin < begin || tokens[above].end > end) head = inside;
    }
    parsed.time_words.push_back(head < tokens.size() ? head : kNoWord);
  }
}

}  // namespace

void DocumentParser::parse(const record::Document& document, ParsedDocument& parsed) {
  parsed.document = &document;
  parsed.points.assign(document.text);
  choose_sentences(document, parsed.points, sentences_);
  parsed.text = text_read(document, sentences_);
  auto& reading = parsed.reading;
  reader_.read(parsed.text, sentences_, reading);
  parsed.tree.build(reading.forms, reading.ends, reading.words);
  mentions_of_.find(parsed.tree, reading.names, day_of(document), parsed.mentions);
  const auto published = document.published ? std::string_view(document.published->value) : std::string_view();
  parsed.times = times_of_({parsed.text, reading.tokens, reading.ends, &reading.words},
                           {published, document.source, document.url});
  place_times(parsed);
}

}  // namespace tidings::extract
