#include "pipeline/record/event_reader.h"

#include "pipeline/record/json_fields.h"
#include "pipeline/record/json_parser.h"
#include "pipeline/record/reason.h"

namespace tidings::record {

// The fields of every struct; found by JsonValue through argument-dependent lookup, hence not in an unnamed namespace.

static void read_fields(const JsonValue& json, ArticleRef& article) {
  json.need("id", article.id);
  json.may("source", article.source);
  json.may("url", article.url);
  json.may("title", article.title);
  json.may("published", article.published);
  json.may("version", article.version);
}

static void read_fields(const JsonValue& json, Actor& actor) {
  json.may("name", actor.name);
  json.need("kind", actor.kind);
  json.may("code", actor.code);
  json.may("sector", actor.sector);
  json.may("position", actor.position);
  json.need("text", actor.text);
  json.need("span", actor.span);
  json.may("via", actor.via);
}

static void read_fields(const JsonValue& json, Time& time) {
  json.need("value", time.value);
  json.need("text", time.text);
  json.need("span", time.span);
  json.may("basis", time.basis);
  json.need("conflicts", time.conflicts);
}

static void read_fields(const JsonValue& json, Place& place) {
  json.may("name", place.name);
  json.may("country", place.country);
  json.need("text", place.text);
  json.need("span", place.span);
}

static void read_fields(const JsonValue& json, Amount& amount) {
  json.need("what", amount.what);
  json.need("value", amount.value);
  json.need("about", amount.about);
  json.need("span", amount.span);
  json.may("bound", amount.bound);
  json.may("unit", amount.unit);
}

static void read_fields(const JsonValue& json, Attribution& attribution) {
  json.need("name", attribution.name);
  json.may("verb", attribution.verb);
  json.need("span", attribution.span);
}

static void read_fields(const JsonValue& json, Evidence& evidence) {
  json.need("text", evidence.text);
  json.need("span", evidence.span);
  json.need("trigger", evidence.trigger);
  json.need("rule", evidence.rule);
  json.need("fingerprint", evidence.fingerprint);
  json.may("paragraph", evidence.paragraph);
}

static void read_fields(const JsonValue& json, Conflict& conflict) {
  json.need("field", conflict.field);
  json.need("value", conflict.value);
  json.need("span", conflict.span);
}

static void read_fields(const JsonValue& json, Coding& coding) {
  json.need("type", coding.type);
  json.may("mode", coding.mode);
  json.need("contexts", coding.contexts);
  json.may("cameo", coding.cameo);
}

static void read_fields(const JsonValue& json, Picture& picture) {
  json.need("status", picture.status);
  json.need("actors", picture.actors);
  json.need("recipients", picture.recipients);
  json.may("time", picture.time);
  json.may("place", picture.place);
  json.need("amounts", picture.amounts);
  json.need("confidence", picture.confidence);
}

static void read_fields(const JsonValue& json, Event& event) {
  json.need("id", event.id);
  json.need("dyad", event.dyad);
  json.need("coder", event.coder);
  json.need("article", event.article);
  read_fields(json, event.coding);
  json.need("quad", event.quad);
  json.need("score", event.score);
  read_fields(json, event.picture);
  json.need("attribution", event.attribution);
  json.need("evidence", event.evidence);
  json.need("conflicts", event.conflicts);
}

static void read_fields(const JsonValue& json, Quote& quote) {
  json.need("id", quote.id);
  json.need("article", quote.article);
  json.need("speaker", quote.speaker);
  json.need("text", quote.text);
  json.need("span", quote.span);
  json.may("verb", quote.verb);
  json.may("addressee", quote.addressee);
  json.need("kind", quote.kind);
}

static void read_fields(const JsonValue& json, Dispute& dispute) {
  json.need("field", dispute.field);
  json.need("values", dispute.values);
  json.need("events", dispute.events);
}

static void read_fields(const JsonValue& json, StatusChange& change) {
  json.need("status", change.status);
  json.may("published", change.published);
  json.need("event", change.event);
}

static void read_fields(const JsonValue& json, UpdateEvidence& evidence) {
  json.need("article", evidence.article);
  json.need("text", evidence.text);
  json.need("span", evidence.span);
}

static void read_fields(const JsonValue& json, Update& update) {
  json.need("incident", update.incident);
  json.need("revision", update.revision);
  json.need("dyad", update.dyad);
  json.need("change", update.change);
  json.need("why", update.why);
  read_fields(json, update.coding);
  read_fields(json, update.picture);
  json.need("sources", update.sources);
  json.need("independent_sources", update.independent_sources);
  json.may("first_published", update.first_published);
  json.may("last_published", update.last_published);
  json.need("disputes", update.disputes);
  json.need("history", update.history);
  json.need("event", update.event);
  json.need("evidence", update.evidence);
  json.may("merged_with", update.merged_with);
}

struct EventReader::Parser {
  JsonParser json;

  template <typename Record>
  Result<Record> read(std::string_view text) {
    auto object = json.parse(text);
    if (!object) return object.error();
    Record record;
    std::string problem;
    JsonValue(*object, problem).into(record);
    json.shrink();
    if (!problem.empty()) return Error{Fault::kBadInput, reason::kBadJson, std::move(problem)};
    return record;
  }
};

EventReader::EventReader() : parser_(std::make_unique<Parser>()) {}
EventReader::~EventReader() = default;
EventReader::EventReader(EventReader&&) noexcept = default;
EventReader& EventReader::operator=(EventReader&&) noexcept = default;

Result<Event> EventReader::read_event(std::string_view json) { return parser_->read<Event>(json); }
Result<Quote> EventReader::read_quote(std::string_view json) { return parser_->read<Quote>(json); }
Result<Update> EventReader::read_update(std::string_view json) { return parser_->read<Update>(json); }

}  // namespace tidings::record
