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

#include "bench/quality/treebank.h"
#include "config/yaml_tree.h"
#include "pipeline/record/names.h"
#include "tests/support/knowledge.h"

namespace tidings::quality {
namespace {

using config::Node;
using record::Event;
using Strings = std::set<std::string>;
using support::content_of;
using support::load_knowledge;
using support::read_articles;

const Node* entry(const Node& map, std::string_view key) {
  for (const auto& one : map.entries) {
    if (one.key == key) return &one.value;
  }
  return nullptr;
}

Strings words(const Node& map, std::string_view key) {
  Strings found;
  const auto* node = entry(map, key);
  if (node == nullptr) return found;
  if (node->kind == Node::Kind::kScalar) found.insert(node->text);
  for (const auto& item : node->items) found.insert(item.text);
  return found;
}

// The gold's codes stand for their forerunners and successors, too.
std::string today(const std::string& code) {
  if (code == "SUN") return "RUS";
  if (code == "VDR" || code == "VNN") return "VNM";
  return code == "DDR" ? "DEU" : code;
}

Strings codes_of(const std::vector<record::Actor>& actors) {
  Strings codes;
  for (const auto& actor : actors) codes.insert(today(actor.code));
  return codes;
}

bool holds_any(const Strings& wanted, const Strings& found) {
  return wanted.empty() || std::ranges::any_of(wanted, [&](const auto& word) { return found.contains(word); });
}

bool holds_all(const Strings& wanted, const Strings& found) {
  return std::ranges::all_of(wanted, [&](const auto& word) { return found.contains(word); });
}

// Variants of one name differ in the first name more often than in the last.
bool holds_person(const Event& event, const std::string& person) {
  const auto last = person.substr(person.rfind(' ') + 1);
  for (const auto* side : {&event.picture.actors, &event.picture.recipients}) {
    if (std::ranges::any_of(*side, [&](const auto& actor) { return actor.name.ends_with(last); })) return true;
  }
  return false;
}

// What is asked of an event by one article's telling of one happening.
struct Asked {
  const Node& happening;
  std::string article;
  std::string status;

  [[nodiscard]] bool of(std::string_view field) const {
    const auto* said = entry(happening, "said_in");
    return said == nullptr || entry(*said, field) == nullptr || words(*said, field).contains(article);
  }
  // Of `key` and `key`_any.
  [[nodiscard]] Strings values(const std::string& key) const {
    auto all = of(key) ? words(happening, key) : Strings{};
    if (of(key)) all.merge(words(happening, key + "_any"));
    return all;
  }
};

bool is_day_of(const Event& event, const Strings& dates) {
  const auto day = event.picture.time->value.substr(0, 10);
  const auto holds = [&](const std::string& date) {
    return date == day || (day.size() >= 7 && day[4] == '-' && date.starts_with(day));
  };
  return std::ranges::any_of(dates, holds);
}

// What an event lacks of the happening; empty: nothing.
std::string lacks(const Asked& asked, const Event& event) {
  const auto& happening = asked.happening;
  if (!words(happening, "types").contains(std::string(record::name_of(event.coding.type)))) return "type";
  const auto sides = codes_of(event.picture.actors);
  if (asked.of("actors")) {
    if (!holds_all(words(happening, "actors"), sides) || !holds_any(words(happening, "actors_any"), sides))
      return "actors";
  }
  if (!holds_any(words(happening, "recipients_any"), codes_of(event.picture.recipients))) return "recipients";
  const auto modes = words(happening, "mode");
  if (!modes.empty() && !modes.contains(event.coding.mode)) return "mode";
  for (const auto& person : words(happening, "people")) {
    if (asked.of("people") && !holds_person(event, person)) return "people";
  }
  if (record::name_of(event.picture.status) != asked.status) return "status";
  const auto dates = asked.values("date");
  if (!dates.empty() && event.picture.time && !is_day_of(event, dates)) return "date";
  const auto places = asked.values("place");
  if (!places.empty() && event.picture.place && !places.contains(event.picture.place->name)) return "place";
  return "";
}

bool is_whole(const Asked& asked, const Event& event) {
  return (asked.values("date").empty() || event.picture.time) && (asked.values("place").empty() || event.picture.place);
}

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

void look_for(const Asked& asked, const std::vector<Event>& events, bool must, Strings& used, Count& count) {
  std::string nearest = "type";
  int right = 0;
  bool whole = false;
  for (const auto& event : events) {
    const auto lack = lacks(asked, event);
    if (lack.empty()) {
      used.insert(event.id.hex());
      ++right;
      whole = whole || is_whole(asked, event);
    } else if (lack != "type" && (lack != "actors" || nearest == "type")) {
      nearest = lack;
    }
  }
  (must ? count.asked : count.may) += 1;
  (must ? count.found : count.may_found) += right > 0 ? 1 : 0;
  count.whole += must && whole ? 1 : 0;
  count.twice += right > 1 ? 1 : 0;
  const auto& id = entry(asked.happening, "id")->text;
  if (right == 0)
    fmt::print("  {} {} {}{}: lacks {}\n", asked.article, id, asked.status, must ? "" : " (may be missed)", nearest);
  if (right > 1) fmt::print("  {} {} {}: told {} times\n", asked.article, id, asked.status, right);
}

bool is_never(const Node& rule, const Event& event) {
  const bool happened =
      event.picture.status == record::Status::kOccurred || event.picture.status == record::Status::kOngoing;
  const auto dates = words(rule, "date");
  return happened && words(rule, "types").contains(std::string(record::name_of(event.coding.type))) &&
         holds_all(words(rule, "actors"), codes_of(event.picture.actors)) &&
         holds_all(words(rule, "recipients"), codes_of(event.picture.recipients)) &&
         (dates.empty() || (event.picture.time && is_day_of(event, dates)));
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
  std::vector<config::Problem> problems;
  const auto gold = config::read_yaml(content_of(gold_file), problems);
  const auto* incidents = entry(gold, "incidents");
  const auto* never = entry(gold, "never_occurred");
  if (incidents == nullptr || never == nullptr || !problems.empty()) {
    fmt::print(stderr, "{}", config::render(gold_file.string(), problems));
    return 1;
  }
  Count count;
  Strings used;
  for (const auto& happening : incidents->items) {
    const auto* must = entry(happening, "must");
    for (const auto& article : entry(happening, "articles")->entries) {
      const auto told = coded.find(article.key);
      if (told == coded.end()) continue;
      look_for({happening, article.key, article.value.text}, told->second.events,
               must != nullptr && must->text == "true", used, count);
    }
  }
  for (const auto& [article, told] : coded) {
    for (const auto& event : told.events) {
      ++count.events;
      const bool bad = std::ranges::any_of(never->items, [&](const Node& rule) { return is_never(rule, event); });
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
