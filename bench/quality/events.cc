// How many sentences of PLOVER's gold standard are coded as a human codes them.
//   events FOLDER [--errors N] [--confusion] [--least H]   FOLDER has input.jsonl and gold.jsonl (data/plover_gsr)
//   --least: the confidence that an event must have, in hundredths
// Type: one of the events of the sentence has the type of the gold event (draft names mapped). Sides: and its actors'
// and recipients' codes are those of gold; an organisation's own code counts as IGO or NGO, an empty side must be
// empty.
#include <fmt/core.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "bench/quality/plover_gold.h"
#include "config/patterns.h"
#include "pipeline/record/names.h"
#include "tests/support/knowledge.h"

namespace tidings::quality {
namespace {

using support::document_of;
using support::load_knowledge;

std::string joined(const std::set<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ",") + word;
  return text.empty() ? "-" : text;
}

int run(const std::string& folder, int errors, bool confusion, extract::Options options) {
  const auto knowledge = load_knowledge();
  if (!knowledge) return 1;
  const PloverCodes codes(knowledge->dictionary.lexicon());
  const auto senses = config::count_senses(knowledge->patterns);
  extract::Coder coder(*knowledge, options);
  int type_right = 0, sides_right = 0, events_found = 0, silent = 0;
  std::map<std::string, std::map<std::string, int>> table;
  const auto gold = read_plover_gold(folder);
  for (const auto& [id, one] : gold) {
    extract::Told found;
    coder.code(document_of(id, one.text, "2000-01-01"), found);
    const auto& events = found.events;
    bool type = false, sides = false;
    std::string told;
    for (const auto& event : events) {
      const std::string name(record::name_of(event.coding.type));
      type = type || has_type(one, event);
      sides = sides || is_right(one, event, codes);
      told += fmt::format("    {} {} {} > {} [{}]\n", name, record::name_of(event.picture.status),
                          joined(codes.of(event.picture.actors)), joined(codes.of(event.picture.recipients)),
                          event.evidence[0].rule);
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
    fmt::print(stderr, "usage: events FOLDER [--errors N] [--confusion] [--least H]\n");
    return 2;
  }
  int errors = 0;
  bool confusion = false;
  tidings::extract::Options options;
  for (int i = 2; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--confusion") confusion = true;
    if (word == "--least" && i + 1 < argc) options.confidence_min = static_cast<std::uint32_t>(std::atoi(argv[++i]));
    if (word == "--errors" && i + 1 < argc) errors = std::atoi(argv[++i]);
  }
  if (!std::ifstream(std::string(argv[1]) + "/gold.jsonl")) {
    fmt::print("{} is not there: nothing is measured\n", argv[1]);
    return 0;
  }
  return tidings::quality::run(argv[1], errors, confusion, options);
}
