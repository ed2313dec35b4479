#include "pipeline/extract/event/answers.h"

#include <algorithm>
#include <set>
#include <string>

namespace tidings::extract {
namespace {

using record::Actor;
using record::EventType;

constexpr std::uint32_t kNear = 4;  // sentences from what is asked to the answer

bool may_be_answered(const Telling& answer, EventType type) {
  if (answer.deters) return type == EventType::kMobilize || type == EventType::kAssault || type == EventType::kThreaten;
  return type == EventType::kRequest || type == EventType::kThreaten || type == EventType::kAgree;
}

bool is_coded(const Actor& actor) { return !actor.code.empty(); }

std::set<std::string> codes_of(const std::vector<Actor>& side) {
  std::set<std::string> codes;
  for (const auto& actor : side) {
    if (is_coded(actor)) codes.insert(actor.code);
  }
  return codes;
}

bool share(const std::vector<Actor>& first, const std::vector<Actor>& second) {
  const auto codes = codes_of(first);
  return std::ranges::any_of(second, [&](const Actor& actor) { return codes.contains(actor.code); });
}

// Is it somebody else's, and asked of those who answer, if it is told of whom?
bool is_answered(const Telling& answer, const Telling& asked) {
  const auto& answering = answer.event.picture.actors;
  const auto& picture = asked.event.picture;
  if (!may_be_answered(answer, asked.event.coding.type)) return false;
  if (codes_of(picture.actors).empty() || share(picture.actors, answering)) return false;
  return answer.deters || codes_of(picture.recipients).empty() || share(picture.recipients, answering);
}

void give(const record::Picture& asked, record::Picture& answer) {
  std::ranges::copy_if(asked.actors, std::back_inserter(answer.recipients), is_coded);
  for (auto& actor : answer.recipients) actor.via = "answer";
}

}  // namespace

void give_addressees(std::vector<Telling>& tellings) {
  for (auto answer = tellings.begin(); answer != tellings.end(); ++answer) {
    auto& picture = answer->event.picture;
    const bool answers = answer->event.coding.type == EventType::kReject || answer->deters;
    if (!answers || !codes_of(picture.recipients).empty() || codes_of(picture.actors).empty()) continue;
    for (auto asked = answer; asked != tellings.begin();) {
      --asked;
      if (answer->sentence - asked->sentence > kNear) break;
      if (!is_answered(*answer, *asked)) continue;
      picture.recipients.clear();
      give(asked->event.picture, picture);
      break;
    }
  }
}

}  // namespace tidings::extract
