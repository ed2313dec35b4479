#include "bench/quality/documents.h"

#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/language/sentences.h"
#include "pipeline/normalise/fingerprint.h"
#include "pipeline/record/code_points.h"

namespace tidings::quality {

record::Document clean_document(std::string id, std::string text, std::string published) {
  record::Document document;
  document.id = std::move(id);
  document.source = document.id;
  document.body_hash = record::Id::of("body", {document.id, text});
  document.language = "en";
  document.text = std::move(text);
  document.title = document.text.substr(0, document.text.find('\n'));
  if (!published.empty()) document.published = record::Published{std::move(published), record::Found::kField};
  std::vector<language::Sentence> sentences;
  language::split_sentences(document.text, sentences);
  const record::CodePoints points(document.text);
  const std::string_view all = document.text;
  for (const auto& [begin, end] : sentences) {
    document.sentences.push_back(points.span_of(begin, end));
    document.sentence_fingerprints.push_back(normalise::fingerprint_of(all.substr(begin, end - begin)));
  }
  return document;
}

}  // namespace tidings::quality
