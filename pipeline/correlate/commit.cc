// What of State goes into a commit and comes back from one.
#include <algorithm>
#include <utility>

#include "pipeline/correlate/encoding.h"
#include "pipeline/correlate/keys.h"
#include "pipeline/correlate/state.h"
#include "pipeline/store/rows.h"

namespace tidings::correlate {
namespace {

// A decoded incident takes about so much more than its bytes, for its strings and lists.
std::size_t put_incident(store::Batch& into, Number number, const Held& held) {
  if (held.ended && held.incident.merged_into == 0) {
    into.erase(key::incident(number));
    return 0;
  }
  constexpr std::size_t kTellingBytes = 640;  // about
  std::string bytes;
  bytes.reserve(256 + held.incident.tellings.size() * kTellingBytes);
  append(bytes, held.incident);
  const auto size = 3 * bytes.size() + 600;
  into.put(key::incident(number), std::move(bytes));
  return size;
}

// What has changed, by number; what is no longer there has no bytes.
std::string rows_of(const Posting& posting, std::vector<Number> changed) {
  std::ranges::sort(changed);
  changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
  std::string rows;
  rows.reserve(changed.size() * (sizeof(Sketch) + 8));
  store::RowsWriter out(rows);
  std::string bytes;
  for (const auto number : changed) {
    bytes.clear();
    const auto at = std::ranges::lower_bound(posting.all, number, {}, &std::pair<Number, Sketch>::first);
    record::ByteWriter row(bytes);
    if (at != posting.all.end() && at->first == number) append(row, at->second);
    out.add(number, bytes);
  }
  return rows;
}

std::size_t put_posting(store::Batch& into, Entry entry, Posting& posting) {
  const auto changed = std::exchange(posting.changed, {});
  if (posting.all.empty()) {
    into.erase(key::entry(entry));
  } else {
    into.merge(key::entry(entry), rows_of(posting, changed));
  }
  return posting.all.size() * sizeof(posting.all[0]) + 200;
}

template <typename Value>
void put_or_erase(store::Batch& into, std::string key, const Value& value) {
  if (value.gone) {
    into.erase(std::move(key));
  } else {
    into.put(std::move(key), encode(value));
  }
}

}  // namespace

void State::changes(store::Batch& into) {
  if (!loaded_) return;
  store::Batch changes;
  changes.append(std::move(singles_));
  incidents_.drain([&](Number number, const Held& held) { return put_incident(changes, number, held); });
  index_.drain([&](Entry entry, Posting& posting) { return put_posting(changes, entry, posting); });
  articles_.drain([&](const record::Id& key, const ArticleState& article) {
    put_or_erase(changes, key::article(key), article);
    return kArticleBytes;
  });
  seen_.drain([&](std::uint64_t number, const SeenRow& row) {
    put_or_erase(changes, key::seen(number), row);
    return sizeof(SeenRow);
  });
  if (changes.empty()) return;
  changes.put(std::string(key::kState), encode(rest_));
  if (ground_.is_in_memory()) {
    auto copy = changes;
    given_.append(std::move(copy));
  }
  into.append(std::move(changes));
}

void State::committed() {
  ground_.written(given_);
  given_.clear();
  incidents_.committed();
  index_.committed();
  articles_.committed();
  seen_.committed();
}

void State::undone() {
  given_.clear();
  singles_.clear();
  incidents_.undone();
  index_.undone();
  articles_.undone();
  seen_.undone();
  rest_ = {};
  quiet_on_.reset();
  places_taken_ = 0;
  loaded_ = false;
}

}  // namespace tidings::correlate
