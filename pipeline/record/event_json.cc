#include <array>

#include "pipeline/record/event.h"
#include "pipeline/record/json_writer.h"
#include "pipeline/record/names.h"

namespace tidings::record {
namespace {

void write_article(JsonWriter& json, const ArticleRef& article) {
  json.key("article").begin_object().field("id", article.id);
  json.field_if("source", article.source).field_if("url", article.url).field_if("title", article.title);
  json.field_if("published", article.published).field_if("version", article.version).end_object();
}

void write_actor(JsonWriter& json, const Actor& actor) {
  json.field_if("name", actor.name).field("kind", name_of(actor.kind));
  json.field_if("code", actor.code).field_if("sector", actor.sector).field_if("position", actor.position);
  json.field("text", actor.text).field("span", actor.span).field_if("via", actor.via);
}

void write_coding(JsonWriter& json, const Coding& coding) {
  json.field("type", name_of(coding.type)).field_if("mode", coding.mode);
  json.array("contexts", coding.contexts).field_if("cameo", coding.cameo);
}

void write_time(JsonWriter& json, const Time& time) {
  json.key("time").begin_object().field("value", time.value).field("text", time.text).field("span", time.span);
  json.field_if("basis", time.basis).array("conflicts", time.conflicts).end_object();
}

void write_place(JsonWriter& json, const Place& place) {
  json.key("place").begin_object().field_if("name", place.name).field_if("country", place.country);
  json.field("text", place.text).field("span", place.span).end_object();
}

void write_amount(JsonWriter& json, const Amount& amount) {
  json.field("what", amount.what).field("value", amount.value).field("about", amount.about).field("span", amount.span);
  if (amount.bound != Bound::kExact) json.field("bound", name_of(amount.bound));
  json.field_if("unit", amount.unit);
}

void write_picture(JsonWriter& json, const Picture& picture) {
  json.field("status", name_of(picture.status));
  json.objects("actors", picture.actors, write_actor).objects("recipients", picture.recipients, write_actor);
  if (picture.time) write_time(json, *picture.time);
  if (picture.place) write_place(json, *picture.place);
  json.objects("amounts", picture.amounts, write_amount).field("confidence", picture.confidence);
}

void write_attribution(JsonWriter& json, const Attribution& attribution) {
  json.field("name", attribution.name).field_if("verb", attribution.verb).field("span", attribution.span);
}

void write_evidence(JsonWriter& json, const Evidence& evidence) {
  json.field("text", evidence.text).field("span", evidence.span).field("trigger", evidence.trigger);
  json.field("rule", evidence.rule).field("fingerprint", evidence.fingerprint);
  if (evidence.paragraph != Fingerprint{}) json.field("paragraph", evidence.paragraph);
}

void write_conflict(JsonWriter& json, const Conflict& conflict) {
  json.field("field", conflict.field).field("value", conflict.value).field("span", conflict.span);
}

void write_dispute(JsonWriter& json, const Dispute& dispute) {
  json.field("field", dispute.field).array("values", dispute.values).array("events", dispute.events);
}

void write_status_change(JsonWriter& json, const StatusChange& change) {
  json.field("status", name_of(change.status)).field_if("published", change.published).field("event", change.event);
}

template <typename Record>
Message message_of(Stream stream, std::string key, std::string id, const Record& record) {
  Message message{stream, std::move(key), std::move(id), {}};
  append_json(record, message.data);
  return message;
}

}  // namespace

int quad_of(EventType type) {
  constexpr std::array<int, 16> kQuads = {1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4};
  return kQuads.at(static_cast<std::size_t>(type));
}

void append_json(const Event& event, std::string& out) {
  JsonWriter json(out);
  json.begin_object().field("id", event.id).field("dyad", event.dyad).field("coder", event.coder);
  write_article(json, event.article);
  write_coding(json, event.coding);
  json.field("quad", event.quad).field("score", event.score);
  write_picture(json, event.picture);
  json.objects("attribution", event.attribution, write_attribution);
  json.objects("evidence", event.evidence, write_evidence);
  json.objects("conflicts", event.conflicts, write_conflict);
  json.end_object();
}

void append_json(const Quote& quote, std::string& out) {
  JsonWriter json(out);
  json.begin_object().field("id", quote.id);
  write_article(json, quote.article);
  json.key("speaker").begin_object();
  write_actor(json, quote.speaker);
  json.end_object();
  json.field("text", quote.text).field("span", quote.span).field_if("verb", quote.verb);
  if (quote.addressee) {
    json.key("addressee").begin_object();
    write_actor(json, *quote.addressee);
    json.end_object();
  }
  json.field("kind", name_of(quote.kind)).end_object();
}

void append_json(const Update& update, std::string& out) {
  JsonWriter json(out);
  json.begin_object().field("incident", update.incident).field("revision", update.revision);
  json.field("dyad", update.dyad).field("change", name_of(update.change)).field("why", update.why);
  write_coding(json, update.coding);
  write_picture(json, update.picture);
  json.field("sources", update.sources).field("independent_sources", update.independent_sources);
  json.field_if("first_published", update.first_published).field_if("last_published", update.last_published);
  json.objects("disputes", update.disputes, write_dispute).objects("history", update.history, write_status_change);
  json.field("event", update.event);
  json.key("evidence").begin_object();
  write_article(json, update.evidence.article);
  json.field("text", update.evidence.text).field("span", update.evidence.span).end_object();
  if (update.merged_with) json.field("merged_with", *update.merged_with);
  json.end_object();
}

Message to_message(const Event& event) { return message_of(Stream::kEvents, event.dyad, event.id.hex(), event); }

Message to_message(const Quote& quote) { return message_of(Stream::kQuotes, quote.article.id, quote.id.hex(), quote); }

Message to_message(const Update& update) {
  auto message = message_of(Stream::kUpdates, update.incident.hex(), {}, update);
  // Incident and revision name no content: read again in another order, partitions make another of the same revision.
  message.id = Id::of("update", {message.data}).hex();
  return message;
}

}  // namespace tidings::record
