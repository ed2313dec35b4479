#include "pipeline/normalise/normalise.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/language/sentences.h"
#include "pipeline/normalise/clean.h"
#include "pipeline/normalise/dates.h"
#include "pipeline/normalise/encoding.h"
#include "pipeline/normalise/fingerprint.h"
#include "pipeline/normalise/format.h"
#include "pipeline/normalise/furniture.h"
#include "pipeline/normalise/header.h"
#include "pipeline/normalise/languages.h"
#include "pipeline/normalise/layout.h"
#include "pipeline/normalise/lexical.h"
#include "pipeline/normalise/title.h"
#include "pipeline/record/article_reader.h"
#include "pipeline/record/reason.h"

namespace tidings::normalise {

using record::Article;
using record::Document;
using record::Error;
using record::Fault;
using record::Input;
using record::Result;

struct Normalise::Scratch::Memory {
  static constexpr std::size_t kKept = std::size_t{1} << 20U;  // bytes; an ordinary article needs a hundredth of it

  record::ArticleReader reader;
  std::string decoded;
  std::string cleaned;
  std::string buffer;
  Layout layout;
  std::vector<language::Sentence> sentences;
  std::vector<Weighted> weighted;

  [[nodiscard]] bool is_swollen() const {
    return decoded.capacity() + cleaned.capacity() + buffer.capacity() > kKept || sentences.capacity() > kKept / 16;
  }
};

Normalise::Scratch::Scratch() : memory_(std::make_unique<Memory>()) {}
Normalise::Scratch::~Scratch() = default;
Normalise::Scratch::Scratch(Scratch&&) noexcept = default;
Normalise::Scratch& Normalise::Scratch::operator=(Scratch&&) noexcept = default;

namespace {

constexpr const char* kReadable = "only plain text and JSON articles are read";

Error bad(std::string_view code, std::string detail) { return {Fault::kBadInput, code, std::move(detail)}; }

// A trailing line end is not part of the body.
std::string_view without_line_end(std::string_view body) {
  if (body.ends_with('\n')) body.remove_suffix(1);
  if (body.ends_with('\r')) body.remove_suffix(1);
  return body;
}

// What an article says of itself, and its body: of JSON the `text`, of plain text all bytes as they came.
struct Given {
  Article article;        // `text` is empty for plain text
  std::string_view text;  // UTF-8, not yet clean
  std::string_view body;
};

void identify(const Given& given, Document& document) {
  const auto& article = given.article;
  document.source = article.source;
  document.url = article.url;
  document.body_hash = record::Id::of("body", {given.body});
  document.id =
      article.id.empty() ? record::Id::of("article", {article.source, article.url, given.body}).hex() : article.id;
}

void date(const Given& given, const Input& input, std::optional<std::string> header, Document& document) {
  using record::Found;
  if (auto field = parse_date(given.article.published)) {
    document.published = {std::move(field->value), Found::kField};
  } else if (header) {
    document.published = {std::move(*header), Found::kHeader};
  } else if (auto queued = input.timestamp ? format_time(*input.timestamp) : std::nullopt) {
    document.published = {std::move(*queued), Found::kQueue};
  }
}

// The title, then all lines but the one it was taken from.
void write_text(Layout& layout, const char* printed, Document& document) {
  auto size = document.title.size();
  for (const auto& line : layout.lines()) size += line.text.size() + 2;
  auto& text = document.text;
  text.reserve(size);
  text = document.title;
  for (const auto& line : layout.lines()) {
    if (line.gone() || line.text.data() == printed) continue;
    if (!text.empty()) text += "\n\n";
    text += line.text;
  }
}

// Spans in code points and a fingerprint for every sentence; that of the whole is made of them.
void read_sentences(std::vector<language::Sentence>& sentences, std::vector<Weighted>& weighted, Document& document) {
  const std::string_view text = document.text;
  sentences.clear();
  weighted.clear();
  language::split_sentences(text, sentences);
  document.sentences.reserve(sentences.size());
  document.sentence_fingerprints.reserve(sentences.size());
  std::size_t counted_to = 0;
  std::uint32_t points = 0;
  const auto index_of = [&](std::size_t byte) {
    std::uint32_t passed = 0;
    for (; counted_to < byte; ++counted_to)
      passed += (static_cast<unsigned char>(text[counted_to]) & 0xC0U) != 0x80 ? 1 : 0;
    return points += passed;
  };
  for (const auto& sentence : sentences) {
    const auto begin = index_of(sentence.begin);
    const auto end = index_of(sentence.end);
    const auto fingerprint = fingerprint_of(text.substr(sentence.begin, sentence.end - sentence.begin));
    document.sentences.push_back({begin, end});
    document.sentence_fingerprints.push_back(fingerprint);
    weighted.push_back({fingerprint, end - begin});
  }
  document.fingerprint = combine(weighted);
}

// Reads the record's own form: the article's fields and body.
Result<Given> read_given(const Input& input, std::string_view decoded, record::ArticleReader& reader) {
  Given given;
  if (tell_format(input, decoded) == Format::kUnsupported) return bad(record::reason::kUnsupportedFormat, kReadable);
  if (tell_format(input, decoded) == Format::kText) {
    given.text = decoded;
    given.body = without_line_end(input.body);
    return given;
  }
  auto article = record::read_article(decoded, reader);
  if (!article) return std::move(article).error();
  if (!article->html.empty()) return bad(record::reason::kUnsupportedFormat, "the article is HTML");
  given.article = std::move(*article);
  return given;
}

}  // namespace

Result<Document> Normalise::operator()(const Input& input, Scratch& scratch) const {
  auto document = read(input, *scratch.memory_);
  if (scratch.memory_->is_swollen()) scratch = Scratch();
  return document;
}

Result<Document> Normalise::read(const Input& input, Scratch::Memory& memory) const {
  if (input.broken) return *input.broken;
  if (trim(input.body).empty()) return bad(record::reason::kEmptyBody, "nothing but white space");
  if (tell_format(input, input.body) == Format::kUnsupported) return bad(record::reason::kUnsupportedFormat, kReadable);

  Document document;
  const auto decoded = decode(input.body, charset_of(input.content_type), memory.decoded, document.removed);
  if (!decoded) return decoded.error();
  auto given = read_given(input, *decoded, memory.reader);
  if (!given) return std::move(given).error();
  if (given->body.data() == nullptr) {  // only now does the article lie still
    given->text = given->article.text;
    given->body = without_line_end(given->article.text);
  }
  identify(*given, document);
  if (auto cleaned = clean(given->article.title, document.title, memory.buffer, document.removed); !cleaned) {
    return std::move(cleaned).error();
  }
  std::replace(document.title.begin(), document.title.end(), '\n', ' ');
  if (auto cleaned = clean(given->text, memory.cleaned, memory.buffer, document.removed); !cleaned) {
    return std::move(cleaned).error();
  }
  unwrap(memory.cleaned);

  auto& layout = memory.layout;
  layout.read(memory.cleaned);
  drop_furniture(layout, memory.cleaned);
  date(*given, input, read_header(layout), document);
  drop_sign_off(layout);
  const char* printed = nullptr;  // where the title stands in the text
  if (document.title.empty()) {
    const auto title = find_title(layout);
    document.title = title;
    printed = title.data();
  }
  drop_repeated_titles(layout, document.title, printed);
  if (layout.empty()) return bad(record::reason::kEmptyBody, "nothing is left without the furniture of the page");
  write_text(layout, printed, document);
  layout.append_cuts(document.removed);

  document.language = language_of(document.text, given->article.language, options_.language_bytes);
  find_foreign(document.text, document.foreign);
  read_sentences(memory.sentences, memory.weighted, document);
  return document;
}

}  // namespace tidings::normalise
