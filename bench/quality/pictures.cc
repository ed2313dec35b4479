#include "bench/quality/pictures.h"

#include <fmt/core.h>

#include <cstdlib>
#include <utility>

#include "pipeline/correlate/correlator.h"

namespace tidings::quality {

Pictures pictures_of(std::span<const record::Update> updates, std::span<const Told* const> articles) {
  std::map<std::string, const record::Update*> last;
  Pictures pictures;
  for (const auto& update : updates) last[update.incident.hex()] = &update;
  for (const auto* one : articles) {
    for (const auto& event : one->events) pictures.article_of[event.id.hex()] = one->article;
  }
  for (const auto& [id, update] : last) {
    if (update->sources == 0) continue;
    pictures.incidents.push_back(*update);
    for (const auto& change : update->history) pictures.incident_of[change.event.hex()] = id;
  }
  return pictures;
}

std::vector<record::Update> correlated(std::span<const Told* const> articles) {
  correlate::Correlator correlator(nullptr, {});
  std::vector<record::Update> updates;
  for (const auto* one : articles) {
    const auto taken = correlator.take(one->article, one->events, updates);
    if (taken) continue;
    fmt::print(stderr, "{}: {}\n", one->article.id, taken.error().detail);
    std::exit(70);
  }
  return updates;
}

}  // namespace tidings::quality
