#include "daemon/incident_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "pipeline/record/names.h"

namespace tidings::daemon {
namespace {

using record::Amount;

std::string side_of(const record::Actor& actor) {
  if (actor.code.empty() || actor.code == actor.name) return actor.name;
  return fmt::format("{} ({})", actor.name, actor.code);
}

std::string joined(const std::vector<record::Actor>& actors) {
  std::string all;
  for (std::size_t i = 0; i < actors.size(); ++i) {
    if (i > 0) all += i + 1 == actors.size() ? " and " : ", ";
    all += side_of(actors[i]);
  }
  return all;
}

std::string number_of(const Amount& amount) {
  static constexpr std::array<std::string_view, 3> kBounds = {"", "at least ", "at most "};
  return fmt::format("{}{}{}", kBounds.at(static_cast<std::size_t>(amount.bound)), amount.about ? "about " : "",
                     amount.value);
}

bool is_of_same_matter(const Amount& one, const Amount& other) {
  return one.what == other.what && one.unit == other.unit;
}

// "https://www.example.org/a/b" → "example.org"
std::string_view host_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme != url.npos) url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  if (url.starts_with("www.")) url.remove_prefix(4);
  return url;
}

}  // namespace

std::string what_of(const record::Coding& coding) {
  const auto type = record::name_of(coding.type);
  return coding.mode.empty() ? std::string(type) : fmt::format("{} {}", type, coding.mode);
}

std::string sides_of(const record::Picture& picture) {
  const auto who = picture.actors.empty() ? "somebody" : joined(picture.actors);
  if (!picture.recipients.empty()) return who + " → " + joined(picture.recipients);
  return who;
}

std::string place_of(const record::Picture& picture) {
  if (!picture.place) return {};
  const auto& [name, country, text, span] = *picture.place;
  return country.empty() || country == name ? name : fmt::format("{}, {}", name, country);
}

std::string amounts_of(const record::Picture& picture) {
  std::vector<std::string> all;
  const auto& amounts = picture.amounts;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    auto text = number_of(amounts[i]);
    // The lowest and the highest number for one matter stand behind each other.
    if (i + 1 < amounts.size() && is_of_same_matter(amounts[i], amounts[i + 1]))
      text += " to " + number_of(amounts[++i]);
    if (!amounts[i].unit.empty()) text += " " + amounts[i].unit;
    if (amounts[i].what != "money" || amounts[i].unit.empty()) text += " " + amounts[i].what;
    all.push_back(std::move(text));
  }
  return fmt::format("{}", fmt::join(all, ", "));
}

std::string reports_of(const record::Update& incident) {
  if (incident.sources == 1) return "1 report";
  if (incident.sources == incident.independent_sources) return fmt::format("{} reports, independent", incident.sources);
  return fmt::format("{} reports, {} independent", incident.sources, incident.independent_sources);
}

std::string change_of(const record::Update& incident) {
  static constexpr std::array<std::string_view, 8> kWords = {
      "told by",         "last corroborated by", "last reprinted by", "status changed by",
      "last refined by", "last disputed by",     "merged by",         "retracted by"};
  return std::string(kWords.at(static_cast<std::size_t>(incident.change)));
}

std::string teller_of(const record::ArticleRef& article) {
  std::string who = article.source;
  if (who.empty()) who = host_of(article.url);
  if (who.empty() && !article.title.empty()) who = "“" + article.title + "”";
  if (who.empty()) who = "article " + article.id.substr(0, 8);
  return article.published.empty() ? who : who + ", " + article.published;
}

std::string dispute_of(const record::Dispute& dispute) {
  std::vector<std::string> values;
  for (const auto& value : dispute.values) {
    if (std::ranges::find(values, value) == values.end()) values.push_back(value);
  }
  return fmt::format("{}: {}", dispute.field, fmt::join(values, " or "));
}

}  // namespace tidings::daemon
