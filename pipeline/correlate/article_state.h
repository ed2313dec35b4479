#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/correlate/incident.h"
#include "pipeline/record/id.h"
#include "pipeline/record/result.h"

namespace tidings::correlate {

// What is remembered of an article: which version was taken, and where its events went.
struct ArticleState {
  Hash version = 0;
  std::int64_t published = 0;  // an instant; 0: not told
  std::int32_t day = 0;        // of the input, when it was last taken; 0: before that had a clock
  std::uint64_t seen = 0;      // its last place in the order of articles
  std::vector<Number> incidents;
  std::vector<Hash> replaced;         // versions that were taken before this one, the last of them last
  std::optional<record::Id> same_as;  // the key it is known under already; then nothing else is told here
  bool gone = false;                  // forgotten; never stored
  friend bool operator==(const ArticleState&, const ArticleState&) = default;
};

// Whether this version, published then (as `published`), is not what is to be known of the article now: it is here or
// was replaced, or it is older. Days are compared as days; dates that lie too far apart were mistaken in one of the
// two, and say nothing.
[[nodiscard]] bool comes_too_late(const ArticleState& known, Hash version, std::int64_t published);

// Notes that this version took the place of that one.
void replace(ArticleState& taken, const ArticleState& known);

inline constexpr std::size_t kArticleBytes = 250;  // about, in memory

// Places in the order of articles, so many under one key: each is written once, and read once when its day is past.
struct SeenRow {
  static constexpr std::uint64_t kPlaces = 64;
  struct Place {
    std::int32_t day = 0;
    record::Id article;  // its key
    friend bool operator==(const Place&, const Place&) = default;
  };

  [[nodiscard]] static std::uint64_t of(std::uint64_t seen) { return seen / kPlaces; }
  [[nodiscard]] static std::size_t at(std::uint64_t seen) { return seen % kPlaces; }

  std::vector<Place> places;
  bool gone = false;  // never stored
  friend bool operator==(const SeenRow&, const SeenRow&) = default;
};

[[nodiscard]] std::string encode(const ArticleState& article);

// kFatal: kCorrupt or kNewer, as read_incident().
[[nodiscard]] record::Result<ArticleState> read_article(std::string_view bytes);

[[nodiscard]] std::string encode(const SeenRow& row);
[[nodiscard]] record::Result<SeenRow> read_seen(std::string_view bytes);

}  // namespace tidings::correlate
