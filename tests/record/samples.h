#pragma once

#include <memory>
#include <string>
#include <utility>

#include "pipeline/record/document.h"
#include "pipeline/record/event.h"
#include "pipeline/record/input.h"
#include "pipeline/record/reason.h"

// One of each record, with every field set, for the tests of this folder.
namespace tidings::record {

inline Document a_document() {
  Document document;
  document.id = "gazette-17";
  document.source = "Gazette";
  document.url = "https://example.org/17";
  document.body_hash = Id::of("body", {"x"});
  document.title = "Fleet sails";
  document.text = "Fleet sails\n\nThe \"Royal\" fleet sailed [\u0444\u043b\u043e\u0442].";
  document.published = Published{"1805-10-21", Found::kHeader};
  document.language = "en";
  document.sentences = {{0, 11}, {13, 45}};
  document.sentence_fingerprints = {{1}, {2}};
  document.fingerprint = {0xabc};
  document.removed = {{"Related materials:", "related"}};
  document.foreign = {{{39, 43}, "ru"}};
  return document;
}

inline Input an_input() {
  Input input;
  input.container = std::make_shared<const std::string>("feed/a.jsonl");
  input.line = 17;
  input.body = "{not json";
  return input;
}

inline Error an_error() { return {Fault::kBadInput, reason::kBadJson, "no object"}; }

inline Actor an_actor(std::string name, std::string code, std::uint32_t at) {
  return {std::move(name), ActorKind::kPerson, std::move(code), "GOV", "envoy", "the envoy", {at, at + 9}, "title"};
}

inline ArticleRef an_article() {
  return {"gazette-17", "Gazette", "https://example.org/17", "Envoys meet", "1814-09-20", ""};
}

inline Picture a_picture() {
  Picture picture;
  picture.status = Status::kPlanned;
  picture.actors = {an_actor("Klemens Metternich", "AUT", 3), an_actor("Robert Castlereagh", "GBR", 30)};
  picture.time = Time{"1814-09-21", "Wednesday", {50, 59}, "weekday", {"the 22nd is no Wednesday"}};
  picture.place = Place{"Vienna", "AUT", "the city of Vienna", {63, 81}};
  picture.amounts = {{"delegates", 200, true, {90, 93}, Bound::kAtLeast, ""},
                     {"money", 0.0000125, false, {95, 99}, Bound::kExact, "NLG"}};
  picture.confidence = 0.87;
  return picture;
}

inline Event an_event() {
  Event event;
  event.id = Id::of("event", {"1"});
  event.dyad = "AUT|GBR";
  event.coder = "0f3a";
  event.article = an_article();
  event.coding = {EventType::kConsult, "multilateral", {"diplomatic", "territory"}, "036"};
  event.quad = quad_of(EventType::kConsult);
  event.score = 4;
  event.picture = a_picture();
  event.attribution = {{"a courier", "said", {110, 119}}, {"the Gazette", "", {121, 132}}};
  event.evidence = {{"The envoys meet \"soon\".", {0, 23}, {11, 15}, "consult.meet", {0xfeedULL << 48U}, {}}};
  event.conflicts = {{"place", "Paris", {200, 205}}};
  return event;
}

inline Update an_update() {
  Update update;
  update.incident = Id::of("event", {"0"});
  update.revision = 3;
  update.dyad = "AUT|GBR";
  update.change = Change::kStatusChanged;
  update.why = "same sides, type and day";
  update.coding = an_event().coding;
  update.picture = a_picture();
  update.sources = 3;
  update.independent_sources = 2;
  update.first_published = "1814-09-18";
  update.last_published = "1814-09-20";
  update.disputes = {{"time", {"1814-09-21", "1814-09-22"}, {Id::of("event", {"1"}), Id::of("event", {"2"})}}};
  update.history = {{Status::kPlanned, "1814-09-18", Id::of("event", {"1"})}, {Status::kOccurred, "", Id()}};
  update.event = Id::of("event", {"2"});
  update.evidence = {an_article(), "They met.", {5, 14}};
  return update;
}

inline Quote a_quote() {
  Quote quote;
  quote.id = Id::of("quote", {"1"});
  quote.article = an_article();
  quote.speaker = an_actor("Klemens Metternich", "AUT", 3);
  quote.text = "Everything \\ moves.\n";
  quote.span = {7, 27};
  quote.verb = "wrote";
  quote.addressee = an_actor("Robert Castlereagh", "GBR", 40);
  quote.kind = QuoteKind::kPartial;
  return quote;
}

}  // namespace tidings::record
