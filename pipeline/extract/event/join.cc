#include "pipeline/extract/event/join.h"

#include <algorithm>
#include <set>
#include <string>

namespace tidings::extract {

using record::Event;

namespace {

std::set<std::string> sides_of(const std::vector<record::Actor>& actors) {
  std::set<std::string> sides;
  for (const auto& actor : actors) sides.insert(actor.code.empty() ? actor.name : actor.code);
  return sides;
}

}  // namespace

bool is_same(const Event& first, const Event& second) {
  return first.coding.type == second.coding.type && first.coding.mode == second.coding.mode &&
         first.picture.status == second.picture.status &&
         sides_of(first.picture.actors) == sides_of(second.picture.actors) &&
         sides_of(first.picture.recipients) == sides_of(second.picture.recipients) &&
         (!first.picture.place || !second.picture.place || first.picture.place->name == second.picture.place->name) &&
         (!first.picture.time || !second.picture.time || first.picture.time->value == second.picture.time->value);
}

void join(Event& first, Event&& second) {
  if (!first.picture.place) first.picture.place = std::move(second.picture.place);
  if (!first.picture.time) first.picture.time = std::move(second.picture.time);
  for (auto& evidence : second.evidence) {
    const bool told =
        std::ranges::any_of(first.evidence, [&](const auto& other) { return other.span == evidence.span; });
    if (!told) first.evidence.push_back(std::move(evidence));
  }
}

}  // namespace tidings::extract
