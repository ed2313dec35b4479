#include "pipeline/correlate/article_state.h"

#include <algorithm>

#include "pipeline/record/bytes.h"
#include "pipeline/store/store.h"

namespace tidings::correlate {
namespace {

using record::Error;
using record::Fault;
using record::Result;

constexpr std::uint8_t kVersion = 2;
constexpr std::uint8_t kWithoutReplaced = 1;
constexpr std::size_t kReplacedMax = 8;

constexpr std::int64_t kDay = 86400;
constexpr std::int64_t kMistaken = 30 * kDay;  // no article comes again so late

// Rounded down: before 1970, too, a day ends with its last second.
std::int64_t day_of(std::int64_t instant) { return instant >= 0 ? instant / kDay : -((kDay - 1 - instant) / kDay); }

// As instant_of() has it: its end.
bool is_bare_day(std::int64_t instant) { return instant - day_of(instant) * kDay == kDay - 1; }

bool is_before(std::int64_t one, std::int64_t other) {
  if (one == 0 || other == 0 || other - one > kMistaken) return false;
  return is_bare_day(one) || is_bare_day(other) ? day_of(one) < day_of(other) : one < other;
}

}  // namespace

bool comes_too_late(const ArticleState& known, Hash version, std::int64_t published) {
  if (known.version == version || is_before(published, known.published)) return true;
  const bool was_here = std::ranges::find(known.replaced, version) != known.replaced.end();
  return was_here && !is_before(known.published, published);
}

void replace(ArticleState& taken, const ArticleState& known) {
  taken.replaced = known.replaced;
  std::erase(taken.replaced, taken.version);
  taken.replaced.push_back(known.version);
  if (taken.replaced.size() > kReplacedMax) taken.replaced.erase(taken.replaced.begin());
}

std::string encode(const ArticleState& article) {
  std::string bytes;
  bytes.reserve(64);
  record::ByteWriter out(bytes);
  out.byte(kVersion);
  out.fixed(article.version);
  out.signed_number(article.published);
  out.signed_number(article.day);
  out.number(article.seen);
  out.number(article.incidents.size());
  for (const auto number : article.incidents) out.number(number);
  out.byte(article.same_as ? 1 : 0);
  if (article.same_as) out.id(*article.same_as);
  out.number(article.replaced.size());
  for (const auto replaced : article.replaced) out.fixed(replaced);
  return bytes;
}

Result<ArticleState> read_article(std::string_view bytes) {
  record::ByteReader in(bytes);
  const auto version = in.byte();
  if (version > kVersion) {
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
  const auto replaced = version == kWithoutReplaced ? 0 : in.count(sizeof(Hash));
  for (std::size_t i = 0; i < replaced; ++i) article.replaced.push_back(in.fixed());
  if (version == 0 || !in.ok() || !in.at_end()) {
    return Error{Fault::kFatal, store::code::kCorrupt, "an article of the state cannot be read"};
  }
  return article;
}

std::string encode(const SeenRow& row) {
  std::string bytes;
  record::ByteWriter out(bytes);
  out.number(row.places.size());
  std::int32_t last = 0;
  for (const auto& [day, article] : row.places) {
    out.signed_number(std::int64_t{day} - last);
    out.id(article);
    last = day;
  }
  return bytes;
}

Result<SeenRow> read_seen(std::string_view bytes) {
  constexpr std::size_t kLeast = 17;
  record::ByteReader in(bytes);
  SeenRow row;
  const auto count = in.count(kLeast);
  std::uint32_t day = 0;
  for (std::size_t i = 0; i < count && in.ok(); ++i) {
    day += static_cast<std::uint32_t>(in.signed_number());
    row.places.push_back({static_cast<std::int32_t>(day), in.id()});
  }
  if (!in.ok() || !in.at_end() || row.places.size() > SeenRow::kPlaces) {
    return Error{Fault::kFatal, store::code::kCorrupt, "the order of articles in the state cannot be read"};
  }
  return row;
}

}  // namespace tidings::correlate
