#include "bench/quality/reference.h"

#include <simdjson.h>

#include <algorithm>
#include <fstream>
#include <map>

#include "bench/quality/documents.h"

namespace tidings::quality {
namespace {

namespace dom = simdjson::dom;
using record::Span;

// MEANTIME annotates the title and five sentences, of which the line of the date is one.
constexpr std::size_t kAnnotatedLines = 6;

std::string text_of(const dom::element& object, const char* key) {
  std::string_view value;
  return object[key].get(value) == simdjson::SUCCESS ? std::string(value) : "";
}

Span span_of(const dom::element& object) {
  return {static_cast<std::uint32_t>(object["start"].get_int64().value()),
          static_cast<std::uint32_t>(object["end"].get_int64().value())};
}

void read_entities(const dom::element& item, GoldArticle& article, std::map<std::string, std::string>& cluster_of) {
  for (const dom::element entity : item["entities"]) {
    const auto mention = text_of(entity, "m");
    auto cluster = text_of(entity, "cluster");
    if (cluster.empty()) cluster = "single " + mention;
    const auto type = text_of(entity, "type");
    if (type == "PER" || type == "ORG" || type == "LOC") cluster_of[mention] = cluster;
    article.entities.push_back({span_of(entity), type, cluster});
  }
}

void read_events(const dom::element& item, GoldArticle& article, std::map<std::string, std::size_t>& event_of) {
  for (const dom::element event : item["events"]) {
    bool validated = true;
    if (event["validated"].get(validated) == simdjson::SUCCESS && !validated) continue;
    event_of[text_of(event, "m")] = article.events.size();
    auto cluster = text_of(event, "cluster");
    if (cluster.empty()) cluster = article.document.id + " " + text_of(event, "m");
    article.events.push_back({span_of(event),
                              text_of(event, "text"),
                              std::move(cluster),
                              text_of(event, "polarity"),
                              text_of(event, "certainty"),
                              text_of(event, "time"),
                              text_of(event, "class"),
                              {}});
  }
}

void read_participants(const dom::element& item, GoldArticle& article,
                       const std::map<std::string, std::string>& cluster_of,
                       const std::map<std::string, std::size_t>& event_of) {
  dom::array links;
  if (item["links"].get(links) != simdjson::SUCCESS) return;
  for (const dom::element link : links) {
    const auto event = event_of.find(text_of(link, "from"));
    const auto entity = cluster_of.find(text_of(link, "to"));
    const auto role = text_of(link, "role");
    if (event == event_of.end() || entity == cluster_of.end() || !role.starts_with("Arg") || role.starts_with("Argm"))
      continue;
    article.events[event->second].participants.insert(entity->second);
  }
}

Span annotated_part(const dom::element& item, const GoldArticle& article) {
  Span part;
  for (const auto& event : article.events) part.end = std::max(part.end, event.span.end);
  if (article.document.published == std::nullopt) return part;
  std::size_t line = 0;
  for (const dom::element sentence : item["sentences"]) {
    if (line++ == kAnnotatedLines) break;
    part.end = static_cast<std::uint32_t>(sentence.at(1).get_int64().value());
  }
  return part;
}

void keep_annotated(GoldArticle& article) {
  std::erase_if(article.events, [&](const GoldEvent& event) { return event.span.end > article.annotated.end; });
}

}  // namespace

std::vector<GoldArticle> read_reference(const std::filesystem::path& folder, std::string_view split) {
  std::vector<GoldArticle> articles;
  std::map<std::string, std::size_t> position;
  dom::parser parser;
  std::string line;
  for (std::ifstream in(folder / "input.jsonl"); std::getline(in, line);) {
    const dom::element item = parser.parse(line);
    if (!split.empty() && text_of(item, "split") != split) continue;
    position[text_of(item, "id")] = articles.size();
    articles.push_back(
        {clean_document(text_of(item, "id"), text_of(item, "text"), text_of(item, "published")), {}, {}, {}});
  }
  for (std::ifstream in(folder / "gold.jsonl"); std::getline(in, line);) {
    const dom::element item = parser.parse(line);
    const auto at = position.find(text_of(item, "id"));
    if (at == position.end()) continue;
    auto& article = articles[at->second];
    std::map<std::string, std::string> cluster_of;
    std::map<std::string, std::size_t> event_of;
    read_entities(item, article, cluster_of);
    read_events(item, article, event_of);
    read_participants(item, article, cluster_of, event_of);
    article.annotated = annotated_part(item, article);
    keep_annotated(article);
  }
  return articles;
}

std::vector<Aligned> align(const GoldArticle& gold, const std::vector<record::Event>& events) {
  std::vector<Aligned> pairs;
  for (std::size_t mention = 0; mention < gold.events.size(); ++mention) {
    const auto& span = gold.events[mention].span;
    const auto lies_on = [&](const record::Event& event) {
      return std::ranges::any_of(event.evidence, [&](const record::Evidence& evidence) {
        return evidence.trigger.begin < span.end && span.begin < evidence.trigger.end;
      });
    };
    const auto found = std::ranges::find_if(events, lies_on);
    if (found != events.end()) pairs.push_back({mention, static_cast<std::size_t>(found - events.begin())});
  }
  return pairs;
}

}  // namespace tidings::quality
