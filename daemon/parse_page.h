#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "pipeline/record/document.h"
#include "pipeline/record/result.h"

namespace tidings::daemon {

// Where the model lies beside this program: ../share/tidings/english.model, seen from its folder.
[[nodiscard]] std::filesystem::path default_model();

// Prints how the sentences of a document are read: each token with lemma, tags, name, head and relation, drawn as a
// tree.
class ParsePage {
 public:
  // Errors as of language::Model::load.
  [[nodiscard]] static record::Result<ParsePage> open(const std::filesystem::path& model, bool colour);
  ParsePage(ParsePage&&) noexcept;
  ~ParsePage();

  void print(const record::Document& document);

 private:
  struct Memory;
  explicit ParsePage(std::unique_ptr<Memory> memory);
  std::unique_ptr<Memory> memory_;
};

}  // namespace tidings::daemon
