// Which happenings of a set of articles are coded, article by article, as a careful human finds them.
//   happenings [--all] [--sample]    the five articles of the shared reference material, or the sample feed
//     --all: also every event, and whether a happening asks for it, to be read
// A happening is found in an article when one event has its type and mode, its sides, its people, its day and its place
// (what of these it names), and the status that the article gives it. `whole`: of the found those that do have a time
// and a place where one is asked for, which the text may not tell; a time may be less exact ("mid-December").
// `twice`: happenings that more than one event tells. `never`: events of what must not come out.
#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>

#include "bench/quality/gold.h"
#include "bench/quality/treebank.h"
#include "pipeline/record/names.h"
#include "tests/support/knowledge.h"

namespace tidings::quality {
namespace {

using record::Event;
using support::load_knowledge;
using support::read_articles;

struct Count {
  int asked = 0;
  int found = 0;
  int whole = 0;
  int twice = 0;
  int may = 0;
  int may_found = 0;
  int events = 0;
  int surplus = 0;
  int never = 0;
};

// What one article's telling of one happening lacks in an event; empty: nothing.
std::string lacks(const Happening& happening, const std::string& article, const std::string& status,
                  const Event& event) {
  auto lack = lacks(happening, article, event.coding, event.picture);
  return lack.empty() && record::name_of(event.picture.status) != status ? "status" : lack;
}

void look_for(const Happening& happening, const std::string& article, const std::string& status,
              const std::vector<Event>& events, Strings& used, Count& count) {
  std::string nearest = "type";
  int right = 0;
  bool whole = false;
  for (const auto& event : events) {
    const auto lack = lacks(happening, article, status, event);
    if (lack.empty()) {
      used.insert(event.id.hex());
      ++right;
      whole = whole || is_whole(happening, article, event.picture);
    } else if (lack != "type" && (lack != "actors" || nearest == "type")) {
      nearest = lack;
    }
  }
  (happening.must ? count.asked : count.may) += 1;
  (happening.must ? count.found : count.may_found) += right > 0 ? 1 : 0;
  count.whole += happening.must && whole ? 1 : 0;
  count.twice += right > 1 ? 1 : 0;
  if (right == 0)
    fmt::print("  {} {} {}{}: lacks {}\n", article, happening.id, status, happening.must ? "" : " (may be missed)",
               nearest);
  if (right > 1) fmt::print("  {} {} {}: told {} times\n", article, happening.id, status, right);
}

std::string sides_of(const std::vector<record::Actor>& actors) {
  std::string line;
  for (const auto& actor : actors)
    line += fmt::format("{}{}={}", line.empty() ? "" : ", ", actor.name, actor.code.empty() ? "-" : actor.code);
  return line;
}

void print_event(std::string_view what, const std::string& article, const Event& event) {
  fmt::print("{} {} {} {} {} ({} > {}) [{}] {} {}: {}\n", what, article, record::name_of(event.coding.type),
             event.coding.mode, record::name_of(event.picture.status), sides_of(event.picture.actors),
             sides_of(event.picture.recipients), event.evidence[0].rule,
             event.picture.time ? event.picture.time->value : "-",
             event.picture.place ? event.picture.place->name : "-", event.evidence[0].text);
}

int run(const std::filesystem::path& folder, const std::filesystem::path& gold_file, bool all, const char* set) {
  const auto knowledge = load_knowledge();
  if (!knowledge) return 1;
  extract::Coder coder(*knowledge);
  const auto coded = read_articles(folder, coder);
  const auto gold = read_gold(gold_file);
  if (!gold) return 1;
  Count count;
  Strings used;
  for (const auto& happening : gold->happenings) {
    for (const auto& [article, status] : happening.articles) {
      const auto told = coded.find(article);
      if (told != coded.end()) look_for(happening, article, status, told->second.events, used, count);
    }
  }
  for (const auto& [article, told] : coded) {
    for (const auto& event : told.events) {
      ++count.events;
      const bool bad = std::ranges::any_of(
          gold->never, [&](const Never& rule) { return is_never(rule, event.coding, event.picture); });
      count.never += bad ? 1 : 0;
      if (bad) print_event("NEVER", article, event);
      const bool asked = used.contains(event.id.hex());
      count.surplus += asked ? 0 : 1;
      if (all) print_event(asked ? "asked" : "surplus", article, event);
    }
  }
  fmt::print(
      R"({{"bench":"happenings","set":"{}","of_must":{},"found":{},"whole":{},"of_others":{},"found_of_others":{},)"
      R"("twice":{},"never":{},"events":{},"surplus":{}}})"
      "\n",
      set, count.asked, count.found, count.whole, count.may, count.may_found, count.twice, count.never, count.events,
      count.surplus);
  return 0;
}

}  // namespace
}  // namespace tidings::quality

int main(int argc, char** argv) {
  const std::set<std::string> options(argv + 1, argv + argc);
  const bool all = options.contains("--all");
  const std::filesystem::path root = TIDINGS_SOURCE_DIR;
  if (options.contains("--sample"))
    return tidings::quality::run(root / "deploy/sample/feed", root / "deploy/sample/gold.yaml", all, "sample");
  const auto shared = tidings::quality::shared_folder();
  if (!std::filesystem::exists(shared / "gold/incidents.yaml")) {
    fmt::print("no reference data: set TIDINGS_SHARED\n");
    return 0;
  }
  return tidings::quality::run(shared / "articles", shared / "gold/incidents.yaml", all, "articles");
}
