#include "bench/quality/gold.h"

#include <fmt/core.h>

#include <algorithm>

#include "config/yaml_tree.h"
#include "pipeline/record/names.h"
#include "tests/support/knowledge.h"

namespace tidings::quality {
namespace {

using config::Node;

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

// Of `key` and `key`_any.
Strings values(const Node& map, const std::string& key) {
  auto all = words(map, key);
  all.merge(words(map, key + "_any"));
  return all;
}

std::string text(const Node& map, std::string_view key) {
  const auto* node = entry(map, key);
  return node == nullptr ? "" : node->text;
}

// 02 prints "Friday, July 14", a Sunday.
Strings printed_in(const std::string& note) {
  static constexpr std::string_view kPrints = "prints \"";
  const auto at = note.find(kPrints);
  if (at == std::string::npos) return {};
  const auto begin = at + kPrints.size();
  return {note.substr(begin, note.find('"', begin) - begin)};
}

Happening happening_of(const Node& node) {
  Happening one;
  one.id = text(node, "id");
  one.must = text(node, "must") == "true";
  one.types = words(node, "types");
  one.actors = words(node, "actors");
  one.actors_any = words(node, "actors_any");
  one.recipients_any = words(node, "recipients_any");
  one.people = words(node, "people");
  one.dates = values(node, "date");
  one.places = values(node, "place");
  one.modes = words(node, "mode");
  for (const auto& article : entry(node, "articles")->entries) one.articles[article.key] = article.value.text;
  if (const auto* said = entry(node, "said_in"); said != nullptr) {
    for (const auto& field : said->entries) one.said_in[field.key] = words(*said, field.key);
  }
  if (auto numbers = words(node, "sources"); !numbers.empty()) one.sources = std::move(numbers);
  if (auto numbers = words(node, "independent"); !numbers.empty()) one.independent = std::move(numbers);
  one.disputes = words(node, "disputes");
  one.printed = printed_in(text(node, "note"));
  return one;
}

// alleged build-up (000, 001): joins buildup, …: of the free events some may join a happening, and bring their
// articles.
void let_join(Happening& happening, const std::string& note) {
  if (note.find("joins " + happening.id) == std::string::npos) return;
  const auto articles = note.substr(0, note.find(')'));
  const auto more = 1 + std::count(articles.begin(), articles.end(), ',');
  for (auto* numbers : {&happening.sources, &happening.independent}) {
    const auto most = std::stol(*numbers->rbegin());
    for (auto number = most + 1; number <= most + more; ++number) numbers->insert(std::to_string(number));
  }
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
bool holds_person(const record::Picture& picture, const std::string& person) {
  const auto last = person.substr(person.rfind(' ') + 1);
  const auto is_it = [&](const record::Actor& actor) { return actor.name.ends_with(last); };
  return std::ranges::any_of(picture.actors, is_it) || std::ranges::any_of(picture.recipients, is_it);
}

bool holds_people(const Strings& people, const record::Picture& picture) {
  return std::ranges::all_of(people, [&](const auto& person) { return holds_person(picture, person); });
}

bool is_day_of(const record::Picture& picture, const Strings& dates) {
  const auto day = picture.time->value.substr(0, 10);
  const auto holds = [&](const std::string& date) {
    return date == day || (day.size() >= 7 && day[4] == '-' && date.starts_with(day));
  };
  return std::ranges::any_of(dates, holds);
}

}  // namespace

std::optional<Gold> read_gold(const std::filesystem::path& file) {
  std::vector<config::Problem> problems;
  const auto tree = config::read_yaml(support::content_of(file), problems);
  const auto* incidents = entry(tree, "incidents");
  const auto* never = entry(tree, "never_occurred");
  if (incidents == nullptr || never == nullptr || !problems.empty()) {
    fmt::print(stderr, "{}", config::render(file.string(), problems));
    return std::nullopt;
  }
  Gold gold;
  for (const auto& node : incidents->items) gold.happenings.push_back(happening_of(node));
  if (const auto* free = entry(tree, "free"); free != nullptr) {
    for (const auto& node : free->items) {
      for (auto& happening : gold.happenings) let_join(happening, text(node, "note"));
    }
  }
  for (const auto& node : never->items) {
    gold.never.push_back({words(node, "types"), words(node, "actors"), words(node, "recipients"), words(node, "date")});
  }
  return gold;
}

bool is_asked(const Happening& happening, const std::string& field, const std::string& article) {
  const auto said = happening.said_in.find(field);
  return article.empty() || said == happening.said_in.end() || said->second.contains(article);
}

std::string lacks(const Happening& happening, const std::string& article, const record::Coding& coding,
                  const record::Picture& picture) {
  const auto asked = [&](const char* field) { return is_asked(happening, field, article); };
  if (!happening.types.contains(std::string(record::name_of(coding.type)))) return "type";
  const auto sides = codes_of(picture.actors);
  if (asked("actors") && !(holds_all(happening.actors, sides) && holds_any(happening.actors_any, sides)))
    return "actors";
  if (!holds_any(happening.recipients_any, codes_of(picture.recipients))) return "recipients";
  if (!happening.modes.empty() && !happening.modes.contains(coding.mode)) return "mode";
  if (asked("people") && !holds_people(happening.people, picture)) return "people";
  if (asked("date") && !happening.dates.empty() && picture.time && !is_day_of(picture, happening.dates)) return "date";
  const auto& places = happening.places;
  if (asked("place") && !places.empty() && picture.place && !places.contains(picture.place->name)) return "place";
  return "";
}

bool is_whole(const Happening& happening, const std::string& article, const record::Picture& picture) {
  const bool timed = happening.dates.empty() || !is_asked(happening, "date", article) || picture.time;
  const bool placed = happening.places.empty() || !is_asked(happening, "place", article) || picture.place;
  return timed && placed;
}

bool is_never(const Never& rule, const record::Coding& coding, const record::Picture& picture) {
  const bool happened = picture.status == record::Status::kOccurred || picture.status == record::Status::kOngoing;
  return happened && rule.types.contains(std::string(record::name_of(coding.type))) &&
         holds_all(rule.actors, codes_of(picture.actors)) && holds_all(rule.recipients, codes_of(picture.recipients)) &&
         (rule.dates.empty() || (picture.time && is_day_of(picture, rule.dates)));
}

}  // namespace tidings::quality
