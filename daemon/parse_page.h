#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "config/lexicon.h"
#include "pipeline/record/document.h"
#include "pipeline/record/result.h"

namespace tidings::daemon {

// Prints how the sentences of a document are read: each token with lemma, tags, name, head and relation, drawn as a
// tree, then the names with their titles and what the lexicon knows of them.
class ParsePage {
 public:
  // The lexicon is without problems. Errors as of language::Model::load.
  [[nodiscard]] static record::Result<ParsePage> open(const std::filesystem::path& model, config::LoadedLexicon lexicon,
                                                      bool colour);
  ParsePage(ParsePage&&) noexcept;
  ~ParsePage();

  void print(const record::Document& document);

 private:
  struct Memory;
  explicit ParsePage(std::unique_ptr<Memory> memory);
  std::unique_ptr<Memory> memory_;
};

}  // namespace tidings::daemon
