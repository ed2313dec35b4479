#include <array>
#include <memory>
#include <string>

#include "pipeline/normalise/normalise.h"
#include "pipeline/record/code_points.h"
#include "pipeline/record/utf8.h"
#include "tests/fuzz/target.h"

namespace tidings::fuzz {
namespace {

using record::Document;
using record::ensure;

struct Origin {
  const char* content_type;
  const char* name;
};
// The first byte of the input says which of them.
constexpr std::array kOrigins = {Origin{"", "feed/article.txt"},
                                 Origin{"", "feed/article"},
                                 Origin{"", "feed/article.json"},
                                 Origin{"application/json", "topic"},
                                 Origin{"text/plain; charset=windows-1251", "topic"},
                                 Origin{"text/plain; charset=utf-16le", "topic"},
                                 Origin{"text/plain; charset=iso-2022-jp", "topic"},
                                 Origin{"text/plain; charset=gb18030", "topic"}};

void check(const Document& document) {
  ensure(!document.text.empty() && record::is_utf8(document.text), "the text is UTF-8 and not empty");
  ensure(document.text.starts_with(document.title), "the title is the first line");
  ensure(document.sentences.size() == document.sentence_fingerprints.size(), "a sentence has a fingerprint");
  const auto points = record::CodePoints(document.text).size();
  std::uint32_t last = 0;
  for (const auto span : document.sentences) {
    ensure(last <= span.begin && span.begin < span.end, "sentences follow each other");
    last = span.end;
  }
  ensure(last <= points, "sentences lie inside the text");
  for (const auto& passage : document.foreign) ensure(passage.span.end <= points, "a passage lies inside the text");
  for (const auto& removal : document.removed) ensure(record::is_utf8(removal.text), "a removal is UTF-8");
}

}  // namespace

void run(std::string_view input) {
  if (input.empty()) return;
  const auto& origin = kOrigins[static_cast<unsigned char>(input.front()) % kOrigins.size()];
  record::Input article;
  article.body = input.substr(1);
  article.content_type = origin.content_type;
  article.container = std::make_shared<const std::string>(origin.name);

  static normalise::Normalise::Scratch used;
  const normalise::Normalise normalise;
  const auto document = normalise(article, used);
  normalise::Normalise::Scratch fresh;
  const auto again = normalise(article, fresh);
  ensure(document.has_value() == again.has_value(), "no article changes the reading of the next");
  if (!document) {
    ensure(document.error().fault == record::Fault::kBadInput, "bad bytes are bad input");
    ensure(record::is_utf8(document.error().detail), "a dead letter takes the detail");
    return;
  }
  check(*document);
  std::string json;
  std::string json_again;
  append_json(*document, json);
  append_json(*again, json_again);
  ensure(json == json_again, "the same article gives the same bytes");
}

}  // namespace tidings::fuzz
