#include "pipeline/record/article_reader.h"
#include "pipeline/record/utf8.h"
#include "tests/fuzz/target.h"

namespace tidings::fuzz {
namespace {

using record::Article;
using record::ensure;

void check(const Article& article) {
  ensure(article.text.empty() != article.html.empty(), "an article has one body");
  for (const auto* field : {&article.id, &article.source, &article.url, &article.title, &article.text, &article.html,
                            &article.published, &article.language}) {
    ensure(record::is_utf8(*field), "a field is UTF-8");
    ensure(field->find('\0') == std::string::npos, "a field holds no NUL");
  }
}

}  // namespace

void run(std::string_view input) {
  static record::ArticleReader used;  // by all the inputs before this one
  const auto article = record::read_article(input, used);
  if (article) {
    check(*article);
  } else {
    ensure(article.error().fault == record::Fault::kBadInput, "bad bytes are bad input");
    ensure(!article.error().code.empty() && !article.error().detail.empty(), "an error says what is wrong");
    ensure(record::is_utf8(article.error().detail), "a dead letter takes the detail");
  }
  record::ArticleReader fresh;
  const auto again = record::read_article(input, fresh);
  ensure(article.has_value() == again.has_value(), "no input changes the reading of the next");
  if (article) ensure(article->text == again->text && article->html == again->html, "a text is read alike twice");
}

}  // namespace tidings::fuzz
