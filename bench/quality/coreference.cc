// How well incidents put together what tells of one happening: event coreference across documents (shared reference
// material: data/ecbplus, data/meantime).
//   coreference FOLDER [SPLIT] [--errors] [--shuffle N]
// Every article goes through extraction and correlation, in the order of the file. Gold's event mentions that have the
// trigger of an event of ours on them are the mentions that are compared: in gold's clusters, and in our incidents.
// What we do not publish is not asked for here; how many that are is printed. Of ECB+ only sentences that were
// validated count.
// --shuffle: the same in N other orders of the articles, and how many mentions are not always in one company.
#include <fmt/core.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <string>

#include "bench/quality/clusters.h"
#include "bench/quality/pictures.h"
#include "bench/quality/reference.h"
#include "pipeline/record/names.h"
#include "tests/support/knowledge.h"

namespace tidings::quality {
namespace {

struct Mention {
  const GoldArticle* article;
  const GoldEvent* gold;
  const record::Event* event;
};

struct Articles {
  std::vector<GoldArticle> gold;
  std::vector<Told> told;
  std::vector<Mention> mentions;  // that are aligned
  std::size_t all_mentions = 0;
};

Articles read(const std::string& folder, const std::string& split, const extract::Knowledge& knowledge) {
  extract::Coder coder(knowledge);
  Articles articles;
  articles.gold = read_reference(folder, split);
  for (const auto& article : articles.gold) {
    extract::Told told;
    coder.code(article.document, told);
    articles.told.push_back({extract::article_of(article.document), std::move(told.events)});
  }
  for (std::size_t i = 0; i < articles.gold.size(); ++i) {
    const auto& gold = articles.gold[i];
    articles.all_mentions += gold.events.size();
    for (const auto& pair : align(gold, articles.told[i].events))
      articles.mentions.push_back({&gold, &gold.events[pair.gold], &articles.told[i].events[pair.ours]});
  }
  return articles;
}

std::vector<const Told*> in_order(const Articles& articles) {
  std::vector<const Told*> order;
  for (const auto& one : articles.told) order.push_back(&one);
  return order;
}

std::vector<Clustered> cluster(const Articles& articles, const std::vector<const Told*>& order) {
  const auto pictures = pictures_of(correlated(order), order);
  std::vector<Clustered> clustered;
  for (const auto& mention : articles.mentions) {
    const auto event = mention.event->id.hex();
    const auto incident = pictures.incident_of.find(event);
    clustered.push_back({mention.gold->cluster, incident == pictures.incident_of.end() ? event : incident->second});
  }
  return clustered;
}

void print_mention(const Mention& mention) {
  const auto& picture = mention.event->picture;
  fmt::print("    {} {} {} {} [{}] {} {}: {}\n", mention.article->document.id.substr(0, 16),
             record::name_of(mention.event->coding.type), record::name_of(picture.status), mention.event->dyad,
             mention.gold->text, picture.time ? picture.time->value : "-", picture.place ? picture.place->name : "-",
             mention.event->evidence.front().text.substr(0, 110));
}

// Clusters of one side that the other side has apart.
void print_apart(const char* what, const Articles& articles, const std::vector<Clustered>& clustered, bool of_gold) {
  std::map<std::string, std::map<std::string, std::vector<std::size_t>>> apart;
  for (std::size_t i = 0; i < clustered.size(); ++i) {
    const auto& one = clustered[i];
    apart[of_gold ? one.gold : one.ours][of_gold ? one.ours : one.gold].push_back(i);
  }
  for (const auto& [name, parts] : apart) {
    if (parts.size() < 2) continue;
    fmt::print("{} {}\n", what, name);
    for (const auto& [other, members] : parts) {
      fmt::print("  {}\n", other);
      for (const auto member : members) print_mention(articles.mentions[member]);
    }
  }
}

// The company of each mention: which of the others share its cluster.
std::vector<std::set<std::size_t>> company(const std::vector<Clustered>& clustered) {
  std::map<std::string, std::set<std::size_t>> members;
  for (std::size_t i = 0; i < clustered.size(); ++i) members[clustered[i].ours].insert(i);
  std::vector<std::set<std::size_t>> all;
  for (const auto& one : clustered) all.push_back(members[one.ours]);
  return all;
}

void print_shuffled(const Articles& articles, const std::vector<Clustered>& clustered, int rounds) {
  const auto before = company(clustered);
  std::set<std::size_t> moved;
  double least = 1;
  for (int seed = 1; seed <= rounds; ++seed) {
    auto order = in_order(articles);
    std::mt19937 random(static_cast<unsigned>(seed));
    std::ranges::shuffle(order, random);
    const auto other = cluster(articles, order);
    least = std::min(least, b_cubed(other).f1());
    const auto after = company(other);
    for (std::size_t i = 0; i < before.size(); ++i) {
      if (before[i] != after[i]) moved.insert(i);
    }
  }
  fmt::print(R"({{"bench":"coreference_order","orders":{},"mentions":{},"moved":{},"least_b3_f1":{:.1f}}})"
             "\n",
             rounds, clustered.size(), moved.size(), 100 * least);
}

int run(const std::string& folder, const std::string& split, bool errors, int rounds) {
  const auto knowledge = support::load_knowledge();
  if (!knowledge) return 1;
  const auto articles = read(folder, split, *knowledge);
  const auto clustered = cluster(articles, in_order(articles));
  if (errors) {
    print_apart("apart in ours:", articles, clustered, true);
    print_apart("together in ours:", articles, clustered, false);
  }
  std::set<std::string> gold_clusters, our_clusters;
  for (const auto& one : clustered) gold_clusters.insert(one.gold), our_clusters.insert(one.ours);
  const auto b3 = b_cubed(clustered), links = muc(clustered), entities = ceaf_e(clustered);
  fmt::print(R"({{"bench":"coreference","articles":{},"mentions":{},"aligned":{},"gold_clusters":{},"our_clusters":{},)"
             R"("b3_f1":{:.1f},"b3_p":{:.1f},"b3_r":{:.1f},"muc_f1":{:.1f},"ceafe_f1":{:.1f},"conll_f1":{:.1f}}})"
             "\n",
             articles.gold.size(), articles.all_mentions, clustered.size(), gold_clusters.size(), our_clusters.size(),
             100 * b3.f1(), 100 * b3.precision, 100 * b3.recall, 100 * links.f1(), 100 * entities.f1(),
             100 * conll_f1(clustered));
  if (rounds > 0) print_shuffled(articles, clustered, rounds);
  return 0;
}

}  // namespace
}  // namespace tidings::quality

int main(int argc, char** argv) {
  std::string folder, split;
  bool errors = false;
  int rounds = 0;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--errors") {
      errors = true;
    } else if (word == "--shuffle" && i + 1 < argc) {
      rounds = std::atoi(argv[++i]);
    } else {
      (folder.empty() ? folder : split) = word;
    }
  }
  if (folder.empty()) {
    fmt::print(stderr, "usage: coreference FOLDER [SPLIT] [--errors] [--shuffle N]\n");
    return 2;
  }
  if (!std::ifstream(folder + "/gold.jsonl")) {
    fmt::print("{} is not there: nothing is measured\n", folder);
    return 0;
  }
  return tidings::quality::run(folder, split, errors, rounds);
}
