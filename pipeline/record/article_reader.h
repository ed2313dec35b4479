#pragma once

#include <memory>
#include <string_view>

#include "pipeline/record/article.h"
#include "pipeline/record/result.h"

namespace tidings::record {

// The memory of a JSON parser, to be used again for the next article; one per worker.
// After an article beyond 1 MiB it is given back, so that one huge article does not stay for ever.
class ArticleReader {
 public:
  ArticleReader();
  ~ArticleReader();
  ArticleReader(ArticleReader&&) noexcept;
  ArticleReader& operator=(ArticleReader&&) noexcept;

 private:
  friend Result<Article> read_article(std::string_view json, ArticleReader& scratch);
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

// One JSON object with the fields of Article, all of them strings, in any order; unknown fields are ignored, though
// they must be well-formed. An empty optional field counts as absent. Exactly one of `text` and `html` must be there.
// Errors are all kBadInput, with one of these codes and a detail that names the field:
//   kBadEncoding  not UTF-8
//   kEmptyBody    nothing but white space: the whole record, or its text or html
//   kBadJson      not one well-formed object of at most 64 levels, or something after it
//   kBadArticle   a field of the wrong type, given twice or holding NUL; both or neither of text and html
[[nodiscard]] Result<Article> read_article(std::string_view json, ArticleReader& scratch);

}  // namespace tidings::record
