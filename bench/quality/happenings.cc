// Which happenings of the five articles are coded, article by article, as a careful human finds them.
//   happenings [--all]      --all: also every event that no happening asks for, to be read
// A happening is found in an article when one event has its type, its sides, its people, its day and its place (what of
// these it names), and the status that the article gives it.
#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>

#include "bench/quality/knowledge.h"
#include "config/yaml_tree.h"
#include "pipeline/record/names.h"

namespace tidings::quality {
namespace {

using config::Node;
using record::Event;

const Node* entry(const Node& map, std::string_view key) {
  for (const auto& one : map.entries) {
    if (one.key == key) return &one.value;
  }
  return nullptr;
}

std::set<std::string> words(const Node& map, std::string_view key) {
  std::set<std::string> found;
  const auto* node = entry(map, key);
  if (node == nullptr) return found;
  if (node->kind == Node::Kind::kScalar) found.insert(node->text);
  for (const auto& item : node->items) found.insert(item.text);
  return found;
}

std::set<std::string> codes_of(const std::vector<record::Actor>& actors) {
  std::set<std::string> codes;
  for (const auto& actor : actors) codes.insert(actor.code);
  return codes;
}

bool holds_any(const std::set<std::string>& wanted, const std::set<std::string>& found) {
  return wanted.empty() || std::ranges::any_of(wanted, [&](const auto& word) { return found.contains(word); });
}

// What an event lacks of the happening as this article tells it; empty: nothing.
std::string lacks(const Node& happening, const Event& event, const std::string& article, const std::string& status) {
  if (!words(happening, "types").contains(std::string(record::name_of(event.coding.type)))) return "type";
  const auto* said = entry(happening, "said_in");
  const auto asked = [&](std::string_view field) {
    return said == nullptr || entry(*said, field) == nullptr || words(*said, field).contains(article);
  };
  auto sides = codes_of(event.picture.actors);
  const auto recipients = codes_of(event.picture.recipients);
  if (asked("actors")) {
    for (const auto& code : words(happening, "actors")) {
      if (!sides.contains(code)) return "actors";
    }
    if (!holds_any(words(happening, "actors_any"), sides)) return "actors";
  }
  if (!holds_any(words(happening, "recipients_any"), recipients)) return "recipients";
  if (record::name_of(event.picture.status) != status) return "status";
  auto dates = words(happening, "date");
  dates.merge(words(happening, "date_any"));
  if (!dates.empty() && asked("date")) {
    const auto day = event.picture.time ? event.picture.time->value.substr(0, 10) : "";
    if (!day.empty() && !dates.contains(day)) return "date";
  }
  auto places = words(happening, "place");
  places.merge(words(happening, "place_any"));
  if (!places.empty() && asked("place") && event.picture.place && !places.contains(event.picture.place->name))
    return "place";
  return "";
}

int run(const std::filesystem::path& shared, bool all) {
  const auto knowledge = load_knowledge();
  if (!knowledge) return 1;
  extract::Coder coder(*knowledge);
  const auto coded = read_articles(shared / "articles", coder);
  std::vector<config::Problem> problems;
  const auto gold = config::read_yaml(content_of(shared / "gold/incidents.yaml"), problems);
  const auto* incidents = entry(gold, "incidents");
  if (incidents == nullptr || !problems.empty()) {
    fmt::print(stderr, "{}", config::render("gold/incidents.yaml", problems));
    return 1;
  }
  int asked = 0;
  int found = 0;
  std::set<std::string> used;
  for (const auto& happening : incidents->items) {
    const auto* articles = entry(happening, "articles");
    const auto* must = entry(happening, "must");
    for (const auto& article : articles->entries) {
      std::string nearest = "type";
      bool right = false;
      for (const auto& event : coded.at(article.key).events) {
        const auto lack = lacks(happening, event, article.key, article.value.text);
        if (lack.empty()) used.insert(event.id.hex());
        right = right || lack.empty();
        if (lack != "type" && lack != "actors") nearest = lack;
      }
      const bool counts = must != nullptr && must->text == "true";
      asked += counts ? 1 : 0;
      found += counts && right ? 1 : 0;
      if (!right)
        fmt::print("  {} {} {}{}: lacks {}\n", article.key, entry(happening, "id")->text, article.value.text,
                   counts ? "" : " (may be missed)", nearest);
    }
  }
  for (const auto& [article, told] : coded) {
    for (const auto& event : told.events) {
      if (!all || used.contains(event.id.hex())) continue;
      fmt::print("{} {} {} {} [{}]: {}\n", article, record::name_of(event.coding.type),
                 record::name_of(event.picture.status), event.dyad, event.evidence[0].rule, event.evidence[0].text);
    }
  }
  fmt::print(R"({{"bench":"happenings","of_must":{},"found":{}}})"
             "\n",
             asked, found);
  return 0;
}

}  // namespace
}  // namespace tidings::quality

int main(int argc, char** argv) {
  const std::filesystem::path shared = TIDINGS_SOURCE_DIR "/../shared";
  if (!std::filesystem::exists(shared / "gold/incidents.yaml")) {
    fmt::print("{} is not there: nothing is measured\n", shared.string());
    return 0;
  }
  return tidings::quality::run(shared, argc > 1 && std::string(argv[1]) == "--all");
}
