#include "pipeline/correlate/state.h"

#include <algorithm>
#include <utility>

#include "pipeline/correlate/article_state.h"
#include "pipeline/correlate/encoding.h"
#include "pipeline/correlate/keys.h"
#include "pipeline/store/rows.h"

namespace tidings::correlate {
namespace {

using record::Error;
using record::Fault;
using record::Result;

Error corrupt(std::string_view what) { return {Fault::kFatal, store::code::kCorrupt, std::string(what)}; }

// Decoded strings and lists take about so much more than their bytes.
std::size_t in_memory(const std::string& encoded) { return 3 * encoded.size() + 600; }
std::size_t in_memory(const Outline& outline) {
  const auto& facts = outline.facts;
  const auto hashes = facts.actors.size() + facts.recipients.size() + facts.modes.size();
  return sizeof(Outline) + 200 + 8 * hashes + sizeof(Person) * facts.people.size() +
         sizeof(Prints) * facts.prints.size();
}
std::size_t in_memory(const Posting& posting) { return posting.all.size() * sizeof(posting.all[0]) + 200; }

auto find(Posting& posting, Number number) {
  return std::ranges::lower_bound(posting.all, number, {}, &std::pair<Number, Sketch>::first);
}

bool has(const Posting& posting, decltype(find(std::declval<Posting&>(), 0)) at, Number number) {
  return at != posting.all.end() && at->first == number;
}

// Nothing: it is damaged.
std::optional<Posting> read_posting(std::string_view table) {
  Posting posting;
  store::RowsReader rows(table);
  while (const auto row = rows.next()) {
    record::ByteReader in(row->bytes);
    posting.all.emplace_back(row->number, read_sketch(in));
    if (!in.ok() || !in.at_end() || posting.all.size() > Posting::kUnderEntryMax) return std::nullopt;
  }
  if (!rows.ok()) return std::nullopt;
  return posting;
}

std::string bytes_of(std::uint64_t number) {
  std::string bytes;
  key::append_number(bytes, number);
  return bytes;
}

}  // namespace

State::State(const store::Store* store, const Options& options) : ground_(store), options_(options) {}

Result<void> State::load() {
  if (loaded_) return {};
  const auto bytes = ground_.get(key::kState);
  if (!bytes) return bytes.error();
  if (*bytes) {
    auto read = read_rest(**bytes);
    if (!read) return read.error();
    rest_ = std::move(*read);
  }
  loaded_ = true;
  return {};
}

Result<Held*> State::incident(Number number) {
  for (int merges = 0; merges < kMergesMax; ++merges) {
    const auto loaded = load_incident(number);
    if (!loaded) return loaded.error();
    auto* held = *loaded;
    if (held == nullptr) return nullptr;
    if (held->incident.merged_into == 0) return held->ended ? nullptr : held;
    number = held->incident.merged_into;
  }
  return corrupt("incidents of the state are merged in a circle");
}

Result<std::optional<Candidate>> State::candidate(Number number) {
  if (const auto* outline = outlines_.find(number)) {
    return std::optional(Candidate{number, outline->last_mention, &outline->facts});
  }
  const auto held = incident(number);
  if (!held) return held.error();
  if (*held == nullptr) return std::optional<Candidate>{};
  const auto& [incident, digest, ended] = **held;
  return std::optional(Candidate{incident.number, incident.last_mention, &digest.facts()});
}

Result<Held*> State::load_incident(Number number) {
  if (auto* held = incidents_.find(number)) return held;
  const auto bytes = ground_.get(key::incident(number));
  if (!bytes) return bytes.error();
  if (!*bytes) return nullptr;
  auto read = read_incident(**bytes);
  if (!read) return read.error();
  if (read->number != number) return corrupt("an incident of the state stands under the number of another");
  Held held{std::move(*read), {}, false};
  held.digest.follow(held.incident.tellings);
  outlines_.drop(number);  // it may change from here on
  return &incidents_.put(number, std::move(held), in_memory(**bytes));
}

Held& State::open(const record::Event& first) {
  Held held;
  held.incident.id = first.id;
  held.incident.number = rest_.next++;
  held.incident.opened = rest_.clock.today().value_or(0);
  singles_.put(key::named(first.id), bytes_of(held.incident.number));
  const auto number = held.incident.number;
  auto& opened = incidents_.put(number, std::move(held), 2000);
  incidents_.touch(number);
  return opened;
}

void State::touch(const Held& held) { incidents_.touch(held.incident.number); }

Result<void> State::refresh(Held& held) {
  auto& incident = held.incident;
  const auto before = incident.entries.empty() ? Sketch{} : sketch_of(held.digest.facts());
  held.digest.follow(incident.tellings);
  const auto sketch = sketch_of(held.digest.facts());
  auto entries = entries_of(held.digest.facts());
  for (const auto entry : incident.entries) {
    if (std::ranges::binary_search(entries, entry)) continue;
    if (auto displaced = displace(entry, incident.number); !displaced) return displaced;
  }
  for (const auto entry : entries) {
    if (sketch == before && std::ranges::binary_search(incident.entries, entry)) continue;
    if (auto placed = place(entry, incident.number, sketch); !placed) return placed;
  }
  incident.entries = std::move(entries);
  return {};
}

Result<void> State::end(Held& held, Number merged_into) {
  auto& incident = held.incident;
  for (const auto entry : incident.entries) {
    if (auto displaced = displace(entry, incident.number); !displaced) return displaced;
  }
  incident.entries.clear();
  incident.tellings.clear();
  incident.merged_into = merged_into;
  held.ended = true;
  if (merged_into == 0) singles_.erase(key::named(incident.id));
  incidents_.touch(incident.number);
  return {};
}

Result<const Posting*> State::posting(Entry entry) {
  const auto loaded = load_posting(entry);
  if (!loaded) return loaded.error();
  return *loaded;
}

Result<Posting*> State::load_posting(Entry entry) {
  if (auto* known = index_.find(entry)) return known;
  const auto bytes = ground_.get(key::entry(entry));
  if (!bytes) return bytes.error();
  Posting posting;
  if (*bytes) {
    auto read = read_posting(**bytes);
    if (!read) return corrupt("an entry of the index of the state cannot be read");
    posting = std::move(*read);
  }
  const auto size = in_memory(posting);
  return &index_.put(entry, std::move(posting), size);
}

Result<void> State::place(Entry entry, Number number, const Sketch& sketch) {
  const auto loaded = load_posting(entry);
  if (!loaded) return loaded.error();
  auto& posting = **loaded;
  const auto at = find(posting, number);
  if (has(posting, at, number)) {
    at->second = sketch;
  } else {
    posting.all.insert(at, {number, sketch});
  }
  posting.changed.push_back(number);
  if (posting.all.size() > Posting::kUnderEntryMax) {
    posting.changed.push_back(posting.all.front().first);
    posting.all.erase(posting.all.begin());
  }
  index_.touch(entry);
  return {};
}

Result<void> State::displace(Entry entry, Number number) {
  const auto loaded = load_posting(entry);
  if (!loaded) return loaded.error();
  auto& posting = **loaded;
  const auto at = find(posting, number);
  if (!has(posting, at, number)) return {};
  posting.all.erase(at);
  posting.changed.push_back(number);
  index_.touch(entry);
  return {};
}

Result<ArticleState*> State::article(const record::Id& key) {
  auto known = load_article(key);
  if (!known || *known == nullptr) return known;
  if ((*known)->gone) return nullptr;
  if (!is_past((*known)->day)) return known;
  if (auto let = let_go(key, **known); !let) return let.error();
  return nullptr;
}

Result<ArticleState*> State::load_article(const record::Id& key) {
  if (auto* known = articles_.find(key)) return known;
  const auto bytes = ground_.get(key::article(key));
  if (!bytes) return bytes.error();
  if (!*bytes) return nullptr;
  auto read = read_article(**bytes);
  if (!read) return read.error();
  return &articles_.put(key, std::move(*read), kArticleBytes);
}

Result<void> State::keep(const record::Id& key, ArticleState article) {
  article.day = rest_.clock.today().value_or(0);
  article.seen = rest_.next_seen;
  const auto row_number = SeenRow::of(article.seen);
  const auto found = seen(row_number);
  if (!found) return found.error();
  auto* row = *found != nullptr ? *found : &seen_.put(row_number, {}, sizeof(SeenRow));
  if (row->places.size() != SeenRow::at(article.seen)) return corrupt("the order of articles in the state has a gap");
  ++rest_.next_seen;
  ++places_taken_;
  row->places.push_back({article.day, key});
  seen_.touch(row_number);
  if (auto* known = articles_.find(key)) {
    *known = std::move(article);
  } else {
    articles_.put(key, std::move(article), kArticleBytes);
  }
  articles_.touch(key);
  return {};
}

Result<SeenRow*> State::seen(std::uint64_t number) {
  if (auto* known = seen_.find(number)) return known;
  const auto bytes = ground_.get(key::seen(number));
  if (!bytes) return bytes.error();
  if (!*bytes) return nullptr;
  auto read = read_seen(**bytes);
  if (!read) return read.error();
  return &seen_.put(number, std::move(*read), sizeof(SeenRow));
}

void State::trim() {
  // Entries of the index are asked for with every event, incidents with those that find one.
  const auto share = options_.cache_bytes / 8;
  index_.trim(4 * share);
  incidents_.trim(2 * share, [this](Number number, Held& held) {
    if (held.ended || held.incident.merged_into != 0) return;
    Outline outline{std::move(held.digest).facts(), held.incident.last_mention};
    const auto bytes = in_memory(outline);
    outlines_.put(number, std::move(outline), bytes);
  });
  outlines_.trim(share);
  articles_.trim(share);
  seen_.trim(1U << 16U);  // the row that grows and the one that is forgotten
}

}  // namespace tidings::correlate
