#include "daemon/missing.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "daemon/log.h"
#include "pipeline/extract/gaps.h"

namespace tidings::daemon {
namespace {

constexpr std::size_t kMostKept = 200'000;  // predicates
constexpr std::size_t kMostShown = 200;

struct Found {
  std::size_t count = 0;
  extract::Gap first;
};
using Predicates = std::map<std::string, Found>;

void print(const Predicates& predicates, std::size_t articles) {
  std::vector<const Found*> order;
  for (const auto& [predicate, found] : predicates) order.push_back(&found);
  std::ranges::stable_sort(order, [](const Found* a, const Found* b) { return a->count > b->count; });
  fmt::print("{} predicates with an actor on both sides and no pattern, in {} articles\n", order.size(), articles);
  for (std::size_t i = 0; i < std::min(order.size(), kMostShown); ++i) {
    const auto& [count, gap] = *order[i];
    fmt::print("{:>6}  {:<28} {:<9} {}\n", count, gap.predicate, gap.known ? "no fit" : "unknown",
               in_one_line(gap.sentence));
  }
}

}  // namespace

record::Result<void> print_missing(const std::string& folder, const Scratchpad& scratchpad,
                                   const extract::Knowledge& knowledge) {
  extract::GapFinder finder(knowledge);
  Predicates predicates;
  std::size_t articles = 0;
  const auto patterns = std::vector<std::string>{pattern_of(folder) + "/*"};
  auto read =
      read_articles(patterns, scratchpad, [&](record::Input&, const record::Result<record::Document>& document) {
        if (!document) return;
        ++articles;
        for (auto& gap : finder.find(*document)) {
          if (predicates.size() >= kMostKept && !predicates.contains(gap.predicate)) continue;
          auto& found = predicates[gap.predicate];
          if (found.count++ == 0) found.first = std::move(gap);
        }
      });
  if (!read) return read;
  print(predicates, articles);
  return {};
}

}  // namespace tidings::daemon
