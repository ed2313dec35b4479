#include "pipeline/correlate/independence.h"

#include <algorithm>
#include <cctype>
#include <numeric>
#include <string_view>

#include "pipeline/record/fingerprint.h"

namespace tidings::correlate {
namespace {

using record::Event;
using record::Evidence;

// bench/quality/copies asks how well these tell copies. A paragraph's fingerprint leans to what all news of a matter
// share, so that of a carried paragraph alone must be nearer than a sentence's.
constexpr int kNearParagraph = 10;
// With half of the pairs of words of the shorter sentence in the other, a paragraph that was worked over counts, too.
constexpr int kEditedParagraph = 20;

bool is_word_byte(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return value >= 0x80 || std::isalnum(value) != 0;
}

// Hashes of each two words that follow each other, sorted.
std::vector<Hash> word_pairs(std::string_view text) {
  std::vector<Hash> pairs;
  std::string last;
  std::string word;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && is_word_byte(text[i])) {
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(text[i])));
    } else if (!word.empty()) {
      if (!last.empty()) pairs.push_back(hash_of(last + ' ' + word));
      last.swap(word);
      word.clear();
    }
  }
  std::ranges::sort(pairs);
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

bool share_half(std::string_view one, std::string_view other) {
  const auto a = word_pairs(one);
  const auto b = word_pairs(other);
  const auto shorter = std::min(a.size(), b.size());
  return shorter >= 5 && shared(a, b) * 2 >= shorter;
}

bool are_near(record::Fingerprint one, record::Fingerprint other, int most) {
  return one.bits != 0 && other.bits != 0 && record::distance(one, other) <= most;
}

bool are_near(const Evidence& one, const Evidence& other) {
  return are_near(one.fingerprint, other.fingerprint, record::kNearDistance) ||
         are_near(one.paragraph, other.paragraph, kNearParagraph) ||
         (are_near(one.paragraph, other.paragraph, kEditedParagraph) && share_half(one.text, other.text));
}

// The groups as a forest: each member points towards its group's first.
class Groups {
 public:
  explicit Groups(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0U); }
  std::uint32_t find(std::uint32_t member) {
    while (parent_[member] != member) member = parent_[member] = parent_[parent_[member]];
    return member;
  }
  void join(std::uint32_t one, std::uint32_t other) {
    const auto a = find(one);
    const auto b = find(other);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::uint32_t> parent_;
};

// What will be and what has been are two reports, however many names and titles they share.
bool tells_of_another_time(const Event& one, const Event& other) {
  const auto planned = record::Status::kPlanned;
  return (one.picture.status == planned) != (other.picture.status == planned);
}

}  // namespace

bool are_one_report(const Telling& one, const Telling& other) {
  const auto& source = one.event.article.source;
  return one.article == other.article || (!source.empty() && source == other.event.article.source) ||
         is_near_copy(one.event, other.event);
}

bool is_near_copy(const Event& one, const Event& other) {
  if (tells_of_another_time(one, other)) return false;
  return std::ranges::any_of(one.evidence, [&](const Evidence& a) {
    return std::ranges::any_of(other.evidence, [&](const Evidence& b) { return are_near(a, b); });
  });
}

std::uint32_t articles_of(std::span<const Telling> tellings) {
  std::vector<Hash> articles;
  articles.reserve(tellings.size());
  for (const auto& telling : tellings) articles.push_back(telling.article);
  std::ranges::sort(articles);
  return static_cast<std::uint32_t>(std::unique(articles.begin(), articles.end()) - articles.begin());
}

Sources sources_of(std::span<const Telling> tellings, std::uint32_t unkept) {
  Groups groups(tellings.size());
  for (std::uint32_t i = 0; i < tellings.size(); ++i) {
    for (std::uint32_t j = 0; j < i; ++j) {
      if (groups.find(i) != groups.find(j) && are_one_report(tellings[i], tellings[j])) groups.join(i, j);
    }
  }
  Sources sources;
  sources.articles = articles_of(tellings) + unkept;
  for (std::uint32_t i = 0; i < tellings.size(); ++i) {
    sources.group.push_back(groups.find(i));
    if (sources.group.back() == i) ++sources.independent;
  }
  return sources;
}

}  // namespace tidings::correlate
