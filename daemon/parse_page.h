#pragma once

#include <memory>

#include "pipeline/extract/coder.h"
#include "pipeline/record/document.h"

namespace tidings::daemon {

// Prints how the sentences of a document are read: each token with lemma, tags, name, head and relation, drawn as a
// tree, then the names with their titles and what the lexicon knows of them.
class ParsePage {
 public:
  ParsePage(std::shared_ptr<const extract::Knowledge> knowledge, bool colour);
  ~ParsePage();

  void print(const record::Document& document);

 private:
  struct Memory;
  std::unique_ptr<Memory> memory_;
};

}  // namespace tidings::daemon
