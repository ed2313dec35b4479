#include "pipeline/correlate/encoding.h"

#include <bit>
#include <cmath>

#include "pipeline/record/bytes.h"
#include "pipeline/store/store.h"

namespace tidings::correlate {
namespace {

using record::Actor;
using record::Event;

constexpr std::uint8_t kTypes = 16;
constexpr std::uint8_t kStatuses = 8;
constexpr std::uint8_t kKinds = 4;
constexpr std::uint8_t kBounds = 3;
constexpr std::uint8_t kChanges = 8;

void put(record::ByteWriter& out, const record::Span& span) {
  out.number(span.begin);
  out.signed_number(static_cast<std::int64_t>(span.end) - span.begin);
}

record::Span span(record::ByteReader& in) {
  record::Span span;
  span.begin = static_cast<std::uint32_t>(in.number());
  span.end = in.away_from(span.begin);
  return span;
}

void put(record::ByteWriter& out, double value) { out.fixed(std::bit_cast<std::uint64_t>(value)); }
// Finite: nothing else is ever written, and nothing else is a number to JSON.
double real(record::ByteReader& in) {
  const auto value = std::bit_cast<double>(in.fixed());
  if (std::isfinite(value)) return value;
  in.fail();
  return 0;
}

template <typename Value, typename Put>
void put_all(record::ByteWriter& out, const std::vector<Value>& values, const Put& put_one) {
  out.number(values.size());
  for (const auto& value : values) put_one(out, value);
}

template <typename Read>
auto read_all(record::ByteReader& in, std::size_t least, const Read& read_one) {
  std::vector<decltype(read_one(in))> values;
  const auto count = in.count(least);
  values.reserve(count);
  for (std::size_t i = 0; i < count && in.ok(); ++i) values.push_back(read_one(in));
  return values;
}

void put_text(record::ByteWriter& out, const std::string& text) { out.text(text); }
std::string text(record::ByteReader& in) { return in.text(); }

void put_article(record::ByteWriter& out, const record::ArticleRef& article) {
  for (const auto* field :
       {&article.id, &article.source, &article.url, &article.title, &article.published, &article.version}) {
    out.text(*field);
  }
}

record::ArticleRef article(record::ByteReader& in) {
  record::ArticleRef article;
  for (auto* field :
       {&article.id, &article.source, &article.url, &article.title, &article.published, &article.version}) {
    *field = in.text();
  }
  return article;
}

void put_actor(record::ByteWriter& out, const Actor& actor) {
  out.byte(static_cast<std::uint8_t>(actor.kind));
  for (const auto* field : {&actor.name, &actor.code, &actor.sector, &actor.position, &actor.text, &actor.via}) {
    out.text(*field);
  }
  put(out, actor.span);
}

Actor actor(record::ByteReader& in) {
  Actor actor;
  actor.kind = in.one_of<record::ActorKind>(kKinds);
  for (auto* field : {&actor.name, &actor.code, &actor.sector, &actor.position, &actor.text, &actor.via}) {
    *field = in.text();
  }
  actor.span = span(in);
  return actor;
}

void put_amount(record::ByteWriter& out, const record::Amount& amount) {
  out.text(amount.what);
  put(out, amount.value);
  out.byte(amount.about ? 1 : 0);
  put(out, amount.span);
  out.byte(static_cast<std::uint8_t>(amount.bound));
  out.text(amount.unit);
}

record::Amount amount(record::ByteReader& in) {
  record::Amount amount;
  amount.what = in.text();
  amount.value = real(in);
  amount.about = in.one_of<std::uint8_t>(2) != 0;
  amount.span = span(in);
  amount.bound = in.one_of<record::Bound>(kBounds);
  amount.unit = in.text();
  return amount;
}

void put_time(record::ByteWriter& out, const record::Time& time) {
  for (const auto* field : {&time.value, &time.text, &time.basis}) out.text(*field);
  put(out, time.span);
  put_all(out, time.conflicts, put_text);
}

record::Time time(record::ByteReader& in) {
  record::Time time;
  for (auto* field : {&time.value, &time.text, &time.basis}) *field = in.text();
  time.span = span(in);
  time.conflicts = read_all(in, 1, text);
  return time;
}

void put_place(record::ByteWriter& out, const record::Place& place) {
  for (const auto* field : {&place.name, &place.country, &place.text}) out.text(*field);
  put(out, place.span);
}

record::Place place(record::ByteReader& in) {
  record::Place place;
  for (auto* field : {&place.name, &place.country, &place.text}) *field = in.text();
  place.span = span(in);
  return place;
}

void put_coding(record::ByteWriter& out, const record::Coding& coding) {
  out.byte(static_cast<std::uint8_t>(coding.type));
  out.text(coding.mode);
  put_all(out, coding.contexts, put_text);
  out.text(coding.cameo);
}

record::Coding coding(record::ByteReader& in) {
  record::Coding coding;
  coding.type = in.one_of<record::EventType>(kTypes);
  coding.mode = in.text();
  coding.contexts = read_all(in, 1, text);
  coding.cameo = in.text();
  return coding;
}

void put_picture(record::ByteWriter& out, const record::Picture& picture) {
  out.byte(static_cast<std::uint8_t>(picture.status));
  put_all(out, picture.actors, put_actor);
  put_all(out, picture.recipients, put_actor);
  out.byte(static_cast<std::uint8_t>((picture.time ? 1U : 0U) | (picture.place ? 2U : 0U)));
  if (picture.time) put_time(out, *picture.time);
  if (picture.place) put_place(out, *picture.place);
  put_all(out, picture.amounts, put_amount);
  put(out, picture.confidence);
}

record::Picture picture(record::ByteReader& in) {
  record::Picture picture;
  picture.status = in.one_of<record::Status>(kStatuses);
  picture.actors = read_all(in, 9, actor);
  picture.recipients = read_all(in, 9, actor);
  const auto there = in.one_of<std::uint8_t>(4);
  if ((there & 1U) != 0) picture.time = time(in);
  if ((there & 2U) != 0) picture.place = place(in);
  picture.amounts = read_all(in, 12, amount);
  picture.confidence = real(in);
  return picture;
}

void put_evidence(record::ByteWriter& out, const record::Evidence& evidence) {
  out.text(evidence.text);
  put(out, evidence.span);
  put(out, evidence.trigger);
  out.text(evidence.rule);
  out.fixed(evidence.fingerprint.bits);
  out.fixed(evidence.paragraph.bits);
}

record::Evidence evidence(record::ByteReader& in) {
  record::Evidence evidence;
  evidence.text = in.text();
  evidence.span = span(in);
  evidence.trigger = span(in);
  evidence.rule = in.text();
  evidence.fingerprint.bits = in.fixed();
  evidence.paragraph.bits = in.fixed();
  return evidence;
}

void put_attribution(record::ByteWriter& out, const record::Attribution& attribution) {
  out.text(attribution.name);
  out.text(attribution.verb);
  put(out, attribution.span);
}

record::Attribution attribution(record::ByteReader& in) {
  record::Attribution attribution;
  attribution.name = in.text();
  attribution.verb = in.text();
  attribution.span = span(in);
  return attribution;
}

void put_conflict(record::ByteWriter& out, const record::Conflict& conflict) {
  out.text(conflict.field);
  out.text(conflict.value);
  put(out, conflict.span);
}

record::Conflict conflict(record::ByteReader& in) {
  record::Conflict conflict;
  conflict.field = in.text();
  conflict.value = in.text();
  conflict.span = span(in);
  return conflict;
}

void put_telling(record::ByteWriter& out, const Telling& telling) {
  const auto& event = telling.event;
  out.fixed(telling.article);
  out.id(event.id);
  out.text(event.dyad);
  put_article(out, event.article);
  put_coding(out, event.coding);
  out.number(static_cast<std::uint64_t>(event.quad));
  put(out, event.score);
  put_picture(out, event.picture);
  put_all(out, event.attribution, put_attribution);
  put_all(out, event.evidence, put_evidence);
  put_all(out, event.conflicts, put_conflict);
}

Telling telling(record::ByteReader& in) {
  Telling telling;
  auto& event = telling.event;
  telling.article = in.fixed();
  event.id = in.id();
  event.dyad = in.text();
  event.article = article(in);
  event.coding = coding(in);
  event.quad = static_cast<int>(in.number());
  event.score = real(in);
  event.picture = picture(in);
  event.attribution = read_all(in, 4, attribution);
  event.evidence = read_all(in, 22, evidence);
  event.conflicts = read_all(in, 4, conflict);
  return telling;
}

void put_told(record::ByteWriter& out, const Told& told) {
  out.byte(static_cast<std::uint8_t>(told.change));
  out.text(told.why);
  out.id(told.cause);
  out.byte(static_cast<std::uint8_t>(told.status));
  out.number(told.sources);
  out.number(told.independent);
  out.number(told.disputed);
  out.fixed(told.picture);
}

Told told(record::ByteReader& in) {
  Told told;
  told.change = in.one_of<record::Change>(kChanges);
  told.why = in.text();
  told.cause = in.id();
  told.status = in.one_of<record::Status>(kStatuses);
  told.sources = static_cast<std::uint32_t>(in.number());
  told.independent = static_cast<std::uint32_t>(in.number());
  told.disputed = static_cast<std::uint32_t>(in.number());
  told.picture = in.fixed();
  return told;
}

void put_dispute(record::ByteWriter& out, const record::Dispute& dispute) {
  out.text(dispute.field);
  put_all(out, dispute.values, put_text);
}

void put_side(record::ByteWriter& out, const Actor& actor) {
  out.text(actor.name);
  out.text(actor.code);
}

record::Error unreadable() {
  return {record::Fault::kFatal, store::code::kCorrupt, "an incident of the state cannot be read"};
}

// Nothing, or why the rest cannot be read.
record::Result<void> check_version(std::uint8_t version) {
  if (version > kEncodingVersion) {
    return record::Error{record::Fault::kFatal, store::code::kNewer,
                         "an incident of the state was written by a later tidings"};
  }
  if (version < 1) return unreadable();
  return {};
}

}  // namespace

void append(std::string& bytes, const Incident& incident) {
  record::ByteWriter out(bytes);
  out.byte(kEncodingVersion);
  out.signed_number(incident.last_mention);
  out.signed_number(incident.opened);
  out.id(incident.id);
  out.number(incident.number);
  out.number(incident.merged_into);
  out.number(incident.revision);
  out.number(incident.unkept);
  put_all(out, incident.tellings, put_telling);
  put_all(out, incident.entries, [](record::ByteWriter& to, std::uint64_t entry) { to.fixed(entry); });
  put_told(out, incident.told);
}

record::Result<Incident> read_incident(std::string_view bytes) {
  record::ByteReader in(bytes);
  if (auto known = check_version(in.byte()); !known) return known.error();
  Incident incident;
  incident.last_mention = static_cast<std::int32_t>(in.signed_number());
  incident.opened = static_cast<std::int32_t>(in.signed_number());
  incident.id = in.id();
  incident.number = in.number();
  incident.merged_into = in.number();
  incident.revision = static_cast<std::uint32_t>(in.number());
  incident.unkept = static_cast<std::uint32_t>(in.number());
  incident.tellings = read_all(in, 60, telling);
  incident.entries = read_all(in, 8, [](record::ByteReader& from) { return from.fixed(); });
  incident.told = told(in);
  if (!in.ok() || !in.at_end() || incident.tellings.size() > Incident::kTellingsMax) return unreadable();
  return incident;
}

record::Result<Life> read_life(std::string_view bytes) {
  record::ByteReader in(bytes);
  if (auto known = check_version(in.byte()); !known) return known.error();
  Life life;
  life.last_mention = static_cast<std::int32_t>(in.signed_number());
  life.opened = static_cast<std::int32_t>(in.signed_number());
  if (!in.ok()) return unreadable();
  return life;
}

void append_picture(std::string& bytes, const record::Update& update) {
  record::ByteWriter out(bytes);
  put_coding(out, update.coding);
  const auto& picture = update.picture;
  put_all(out, picture.actors, put_side);
  put_all(out, picture.recipients, put_side);
  if (picture.time) out.text(picture.time->value);
  if (picture.place) out.text(picture.place->name);
  put_all(out, picture.amounts, put_amount);
  put(out, picture.confidence);
  put_all(out, update.disputes, put_dispute);
}

}  // namespace tidings::correlate
