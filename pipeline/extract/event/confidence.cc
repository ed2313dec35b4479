#include "pipeline/extract/event/confidence.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>
#include <string>

#include "pipeline/extract/event/open_sides.h"

namespace tidings::extract {
namespace {

using record::Actor;
using record::Event;
using record::Status;

// By signal; see kSignals.
constexpr Signals kWeights = {0.38, 0.40, 0.02, 0.36,  -2.16, 1.19,  0.60, -0.34, -0.22, -0.73, -0.49, -0.47, -1.19,
                              0.48, 0.03, 0.81, -0.36, 0.06,  -0.25, 0.06, 0.68,  -0.75, 0.03,  -0.49, -0.33};

constexpr double kLongSentence = 100;  // characters; what is longer counts by its logarithm
constexpr double kFar = 50;            // characters
constexpr double kFarthest = 4;        // times kFar

using Sides = std::vector<Actor>;

bool is_told(const Actor& actor) { return !actor.code.empty() && !is_assumed(actor); }

bool any(const Sides& side, bool (*is)(const Actor&)) { return std::ranges::any_of(side, is); }

bool is_reference(const Actor& actor) {
  return actor.via == "pronoun" || actor.via == "description" || actor.via == "short name";
}
bool is_unnamed(const Actor& actor) { return actor.via == "role"; }
bool has_no_code(const Actor& actor) { return actor.code.empty(); }

std::set<std::string> codes_of(const Sides& side) {
  std::set<std::string> codes;
  for (const auto& actor : side) {
    if (!actor.code.empty()) codes.insert(actor.code);
  }
  return codes;
}

// From the trigger to the farthest side that stands in the same sentence.
double distance(const Event& event) {
  const auto& evidence = event.evidence.front();
  double most = 0;
  for (const auto* side : {&event.picture.actors, &event.picture.recipients}) {
    for (const auto& actor : *side) {
      const bool here = actor.span.begin >= evidence.span.begin && actor.span.end <= evidence.span.end;
      if (!here) continue;
      const auto apart = static_cast<double>(actor.span.begin) - static_cast<double>(evidence.trigger.begin);
      most = std::max(most, std::abs(apart) / kFar);
    }
  }
  return std::min(most, kFarthest);
}

bool is_not_so(Status status) {
  return status == Status::kHypothetical || status == Status::kDenied || status == Status::kDemanded ||
         status == Status::kCancelled;
}

double yes(bool is) { return is ? 1 : 0; }

std::size_t needs_of(const Pattern& pattern) {
  const auto verbs = pattern.verbs ? pattern.verbs->needs.size() : 0;
  const auto nouns = pattern.nouns ? pattern.nouns->needs.size() : 0;
  return std::max(verbs, nouns);
}

}  // namespace

Signals signals_of(const Event& event, const Pattern& pattern, std::size_t beside) {
  const auto& picture = event.picture;
  const auto& evidence = event.evidence.front();
  const auto actors = codes_of(picture.actors);
  const auto recipients = codes_of(picture.recipients);
  const bool mutual = pattern.mutual;
  const auto both = [&](bool (*is)(const Actor&)) { return any(picture.actors, is) || any(picture.recipients, is); };
  const auto length = static_cast<double>(evidence.span.end - evidence.span.begin);
  const bool title = !event.article.title.empty() && evidence.span.begin == 0;
  return {1,
          yes(mutual && actors.size() > 1),
          yes(mutual && actors.size() == 1),
          yes(!mutual && any(picture.actors, is_told)),
          yes(!mutual && actors.empty()),
          yes(any(picture.recipients, is_told)),
          yes(!recipients.empty() && !any(picture.recipients, is_told)),
          yes(both(is_reference)),
          yes(both(is_unnamed)),
          yes(both(has_no_code)),
          static_cast<double>(std::min<std::size_t>(needs_of(pattern), 2)),
          yes(picture.status == Status::kPlanned || picture.status == Status::kOngoing),
          yes(is_not_so(picture.status)),
          yes(picture.time && picture.time->value.size() >= 10),
          yes(picture.place.has_value()),
          std::log(static_cast<double>(event.evidence.size())),
          std::log(std::max(1.0, length / kLongSentence)),
          distance(event),
          yes(title),
          yes(!event.attribution.empty()),
          yes(actors.size() == 1 && actors == recipients),
          std::log(1 + static_cast<double>(beside)),
          yes(event.quad == 3),
          yes(event.quad == 4),
          yes(event.quad == 2)};
}

double confidence_of(const Signals& signals) {
  double sum = 0;
  for (std::size_t i = 0; i < signals.size(); ++i) sum += kWeights[i] * signals[i];
  return std::round(100 / (1 + std::exp(-sum))) / 100;
}

}  // namespace tidings::extract
