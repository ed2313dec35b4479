#include "daemon/reasons.h"

#include <fmt/format.h>

#include <array>

#include "pipeline/record/code_points.h"
#include "pipeline/record/names.h"

namespace tidings::daemon {
namespace {

using record::Actor;
using record::Event;

std::string place_of(std::string_view text, record::Span span) {
  if (text.empty()) return fmt::format("at {}-{}", span.begin, span.end);
  return fmt::format("“{}” at {}-{}", text, span.begin, span.end);
}

std::string side_of(const Actor& actor) {
  auto text = actor.name;
  const auto side = actor.code + (actor.code.empty() || actor.sector.empty() ? "" : " ") + actor.sector;
  if (!side.empty()) text += " [" + side + "]";
  if (!actor.position.empty() && actor.position != actor.name) text += ", " + actor.position;
  return text;
}

Reason reason_of(std::string_view field, const Actor& actor) {
  return {field, side_of(actor), fmt::format("{}, by {}", place_of(actor.text, actor.span), actor.via)};
}

// The words of its best evidence that tell of it.
std::string trigger_of(const Event& event) {
  const auto& evidence = event.evidence.front();
  const record::CodePoints points(evidence.text);
  const auto& [span, trigger] = std::tie(evidence.span, evidence.trigger);
  if (trigger.begin < span.begin || trigger.end - span.begin > points.size()) return {};
  return std::string(points.text_of({trigger.begin - span.begin, trigger.end - span.begin}));
}

std::string bound_of(const record::Amount& amount) {
  static constexpr std::array<std::string_view, 3> kWords = {"", "at least ", "at most "};
  return std::string(kWords.at(static_cast<std::size_t>(amount.bound))) + (amount.about ? "about " : "");
}

void add_time(const Event& event, std::vector<Reason>& reasons) {
  const auto& time = event.picture.time;
  if (!time) return;
  auto why = fmt::format("{}, by {}", place_of(time->text, time->span), time->basis);
  for (const auto& conflict : time->conflicts) why += "; but " + conflict;
  reasons.push_back({"time", time->value, std::move(why)});
}

void add_circumstances(const Event& event, std::vector<Reason>& reasons) {
  add_time(event, reasons);
  if (const auto& place = event.picture.place) {
    const auto country = place->country.empty() ? "" : ", " + place->country;
    reasons.push_back({"place", place->name + country, place_of(place->text, place->span)});
  }
  for (const auto& amount : event.picture.amounts) {
    const auto unit = amount.unit.empty() ? "" : " " + amount.unit;
    reasons.push_back({"amount", fmt::format("{}{}{} {}", bound_of(amount), amount.value, unit, amount.what),
                       place_of("", amount.span)});
  }
  for (const auto& link : event.attribution) reasons.push_back({"told by", link.name, place_of(link.verb, link.span)});
}

}  // namespace

std::string heading_of(const Event& event) {
  const auto mode = event.coding.mode.empty() ? "" : "/" + event.coding.mode;
  return fmt::format("{}{}, {}", record::name_of(event.coding.type), mode, record::name_of(event.picture.status));
}

std::vector<Reason> reasons_of(const Event& event) {
  const auto trigger = "“" + trigger_of(event) + "”";
  std::vector<Reason> reasons;
  for (const auto& actor : event.picture.actors) reasons.push_back(reason_of("actor", actor));
  for (const auto& actor : event.picture.recipients) reasons.push_back(reason_of("recipient", actor));
  add_circumstances(event, reasons);
  const auto& coding = event.coding;
  reasons.push_back({"type", std::string(record::name_of(coding.type)) + (coding.mode.empty() ? "" : "/" + coding.mode),
                     fmt::format("rule {} at {}", event.evidence.front().rule, trigger)});
  reasons.push_back({"status", std::string(record::name_of(event.picture.status)), "as " + trigger + " is told"});
  if (!coding.contexts.empty())
    reasons.push_back({"contexts", fmt::format("{}", fmt::join(coding.contexts, ", ")), ""});
  reasons.push_back({"codes", fmt::format("CAMEO {}, quad {}, score {:.1f}", coding.cameo, event.quad, event.score),
                     "by type, mode and status"});
  reasons.push_back({"dyad", event.dyad, "by the codes of the sides"});
  reasons.push_back({"confidence", fmt::format("{:.2f}", event.picture.confidence), ""});
  for (const auto& conflict : event.conflicts)
    reasons.push_back(
        {"conflict", conflict.field + ": " + conflict.value, "told as well, " + place_of("", conflict.span)});
  for (const auto& evidence : event.evidence)
    reasons.push_back({"evidence", evidence.text, fmt::format("{}, {}", place_of("", evidence.span), evidence.rule)});
  return reasons;
}

std::string heading_of(const record::Quote& quote) { return fmt::format("quote, {}", record::name_of(quote.kind)); }

std::vector<Reason> reasons_of(const record::Quote& quote) {
  std::vector<Reason> reasons{reason_of("speaker", quote.speaker)};
  if (quote.addressee) reasons.push_back(reason_of("addressee", *quote.addressee));
  if (!quote.verb.empty()) reasons.push_back({"verb", quote.verb, ""});
  reasons.push_back({"text", quote.text, place_of("", quote.span)});
  return reasons;
}

}  // namespace tidings::daemon
