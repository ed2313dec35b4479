#include "pipeline/correlate/correlator.h"

#include "pipeline/correlate/article_update.h"
#include "pipeline/correlate/state.h"

namespace tidings::correlate {

using record::ArticleRef;
using record::Event;
using record::Id;
using record::Result;
using record::Update;

struct Correlator::Impl {
  Impl(const store::Store* store, const Options& options) : state(store, options) {}

  State state;
  Counts counts;
};

namespace {

// How an article is known: by its id in its source or, where it came under another id, by its url.
struct Identity {
  Id own;  // of its id
  Id key;  // under which it is kept: its own, or that of the article it is a version of
  Id by_url;
  bool has_url = false;
  ArticleState* known = nullptr;  // null: new
};

// That of a site or a feed as a whole, "https://example.org/", may stand with each of its articles.
bool names_one_article(std::string_view url) {
  const auto scheme = url.find("://");
  const auto host = scheme == std::string_view::npos ? 0 : scheme + 3;
  const auto rest = url.find_first_of("/?", host);
  return rest != std::string_view::npos && rest + 1 < url.size();
}

Result<Identity> identify(State& state, const ArticleRef& article) {
  const auto own = Id::of("article", {article.source, article.id});
  const bool has_url = names_one_article(article.url);
  Identity identity{own, own, has_url ? Id::of("url", {article.url}) : Id(), has_url, nullptr};
  for (const auto& key : {identity.key, identity.by_url}) {
    if (key == identity.by_url && !identity.has_url) break;
    auto known = state.article(key);
    if (!known) return known.error();
    if (*known == nullptr) continue;
    identity.known = *known;
    if (!(*known)->same_as) {
      identity.key = key;
      break;
    }
    const auto same_as = *(*known)->same_as;
    known = state.article(same_as);
    if (!known) return known.error();
    identity.known = *known;
    identity.key = *known == nullptr ? identity.key : same_as;
    if (*known != nullptr) break;
  }
  return identity;
}

// The other ways by which the article may come again.
Result<void> keep_names(State& state, const Identity& identity) {
  ArticleState name;
  name.same_as = identity.key;
  if (identity.own != identity.key) {
    if (auto kept = state.keep(identity.own, name); !kept) return kept;
  }
  if (identity.has_url && identity.by_url != identity.key) return state.keep(identity.by_url, name);
  return {};
}

}  // namespace

Correlator::Correlator(const store::Store* store, const Options& options)
    : impl_(std::make_unique<Impl>(store, options)) {}
Correlator::~Correlator() = default;

Result<void> Correlator::take(const ArticleRef& article, std::span<const Event> events, std::vector<Update>& updates) {
  auto& [state, counts] = *impl_;
  if (auto loaded = state.load(); !loaded) return loaded;
  state.trim();
  ++counts.articles;
  const auto identity = identify(state, article);
  if (!identity) return identity.error();

  const auto version = hash_of(article.version);
  const auto published = instant_of(article.published).value_or(0);
  ArticleState taken;
  taken.version = version;
  taken.published = published;
  std::vector<Number> older;
  if (const auto* known = identity->known) {
    if (comes_too_late(*known, version, published)) {
      ++counts.repetitions;
      return {};
    }
    ++counts.versions;
    older = known->incidents;
    replace(taken, *known);
  }
  ArticleUpdate update(state, counts, article, identity->key);
  auto numbers = update.take(older, events, updates);
  if (!numbers) return numbers.error();
  taken.incidents = std::move(*numbers);
  if (auto kept = state.keep(identity->key, std::move(taken)); !kept) return kept;
  if (auto kept = keep_names(state, *identity); !kept) return kept;
  auto forgotten = state.forget();
  counts.dropped = state.dropped();
  return forgotten;
}

void Correlator::changes(store::Batch& into) { impl_->state.changes(into); }
void Correlator::committed() { impl_->state.committed(); }
void Correlator::undone() { impl_->state.undone(); }
const Counts& Correlator::counts() const { return impl_->counts; }

}  // namespace tidings::correlate
