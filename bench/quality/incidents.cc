// Which incidents of a set of articles a reader would call right.
//   incidents [--sample] [--all] [--orders N] [UPDATES]
// Without UPDATES (a file of the stream `updates`) the articles are coded and correlated here: the five of the shared
// reference material, or the sample feed. A happening of gold is whole where one incident has its type, mode, sides,
// people, day and place, of each article the status that it gives, its numbers of sources and independent sources, its
// disputes, and what an article prints wrongly on record. Printed are what is wrong with each, what more than one
// incident tells, what must never come out, and surplus incidents to be read (--all: every incident).
// --orders: in how many other orders of the articles the final pictures are the same; of five articles all 120 are
// tried, of more N that are drawn, in which the versions of one article stay in their order.
#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include "bench/quality/incident_score.h"
#include "bench/quality/orders.h"
#include "bench/quality/treebank.h"
#include "pipeline/record/cloud_event.h"
#include "pipeline/record/event_reader.h"
#include "pipeline/record/names.h"
#include "tests/support/knowledge.h"

namespace tidings::quality {
namespace {

using record::Update;

struct Options {
  bool sample = false, all = false;
  int orders = 0;
  std::string updates;
};

std::vector<Update> read_updates(const std::string& path) {
  std::vector<Update> updates;
  record::CloudEventReader messages;
  record::EventReader reader;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const auto message = messages.read(line);
    auto update = message ? reader.read_update(message->data) : record::Result<Update>(message.error());
    if (update) {
      updates.push_back(std::move(*update));
    } else {
      fmt::print(stderr, "{}: {}\n", path, update.error().detail);
    }
  }
  return updates;
}

std::string sides_of(const std::vector<record::Actor>& actors) {
  std::string line;
  for (const auto& actor : actors) line += fmt::format(" {}={}", actor.name, actor.code.empty() ? "-" : actor.code);
  return line;
}

class Printer {
 public:
  Printer(const Pictures& pictures, const Names& names) : pictures_(pictures), names_(names) {}

  void incident(const char* what, const Update& incident) const {
    const auto& picture = incident.picture;
    fmt::print("{} {} {} {} {}:{} >{} {} {} {}/{} of{} \"{}\"\n", what, incident.incident.hex().substr(0, 8),
               record::name_of(incident.coding.type), incident.coding.mode, record::name_of(picture.status),
               sides_of(picture.actors), sides_of(picture.recipients), picture.time ? picture.time->value : "-",
               picture.place ? picture.place->name : "-", incident.independent_sources, incident.sources,
               history_of(incident), incident.evidence.text);
    for (const auto& dispute : incident.disputes) {
      fmt::print("    {}:", dispute.field);
      for (const auto& value : dispute.values) fmt::print(" [{}]", value);
      fmt::print("\n");
    }
  }

  void match(const Match& match) const {
    const auto& happening = *match.happening;
    std::string wrong;
    for (const auto& field : match.wrong) wrong += (wrong.empty() ? "" : "; ") + field;
    const char* may = happening.must ? "" : " (may be missed)";
    if (match.incident == nullptr) {
      fmt::print("missed {}{}\n", happening.id, may);
    } else if (!match.wrong.empty()) {
      fmt::print("{} {}{}: {}\n", match.found ? "wrong" : "missed", happening.id, may, wrong);
      incident("  nearest", *match.incident);
    } else {
      fmt::print("whole {}\n", happening.id);
    }
    for (const auto* other : match.others) incident("  again", *other);
  }

 private:
  [[nodiscard]] std::string history_of(const Update& incident) const {
    std::string line;
    for (const auto& change : incident.history) {
      const auto article = pictures_.article_of.find(change.event.hex());
      line += fmt::format(" {}:{}", article == pictures_.article_of.end() ? "?" : names_.of(article->second),
                          record::name_of(change.status));
    }
    return line;
  }

  const Pictures& pictures_;
  const Names& names_;
};

struct Count {
  int asked = 0, found = 0, whole = 0;
  void add(const Match& match) {
    ++asked;
    found += match.found ? 1 : 0;
    whole += match.incident != nullptr && match.wrong.empty() ? 1 : 0;
  }
};

void print(const Scored& scored, const Pictures& pictures, const Names& names, const Options& options) {
  const Printer printer(pictures, names);
  Count must, may;
  std::size_t again = 0;
  for (const auto& match : scored.matches) {
    printer.match(match);
    (match.happening->must ? must : may).add(match);
    again += match.others.size();
  }
  for (const auto* incident : scored.never) printer.incident("NEVER", *incident);
  for (const auto* incident : scored.surplus) printer.incident("surplus", *incident);
  for (const auto& incident : pictures.incidents) {
    if (options.all) printer.incident("incident", incident);
  }
  fmt::print(
      R"({{"bench":"incidents","set":"{}","of_must":{},"found":{},"whole":{},"of_others":{},"found_of_others":{},)"
      R"("whole_of_others":{},"again":{},"never":{},"incidents":{},"surplus":{}}})"
      "\n",
      options.sample ? "sample" : "articles", must.asked, must.found, must.whole, may.asked, may.found, may.whole,
      again, scored.never.size(), pictures.incidents.size(), scored.surplus.size());
}

int run(const std::filesystem::path& folder, const std::filesystem::path& gold_file, const Options& options) {
  const auto gold = read_gold(gold_file);
  const auto knowledge = support::load_knowledge();
  if (!gold || !knowledge) return 1;
  const auto documents = support::read_documents(folder);
  const Names names(documents);
  const auto articles = told_in(documents, *knowledge);
  const auto updates = options.updates.empty() ? correlated(pointers(articles)) : read_updates(options.updates);
  const auto pictures = pictures_of(updates, pointers(articles));
  print(score(*gold, pictures, names), pictures, names, options);
  if (options.orders == 0) return 0;
  const auto tried = try_orders(articles, options.orders);
  for (const auto& difference : tried.differences) fmt::print("{}\n", difference);
  fmt::print(R"({{"bench":"incidents_orders","articles":{},"orders":{},"other_pictures":{}}})"
             "\n",
             articles.size(), tried.orders, tried.others);
  return 0;
}

}  // namespace
}  // namespace tidings::quality

int main(int argc, char** argv) {
  using namespace tidings::quality;
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--sample") {
      options.sample = true;
    } else if (word == "--all") {
      options.all = true;
    } else if (word == "--orders" && i + 1 < argc) {
      options.orders = std::atoi(argv[++i]);
    } else {
      options.updates = word;
    }
  }
  const std::filesystem::path root = TIDINGS_SOURCE_DIR;
  if (options.sample) return run(root / "deploy/sample/feed", root / "deploy/sample/gold.yaml", options);
  const auto shared = shared_folder();
  if (!std::filesystem::exists(shared / "gold/incidents.yaml")) {
    fmt::print("no reference data: set TIDINGS_SHARED\n");
    return 0;
  }
  return run(shared / "articles", shared / "gold/incidents.yaml", options);
}
