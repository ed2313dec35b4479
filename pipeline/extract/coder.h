#pragma once

#include <memory>
#include <string>
#include <vector>

#include "pipeline/extract/event/patterns.h"
#include "pipeline/extract/options.h"
#include "pipeline/extract/time/times.h"
#include "pipeline/language/model.h"
#include "pipeline/language/name_dictionary.h"
#include "pipeline/record/document.h"
#include "pipeline/record/event.h"

namespace tidings::extract {

// All that coding stands on, loaded once for all workers; immutable.
struct Knowledge {
  language::Model model;
  language::NameDictionary dictionary;
  Patterns patterns;
  Times times;
  std::string hash;  // of model, lexicon and patterns: Event::coder
};

// What a document tells.
struct Told {
  std::vector<record::Event> events;  // one per happening, in the order of their triggers
  std::vector<record::Quote> quotes;  // in the order of the text
};

// The article as its events and quotes name it.
[[nodiscard]] record::ArticleRef article_of(const record::Document& document);

// Documents to events and quotes. One for each worker: it keeps the memory it works in. The knowledge must outlive it.
// The same document and knowledge give the same events, on any machine; nothing is kept from one document to the next.
class Coder {
 public:
  explicit Coder(const Knowledge& knowledge, Options options = {});
  ~Coder();

  // Replaces what `told` held. Documents in another language than English tell nothing.
  void code(const record::Document& document, Told& told);

 private:
  struct Memory;
  std::unique_ptr<Memory> memory_;
};

}  // namespace tidings::extract
