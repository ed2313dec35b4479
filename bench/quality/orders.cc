#include "bench/quality/orders.h"

#include <algorithm>
#include <iterator>
#include <random>
#include <set>

namespace tidings::quality {
namespace {

using Order = std::vector<const Told*>;
using Lines = std::multiset<std::string>;

Lines known(const Order& order) {
  Lines lines;
  for (auto incident : pictures_of(correlated(order), order).incidents) {
    incident.incident = {};
    incident.event = {};
    incident.revision = 1;
    incident.change = record::Change::kCreated;
    incident.why.clear();
    incident.evidence = {};
    incident.merged_with.reset();
    std::string line;
    record::append_json(incident, line);
    lines.insert(std::move(line));
  }
  return lines;
}

// The places of one article's versions, filled in the order in which they were given.
void keep_versions_in_order(Order& order, const Order& given) {
  std::map<std::string, std::vector<const Told*>> versions;
  for (const auto* one : given) versions[one->article.source + '\n' + one->article.id].push_back(one);
  std::map<std::string, std::size_t> next;
  for (auto& one : order) {
    const auto key = one->article.source + '\n' + one->article.id;
    one = versions[key][next[key]++];
  }
}

void compare(const Lines& first, const Order& order, Tried& tried) {
  ++tried.orders;
  const auto lines = known(order);
  if (lines == first) return;
  if (tried.others++ > 0) return;
  const auto add = [&](const char* mark, const Lines& some, const Lines& other) {
    std::vector<std::string> only;
    std::ranges::set_difference(some, other, std::back_inserter(only));
    for (const auto& line : only) tried.differences.push_back(mark + line);
  };
  add("- ", first, lines);
  add("+ ", lines, first);
}

}  // namespace

std::vector<Told> told_in(const std::map<std::string, record::Document>& documents,
                          const extract::Knowledge& knowledge) {
  extract::Coder coder(knowledge);
  std::vector<Told> articles;
  for (const auto& [name, document] : documents) {
    extract::Told told;
    coder.code(document, told);
    articles.push_back({extract::article_of(document), std::move(told.events)});
  }
  return articles;
}

std::vector<const Told*> pointers(const std::vector<Told>& articles) {
  std::vector<const Told*> all;
  for (const auto& one : articles) all.push_back(&one);
  return all;
}

Tried try_orders(const std::vector<Told>& articles, int most) {
  constexpr std::size_t kMostForAllOrders = 5;
  const auto given = pointers(articles);
  const auto first = known(given);
  Tried tried;
  auto order = given;
  if (articles.size() <= kMostForAllOrders) {
    std::ranges::sort(order);
    do {
      compare(first, order, tried);
    } while (std::ranges::next_permutation(order).found);
    return tried;
  }
  std::mt19937 random(1);
  for (int i = 0; i < most; ++i) {
    std::ranges::shuffle(order, random);
    keep_versions_in_order(order, given);
    compare(first, order, tried);
  }
  return tried;
}

}  // namespace tidings::quality
