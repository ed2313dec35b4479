#include "pipeline/correlate/article_state.h"

#include "pipeline/correlate/bytes.h"
#include "pipeline/store/store.h"

namespace tidings::correlate {
namespace {

using record::Error;
using record::Fault;
using record::Result;

constexpr std::uint8_t kVersion = 1;

}  // namespace

std::string encode(const ArticleState& article) {
  std::string bytes;
  ByteWriter out(bytes);
  out.byte(kVersion);
  out.fixed(article.version);
  out.signed_number(article.published);
  out.signed_number(article.day);
  out.number(article.seen);
  out.number(article.incidents.size());
  for (const auto number : article.incidents) out.number(number);
  out.byte(article.same_as ? 1 : 0);
  if (article.same_as) out.id(*article.same_as);
  return bytes;
}

Result<ArticleState> read_article(std::string_view bytes) {
  ByteReader in(bytes);
  if (in.byte() > kVersion) {
    return Error{Fault::kFatal, store::code::kNewer, "an article of the state was written by a later tidings"};
  }
  ArticleState article;
  article.version = in.fixed();
  article.published = in.signed_number();
  article.day = static_cast<std::int32_t>(in.signed_number());
  article.seen = in.number();
  const auto count = in.count(1);
  for (std::size_t i = 0; i < count; ++i) article.incidents.push_back(in.number());
  if (in.one_of<std::uint8_t>(2) != 0) article.same_as = in.id();
  if (!in.ok() || !in.at_end())
    return Error{Fault::kFatal, store::code::kCorrupt, "an article of the state cannot be read"};
  return article;
}
std::string encode(const Seen& seen) {
  std::string bytes;
  ByteWriter out(bytes);
  out.signed_number(seen.day);
  out.id(seen.article);
  return bytes;
}

Result<Seen> read_seen(std::string_view bytes) {
  ByteReader in(bytes);
  Seen seen;
  seen.day = static_cast<std::int32_t>(in.signed_number());
  seen.article = in.id();
  if (!in.ok() || !in.at_end()) {
    return Error{Fault::kFatal, store::code::kCorrupt, "the order of articles in the state cannot be read"};
  }
  return seen;
}

}  // namespace tidings::correlate
