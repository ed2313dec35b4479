#include "daemon/events_page.h"

#include <fmt/color.h>
#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "pipeline/extract/coder.h"
#include "pipeline/record/names.h"

namespace tidings::daemon {
namespace {

using record::Actor;

std::string described(const Actor& actor) {
  auto text = actor.name;
  const auto side = actor.code + (actor.code.empty() || actor.sector.empty() ? "" : " ") + actor.sector;
  if (!side.empty()) text += " [" + side + "]";
  if (!actor.position.empty() && actor.position != actor.name) text += ", " + actor.position;
  return text + " (" + actor.via + ")";
}

std::string described(const record::Amount& amount) {
  auto text = amount.what + " ";
  if (amount.bound == record::Bound::kAtLeast) text += "at least ";
  if (amount.bound == record::Bound::kAtMost) text += "at most ";
  if (amount.about) text += "about ";
  return text + fmt::format("{}", amount.value) + (amount.unit.empty() ? "" : " " + amount.unit);
}

std::string described(const std::vector<Actor>& actors) {
  std::string text;
  for (const auto& actor : actors) text += (text.empty() ? "" : "; ") + described(actor);
  return text;
}

}  // namespace

struct EventsPage::Memory {
  Memory(std::shared_ptr<const extract::Knowledge> given, bool as_json, bool in_colour)
      : knowledge(std::move(given)), coder(*knowledge), json(as_json), colour(in_colour) {}

  void print(const record::Event& event) const {
    const auto mode = event.coding.mode.empty() ? "" : "/" + event.coding.mode;
    const auto heading =
        fmt::format("{}{}, {}", record::name_of(event.coding.type), mode, record::name_of(event.picture.status));
    fmt::print("  {}\n", colour ? fmt::format(fmt::emphasis::bold, "{}", heading) : heading);
    field("actors", described(event.picture.actors));
    field("recipients", described(event.picture.recipients));
    if (const auto& time = event.picture.time)
      field("time", fmt::format("{} (\"{}\", {})", time->value, time->text, time->basis));
    if (const auto& place = event.picture.place)
      field("place", place->name + (place->country.empty() ? "" : ", " + place->country));
    for (const auto& amount : event.picture.amounts) field("amount", described(amount));
    for (const auto& link : event.attribution)
      field("told by", link.verb.empty() ? link.name : link.name + ", " + link.verb);
    field("cameo", event.coding.cameo);
    field("confidence", fmt::format("{}", event.picture.confidence));
    for (const auto& evidence : event.evidence) field(evidence.rule, evidence.text);
  }

  void print(const record::Quote& quote) const {
    const auto heading = fmt::format("quote, {}", record::name_of(quote.kind));
    fmt::print("  {}\n", colour ? fmt::format(fmt::emphasis::bold, "{}", heading) : heading);
    field("speaker", described(quote.speaker));
    field(quote.verb, quote.text);
  }

  static void field(std::string_view name, std::string_view value) {
    if (!value.empty()) fmt::print("    {:<12} {}\n", name, value);
  }

  std::shared_ptr<const extract::Knowledge> knowledge;
  extract::Coder coder;
  extract::Told told;
  bool json;
  bool colour;
};

EventsPage::EventsPage(std::shared_ptr<const extract::Knowledge> knowledge, bool json, bool colour)
    : memory_(std::make_unique<Memory>(std::move(knowledge), json, colour)) {}
EventsPage::~EventsPage() = default;

void EventsPage::print(const record::Document& document) {
  auto& memory = *memory_;
  memory.coder.code(document, memory.told);
  for (const auto& event : memory.told.events) {
    memory.json ? fmt::print("{}\n", record::to_message(event).data) : memory.print(event);
  }
  for (const auto& quote : memory.told.quotes) {
    memory.json ? fmt::print("{}\n", record::to_message(quote).data) : memory.print(quote);
  }
}

}  // namespace tidings::daemon
