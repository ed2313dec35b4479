#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/record/id.h"
#include "pipeline/record/message.h"

namespace tidings::record {

// Unicode code points of the normalised text, end exclusive.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend auto operator<=>(const Span&, const Span&) = default;
};

// How the time of publication became known.
enum class Found : std::uint8_t { kField, kHeader, kText, kQueue };
[[nodiscard]] std::string_view name_of(Found found);  // "field" | "header" | "text" | "queue"

struct Published {
  std::string value;  // ISO 8601: a day, or a day and time with seconds or minutes and zone
  Found found = Found::kField;
};

// Something that stood in the body and is not in the text; `why` is one of a bounded set (docs/schema/document.json).
struct Removal {
  std::string text;
  std::string_view why;
};

// A passage that is in the text but not in its language, e.g. a bracketed original wording.
struct Foreign {
  Span span;
  std::string language;  // ISO 639-1
};

// 64 bits of which near-equal wordings share most; see normalise/fingerprint.h for how it is made.
struct Fingerprint {
  std::uint64_t bits = 0;
  friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
};

// What normalise makes of an article.
struct Document {
  std::string id;      // the article's: given, or a hash
  std::string source;  // who published it, as the article says; may be empty
  std::string url;
  Id body_hash;  // tells versions of one article apart
  std::string title;
  std::string text;  // clean UTF-8, NFC; the title, where there is one, is its first line; paragraphs parted by "\n\n"
  std::optional<Published> published;
  std::string language;  // ISO 639-1; "und" where it cannot be told
  std::vector<Span> sentences;
  std::vector<Fingerprint> sentence_fingerprints;  // one per sentence
  Fingerprint fingerprint;                         // of the whole
  std::vector<Removal> removed;
  std::vector<Foreign> foreign;
};

// The document as published; spans count code points of `text`, so all strings must be UTF-8.
void append_json(const Document& document, std::string& out);

// Key: the document's id, so that versions of one article keep their order on a queue. Two publishers may give one id
// to different articles: these share a key, which orders them and confuses nothing. Id: of source, document id and body
// hash, so that every version of every article has its own.
[[nodiscard]] Message to_message(const Document& document);

}  // namespace tidings::record
