// How many sentences of PLOVER's gold standard are coded as a human codes them.
//   events FOLDER [--errors N] [--confusion]   FOLDER has input.jsonl and gold.jsonl (data/plover_gsr)
// Type: one of the events of the sentence has the type of the gold event (draft names mapped). Sides: and its actors'
// and recipients' codes are those of gold; an organisation's own code counts as IGO or NGO, an empty side must be
// empty.
#include <fmt/core.h>
#include <simdjson.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "config/patterns.h"
#include "pipeline/record/names.h"
#include "tests/support/knowledge.h"

namespace tidings::quality {
namespace {

using support::document_of;
using support::load_knowledge;

const std::map<std::string, std::set<std::string>> kDraft = {{"DEMAND", {"REQUEST"}},
                                                             {"DISAPPROVE", {"ACCUSE"}},
                                                             {"INVESTIGATE", {"ACCUSE"}},
                                                             {"FIGHT", {"ASSAULT"}},
                                                             {"YIELD", {"CONCEDE", "RETREAT"}}};

struct Gold {
  std::string text;
  std::set<std::string> types;
  std::set<std::string> actors, recipients;
};

std::set<std::string> codes_of(simdjson::dom::array sides) {
  std::set<std::string> codes;
  for (const auto side : sides) {
    std::string_view code;
    if (side["code"].get(code) != simdjson::SUCCESS) continue;
    codes.insert(code == "JAP" ? "JPN" : code == "NGO" ? "IGO" : std::string(code));
  }
  return codes;
}

std::map<std::string, Gold> load(const std::string& folder) {
  std::map<std::string, Gold> gold;
  simdjson::dom::parser parser;
  std::string line;
  for (std::ifstream in(folder + "/input.jsonl"); std::getline(in, line);) {
    const auto item = parser.parse(line);
    gold[std::string(item["id"].get_string().value())].text = item["text"].get_string().value();
  }
  for (std::ifstream in(folder + "/gold.jsonl"); std::getline(in, line);) {
    const auto item = parser.parse(line);
    auto& one = gold[std::string(item["id"].get_string().value())];
    for (const auto event : item["events"].get_array()) {
      const std::string type(event["type"].get_string().value());
      const auto draft = kDraft.find(type);
      one.types = draft == kDraft.end() ? std::set<std::string>{type} : draft->second;
      one.actors = codes_of(event["source"].get_array());
      one.recipients = codes_of(event["target"].get_array());
      break;
    }
  }
  return gold;
}

std::set<std::string> codes_of(const std::vector<record::Actor>& actors, const std::set<std::string>& countries) {
  std::set<std::string> codes;
  for (const auto& actor : actors) {
    if (actor.code.empty()) continue;
    codes.insert(countries.contains(actor.code) ? actor.code : "IGO");
  }
  return codes;
}

std::string joined(const std::set<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ",") + word;
  return text.empty() ? "-" : text;
}

int run(const std::string& folder, int errors, bool confusion) {
  const auto knowledge = load_knowledge();
  if (!knowledge) return 1;
  std::set<std::string> countries;
  for (const auto& country : knowledge->dictionary.lexicon().countries) countries.insert(country.alpha3);
  const auto senses = config::count_senses(knowledge->patterns);
  extract::Coder coder(*knowledge);
  int type_right = 0, sides_right = 0, events_found = 0, silent = 0;
  std::map<std::string, std::map<std::string, int>> table;
  const auto gold = load(folder);
  for (const auto& [id, one] : gold) {
    extract::Told found;
    coder.code(document_of(id, one.text, "2000-01-01"), found);
    const auto& events = found.events;
    bool type = false, sides = false;
    std::string told;
    for (const auto& event : events) {
      const std::string name(record::name_of(event.coding.type));
      const bool same = one.types.contains(name);
      type = type || same;
      sides = sides || (same && codes_of(event.picture.actors, countries) == one.actors &&
                        codes_of(event.picture.recipients, countries) == one.recipients);
      told += fmt::format("    {} {} {} > {} [{}]\n", name, record::name_of(event.picture.status),
                          joined(codes_of(event.picture.actors, countries)),
                          joined(codes_of(event.picture.recipients, countries)), event.evidence[0].rule);
    }
    events_found += static_cast<int>(events.size());
    type_right += type ? 1 : 0;
    sides_right += sides ? 1 : 0;
    silent += events.empty() ? 1 : 0;
    ++table[joined(one.types)][type             ? "right"
                               : events.empty() ? "silent"
                                                : std::string(record::name_of(events[0].coding.type))];
    if (!sides && errors-- > 0) {
      fmt::print("{} {}\n  gold {} {} > {}\n{}", id, one.text, joined(one.types), joined(one.actors),
                 joined(one.recipients), told);
    }
  }
  const auto percent = [&](int count) { return 100.0 * count / static_cast<double>(gold.size()); };
  if (confusion) {
    for (const auto& [type, row] : table) {
      fmt::print("{:<18}", type);
      for (const auto& [found, count] : row) fmt::print(" {} {}", found, count);
      fmt::print("\n");
    }
  }
  fmt::print(
      R"({{"bench":"events","sentences":{},"senses":{},"type_right":{:.1f},"type_and_sides_right":{:.1f},"silent":{:.1f},"events_too_many":{:.1f}}})"
      "\n",
      gold.size(), senses, percent(type_right), percent(sides_right), percent(silent),
      percent(events_found - type_right));
  return 0;
}

}  // namespace
}  // namespace tidings::quality

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: events FOLDER [--errors N] [--confusion]\n");
    return 2;
  }
  int errors = 0;
  bool confusion = false;
  for (int i = 2; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--confusion") confusion = true;
    if (word == "--errors" && i + 1 < argc) errors = std::atoi(argv[++i]);
  }
  if (!std::ifstream(std::string(argv[1]) + "/gold.jsonl")) {
    fmt::print("{} is not there: nothing is measured\n", argv[1]);
    return 0;
  }
  return tidings::quality::run(argv[1], errors, confusion);
}
