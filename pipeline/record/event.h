#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/record/document.h"
#include "pipeline/record/id.h"
#include "pipeline/record/message.h"
#include "pipeline/record/result.h"

// The words for what happened (design section 3). Texts are UTF-8; an empty string or optional is absent in the JSON,
// arrays are always there. Spans count code points of the document's text.
namespace tidings::record {

// PLOVER's sixteen, in the order of its manual.
enum class EventType : std::uint8_t {
  kAgree,
  kConsult,
  kSupport,
  kConcede,
  kCooperate,
  kAid,
  kRetreat,
  kRequest,
  kAccuse,
  kReject,
  kThreaten,
  kProtest,
  kSanction,
  kMobilize,
  kCoerce,
  kAssault
};

enum class Status : std::uint8_t {
  kPlanned,
  kOngoing,
  kOccurred,
  kCancelled,
  kDenied,
  kHypothetical,
  kDemanded,
  kHistorical
};

enum class ActorKind : std::uint8_t { kPerson, kOrganisation, kPlace, kGroup };

// How a number bounds what it counts: "at least 12", "up to 30".
enum class Bound : std::uint8_t { kExact, kAtLeast, kAtMost };

enum class QuoteKind : std::uint8_t { kDirect, kPartial, kIndirect };

// What an update says has changed.
enum class Change : std::uint8_t {
  kCreated,
  kCorroborated,
  kReprinted,
  kStatusChanged,
  kRefined,
  kDisputed,
  kMerged,
  kRetracted
};

// The article a record comes from.
struct ArticleRef {
  std::string id;
  std::string source;
  std::string url;
  std::string title;
  std::string published;  // ISO 8601; see Published::value
  std::string version;    // the body's hash, 32 hex digits: tells versions of one article apart
  friend bool operator==(const ArticleRef&, const ArticleRef&) = default;
};

struct Actor {
  std::string name;
  ActorKind kind = ActorKind::kPerson;
  std::string code;    // ISO 3166-1 alpha-3 or an organisation's short name
  std::string sector;  // PLOVER's, three letters
  std::string position;
  std::string text;  // as the article has it
  Span span;
  std::string via;  // how the mention was linked to the name
  friend bool operator==(const Actor&, const Actor&) = default;
};

struct Time {
  std::string value;  // ISO 8601 or TIMEX3
  std::string text;
  Span span;
  std::string basis;  // what it was resolved by
  std::vector<std::string> conflicts;
  friend bool operator==(const Time&, const Time&) = default;
};

struct Place {
  std::string name;
  std::string country;  // ISO 3166-1 alpha-3
  std::string text;
  Span span;
  friend bool operator==(const Place&, const Place&) = default;
};

struct Amount {
  std::string what;  // "killed", "troops", "money", …
  double value = 0;
  bool about = false;
  Span span;
  Bound bound = Bound::kExact;
  std::string unit;  // of money its currency, ISO 4217
  friend bool operator==(const Amount&, const Amount&) = default;
};

// One link of the relay through which a claim came.
struct Attribution {
  std::string name;
  std::string verb;
  Span span;
  friend bool operator==(const Attribution&, const Attribution&) = default;
};

struct Evidence {
  std::string text;  // the sentence
  Span span;
  Span trigger;
  std::string rule;
  Fingerprint fingerprint;
  Fingerprint paragraph;  // of the paragraph it stands in; 0: not told
  friend bool operator==(const Evidence&, const Evidence&) = default;
};

// A value the article gives for `field` beside the one that was taken.
struct Conflict {
  std::string field;
  std::string value;
  Span span;
  friend bool operator==(const Conflict&, const Conflict&) = default;
};

// How a happening is coded.
struct Coding {
  EventType type = EventType::kConsult;
  std::string mode;
  std::vector<std::string> contexts;
  std::string cameo;
  friend bool operator==(const Coding&, const Coding&) = default;
};

// What is known of a happening: by one article (Event), or by all that tell of it (Update).
struct Picture {
  Status status = Status::kOccurred;
  std::vector<Actor> actors;
  std::vector<Actor> recipients;  // empty where the event is mutual: all sides are then actors
  std::optional<Time> time;
  std::optional<Place> place;
  std::vector<Amount> amounts;
  double confidence = 0;  // 0 to 1
  friend bool operator==(const Picture&, const Picture&) = default;
};

// One happening as one article tells it.
struct Event {
  Id id;
  std::string dyad;   // "RUS|USA"; also the message's key
  std::string coder;  // hash of the lexicon that coded it
  ArticleRef article;
  Coding coding;
  int quad = 0;      // 1 to 4: verbal and material cooperation, verbal and material conflict
  double score = 0;  // PLOVER's, -10 to 10
  Picture picture;
  std::vector<Attribution> attribution;  // nearest first
  std::vector<Evidence> evidence;        // best first
  std::vector<Conflict> conflicts;
  friend bool operator==(const Event&, const Event&) = default;
};

struct Quote {
  Id id;
  ArticleRef article;
  Actor speaker;
  std::string text;
  Span span;
  std::string verb;
  std::optional<Actor> addressee;
  QuoteKind kind = QuoteKind::kDirect;
  friend bool operator==(const Quote&, const Quote&) = default;
};

// Values of `field` that exclude each other, and the event each comes from: two lists of equal length.
struct Dispute {
  std::string field;
  std::vector<std::string> values;
  std::vector<Id> events;
  friend bool operator==(const Dispute&, const Dispute&) = default;
};

struct StatusChange {
  Status status = Status::kOccurred;
  std::string published;
  Id event;
  friend bool operator==(const StatusChange&, const StatusChange&) = default;
};

struct UpdateEvidence {
  ArticleRef article;
  std::string text;
  Span span;
  friend bool operator==(const UpdateEvidence&, const UpdateEvidence&) = default;
};

// One change of what is known of an incident.
struct Update {
  Id incident;
  std::uint32_t revision = 0;  // 1 for the first
  std::string dyad;
  Change change = Change::kCreated;
  std::string why;
  Coding coding;
  Picture picture;
  std::uint32_t sources = 0;
  std::uint32_t independent_sources = 0;
  std::string first_published;
  std::string last_published;
  std::vector<Dispute> disputes;
  std::vector<StatusChange> history;
  Id event;  // that caused this
  UpdateEvidence evidence;
  // Where the change is `merged`: the other one. The incident that ended has no sources left.
  std::optional<Id> merged_with;
  friend bool operator==(const Update&, const Update&) = default;
};

// The class of a type: 1 to 4, as Event::quad.
[[nodiscard]] int quad_of(EventType type);

void append_json(const Event& event, std::string& out);
void append_json(const Quote& quote, std::string& out);
void append_json(const Update& update, std::string& out);

// Keys: the dyad of an event, the article of a quote, the incident of an update.
[[nodiscard]] Message to_message(const Event& event);
[[nodiscard]] Message to_message(const Quote& quote);
[[nodiscard]] Message to_message(const Update& update);

}  // namespace tidings::record
