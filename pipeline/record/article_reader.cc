#include "pipeline/record/article_reader.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "pipeline/record/json_parser.h"
#include "pipeline/record/reason.h"

namespace tidings::record {
namespace {

struct Field {
  std::string_view name;
  std::string Article::*member;
};

constexpr std::array kFields = {Field{"id", &Article::id},
                                Field{"source", &Article::source},
                                Field{"url", &Article::url},
                                Field{"title", &Article::title},
                                Field{"text", &Article::text},
                                Field{"html", &Article::html},
                                Field{"language", &Article::language},
                                Field{"published", &Article::published}};
constexpr std::size_t kText = 4;
constexpr std::size_t kHtml = 5;
static_assert(kFields[kText].name == "text" && kFields[kHtml].name == "html");

using Seen = std::array<bool, kFields.size()>;

Error refuse(std::string_view code, std::string detail) { return {Fault::kBadInput, code, std::move(detail)}; }

Result<void> take(const Field& field, simdjson::dom::element value, std::string& into) {
  std::string_view text;
  if (value.get(text) != simdjson::SUCCESS) {
    return refuse(reason::kBadArticle,
                  fmt::format("{}: {} where a string should be", field.name, describe(value.type())));
  }
  if (text.find('\0') != std::string_view::npos) {
    return refuse(reason::kBadArticle, fmt::format("{}: holds NUL (\\u0000)", field.name));
  }
  into.assign(text);
  return {};
}

Result<void> take_known(simdjson::dom::key_value_pair pair, Article& article, Seen& seen) {
  for (std::size_t i = 0; i < kFields.size(); ++i) {
    if (pair.key != kFields[i].name) continue;
    if (std::exchange(seen[i], true)) {
      return refuse(reason::kBadArticle, fmt::format("{}: given twice", kFields[i].name));
    }
    return take(kFields[i], pair.value, article.*kFields[i].member);
  }
  return {};
}

Result<void> check_body(const Article& article, const Seen& seen) {
  if (seen[kText] == seen[kHtml]) {
    return refuse(reason::kBadArticle, seen[kText] ? "text, html: both given" : "text, html: neither is given");
  }
  const auto& field = kFields[seen[kText] ? kText : kHtml];
  if ((article.*field.member).find_first_not_of(" \t\r\n\v\f") == std::string::npos) {
    return refuse(reason::kEmptyBody, fmt::format("{}: nothing but white space", field.name));
  }
  return {};
}

Result<Article> to_article(simdjson::dom::object object) {
  Article article;
  Seen seen{};
  for (const auto pair : object) {
    if (auto taken = take_known(pair, article, seen); !taken) return taken.error();
  }
  if (auto body = check_body(article, seen); !body) return body.error();
  return article;
}

}  // namespace

struct ArticleReader::Parser : JsonParser {};

ArticleReader::ArticleReader() : parser_(std::make_unique<Parser>()) {}
ArticleReader::~ArticleReader() = default;
ArticleReader::ArticleReader(ArticleReader&&) noexcept = default;
ArticleReader& ArticleReader::operator=(ArticleReader&&) noexcept = default;

Result<Article> read_article(std::string_view json, ArticleReader& scratch) {
  auto object = scratch.parser_->parse(json);
  auto article = object ? to_article(object->get_object()) : Result<Article>(object.error());
  scratch.parser_->shrink();
  return article;
}

}  // namespace tidings::record
