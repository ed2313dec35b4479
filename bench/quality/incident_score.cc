#include "bench/quality/incident_score.h"

#include <fmt/core.h>

#include <algorithm>

#include "pipeline/record/names.h"

namespace tidings::quality {
namespace {

using record::Update;
using Statuses = std::map<std::string, Strings>;  // by article

Statuses told_by(const Update& incident, const Pictures& pictures, const Names& names) {
  Statuses told;
  for (const auto& change : incident.history) {
    const auto article = pictures.article_of.find(change.event.hex());
    if (article == pictures.article_of.end()) continue;
    told[names.of(article->second)].insert(std::string(record::name_of(change.status)));
  }
  return told;
}

// What an article prints wrongly is a date in both sets.
bool on_record(const Update& incident, const std::string& printed) {
  const auto holds = [&](const std::string& text) { return text.find(printed) != std::string::npos; };
  const auto& time = incident.picture.time;
  if (time && (holds(time->text) || std::ranges::any_of(time->conflicts, holds))) return true;
  // As values they stand there as ISO 8601 has them.
  return std::ranges::any_of(incident.disputes, [](const auto& dispute) { return dispute.field == "time"; });
}

// What is asked of its articles, not of its picture.
class Fields {
 public:
  Fields(const Happening& happening, const Update& incident) : happening_(happening), incident_(incident) {}

  std::vector<std::string> wrong(const Statuses& told, const Names& names) {
    picture();
    for (const auto& [article, status] : happening_.articles) {
      if (names.is_known(article) && !names.is_replaced(article)) this->status(article, status, told);
    }
    number("sources", happening_.sources, incident_.sources);
    number("independent", happening_.independent, incident_.independent_sources);
    for (const auto& field : happening_.disputes) {
      if (std::ranges::find(incident_.disputes, field, &record::Dispute::field) == incident_.disputes.end())
        wrong_.push_back("no dispute of " + field);
    }
    for (const auto& printed : happening_.printed) {
      if (!on_record(incident_, printed)) wrong_.push_back(fmt::format("\"{}\" is not on record", printed));
    }
    return std::move(wrong_);
  }

 private:
  void picture() {
    const auto& picture = incident_.picture;
    if (auto lack = lacks(happening_, "", incident_.coding, picture); !lack.empty()) wrong_.push_back(std::move(lack));
    if (!happening_.dates.empty() && !picture.time) wrong_.emplace_back("no date");
    if (!happening_.places.empty() && !picture.place) wrong_.emplace_back("no place");
  }

  void status(const std::string& article, const std::string& status, const Statuses& told) {
    const auto found = told.find(article);
    if (found == told.end()) {
      wrong_.push_back("not told by " + article);
    } else if (!found->second.contains(status)) {
      wrong_.push_back(fmt::format("status of {} {} for {}", article, *found->second.begin(), status));
    }
  }

  void number(const char* what, const Strings& wanted, std::uint32_t found) {
    if (!wanted.contains(std::to_string(found)))
      wrong_.push_back(fmt::format("{} {} for {}", what, found, *wanted.begin()));
  }

  const Happening& happening_;
  const Update& incident_;
  std::vector<std::string> wrong_;
};

bool shares_article(const Happening& happening, const Statuses& told) {
  return std::ranges::any_of(happening.articles, [&](const auto& article) { return told.contains(article.first); });
}

Match match(const Happening& happening, const Pictures& pictures, const std::vector<Statuses>& told,
            const Names& names) {
  Match best{&happening, nullptr, false, {}, {}};
  std::vector<const Update*> fitting;
  for (std::size_t i = 0; i < pictures.incidents.size(); ++i) {
    const auto& incident = pictures.incidents[i];
    const auto lack = lacks(happening, "", incident.coding, incident.picture);
    if (lack == "type" || !shares_article(happening, told[i])) continue;
    if (lack.empty()) fitting.push_back(&incident);
    auto wrong = Fields(happening, incident).wrong(told[i], names);
    const bool better = best.incident == nullptr || lack.empty() > best.found ||
                        (lack.empty() == best.found && wrong.size() < best.wrong.size());
    if (!better) continue;
    best.incident = &incident;
    best.found = lack.empty();
    best.wrong = std::move(wrong);
  }
  for (const auto* incident : fitting) {
    if (incident != best.incident) best.others.push_back(incident);
  }
  return best;
}

}  // namespace

Names::Names(const std::map<std::string, record::Document>& documents) {
  std::map<std::pair<std::string, std::string>, std::string> of_article;
  for (const auto& [name, document] : documents) {
    names_[{document.id, document.body_hash.hex()}] = name;
    of_article[{document.source, document.id}] = name;
  }
  for (const auto& [name, document] : documents) last_[name] = of_article.at({document.source, document.id});
}

std::string Names::of(const record::ArticleRef& article) const {
  const auto found = names_.find({article.id, article.version});
  return found == names_.end() ? article.id : found->second;
}

bool Names::is_known(const std::string& name) const { return last_.contains(name); }

bool Names::is_replaced(const std::string& name) const { return last_.at(name) != name; }

Scored score(const Gold& gold, const Pictures& pictures, const Names& names) {
  std::vector<Statuses> told;
  for (const auto& incident : pictures.incidents) told.push_back(told_by(incident, pictures, names));
  Scored scored;
  std::set<const Update*> asked;
  for (const auto& happening : gold.happenings) {
    const auto& best = scored.matches.emplace_back(match(happening, pictures, told, names));
    if (best.found) asked.insert(best.incident);
  }
  for (auto& match : scored.matches) {
    std::erase_if(match.others, [&](const auto* other) { return asked.contains(other); });
  }
  for (const auto& match : scored.matches) asked.insert(match.others.begin(), match.others.end());
  for (const auto& incident : pictures.incidents) {
    if (!asked.contains(&incident)) scored.surplus.push_back(&incident);
    const auto is_of = [&](const Never& rule) { return is_never(rule, incident.coding, incident.picture); };
    if (std::ranges::any_of(gold.never, is_of)) scored.never.push_back(&incident);
  }
  return scored;
}

}  // namespace tidings::quality
