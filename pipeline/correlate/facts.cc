#include "pipeline/correlate/facts.h"

#include <algorithm>

#include "pipeline/correlate/countries.h"
#include "pipeline/correlate/standing.h"

namespace tidings::correlate {
namespace {

using record::Actor;
using record::ActorKind;
using record::Event;

constexpr std::size_t kListMax = 32;  // of sides, people and modes: what goes on is no help to tell incidents apart
constexpr std::size_t kPrintsMax = 256;
// Code points of eight words, below which fingerprints do not tell copies (record/fingerprint.h): the text of an
// event's second evidence is not kept, its span is.
constexpr std::uint32_t kEightWords = 40;

// FNV-1a.
constexpr Hash kBeginning = 0xcbf29ce484222325;
Hash hashed_on(Hash hash, std::string_view text) {
  for (const auto byte : text) hash = (hash ^ static_cast<std::uint8_t>(byte)) * 0x100000001b3;
  return hash;
}

Hash text_of(const record::ArticleRef& article) {
  auto hash = kBeginning;
  for (const auto part : {std::string_view(article.source), std::string_view("/"), std::string_view(article.id),
                          std::string_view("/"), std::string_view(article.version)}) {
    hash = hashed_on(hash, part);
  }
  return hash;
}

template <typename Value>
void insert(std::vector<Value>& sorted, Value value, std::size_t most = kListMax) {
  const auto at = std::ranges::lower_bound(sorted, value);
  if ((at == sorted.end() || *at != value) && sorted.size() < most) sorted.insert(at, value);
}

std::string_view last_word(std::string_view name) {
  const auto space = name.rfind(' ');
  return space == std::string_view::npos ? name : name.substr(space + 1);
}

void take_side(Facts& facts, std::vector<Hash>& codes, const Actor& actor) {
  const auto code = actor.code.empty() || is_supposed(actor) ? 0 : hash_of(actor.code);
  if (code != 0) insert(codes, code);
  if (actor.kind != ActorKind::kPerson || actor.name.empty()) return;
  insert(facts.people, {code, hash_of(last_word(actor.name)), actor.via == "role"});
}

// Nothing better is known of either side.
void take_supposed_sides(Facts& facts, const Event& event) {
  const auto take = [](std::vector<Hash>& codes, const std::vector<Actor>& side) {
    for (const auto& actor : side) {
      if (!actor.code.empty()) insert(codes, hash_of(actor.code));
    }
  };
  take(facts.actors, event.picture.actors);
  take(facts.recipients, event.picture.recipients);
}

Meeting meeting_of(std::string_view mode) {
  if (mode == "visit") return Meeting::kVisit;
  if (mode == "phone") return Meeting::kPhone;
  if (mode == "third-party") return Meeting::kThirdParty;
  return mode == "multilateral" ? Meeting::kMultilateral : Meeting::kAny;
}

void take_time(Facts& facts, const Event& event) {
  if (event.picture.time) facts.days = days_of(event.picture.time->value);
  facts.is_dated = facts.days.has_value();
  if (!facts.is_dated) facts.days = days_about(event.article.published, event.picture.status);
}

void take_place(Facts& facts, const Event& event) {
  if (!event.picture.place) return;
  const auto& place = *event.picture.place;
  if (!place.country.empty()) facts.country = hash_of(place.country);
  if (!place.name.empty() && !is_country(place.name)) facts.place = hash_of(place.name);
}

Prints prints_of(const record::Evidence& evidence, Hash text) {
  const bool is_long = evidence.span.end >= evidence.span.begin + kEightWords;
  const bool is_alone = evidence.paragraph.bits == evidence.fingerprint.bits;
  return {is_long ? evidence.fingerprint : record::Fingerprint{}, is_alone ? record::Fingerprint{} : evidence.paragraph,
          text};
}

Hash coarse_of(const Facts& facts) {
  if (!facts.people.empty()) return facts.people.front().name;
  return facts.country != 0 ? facts.country : facts.place;
}

// Exact days win over wide ones, told ones over what publication suggests. Of two suggestions, too, the narrower or
// first stands: were it to grow, one report a day would make one happening of a year of them.
void add_time(Facts& facts, const Facts& other) {
  if (!other.days) return;
  const bool is_narrower =
      facts.is_dated == other.is_dated && facts.days && other.days->length() < facts.days->length();
  if (!facts.days || (other.is_dated && !facts.is_dated) || is_narrower) facts.days = other.days;
  facts.is_dated = facts.is_dated || other.is_dated;
}

}  // namespace

Hash hash_of(std::string_view text) {
  const auto hash = hashed_on(kBeginning, text);
  return hash == 0 ? 1 : hash;
}

bool is_supposed(const Actor& actor) { return actor.via == "domestic"; }

Facts facts_of(const Event& event) {
  Facts facts;
  facts.type = event.coding.type;
  facts.types = bit_of(event.coding.type);
  if (!event.coding.mode.empty()) facts.modes.push_back(hash_of(event.coding.mode));
  if (event.coding.type == record::EventType::kConsult) facts.meeting = meeting_of(event.coding.mode);
  for (const auto& actor : event.picture.actors) take_side(facts, facts.actors, actor);
  for (const auto& actor : event.picture.recipients) take_side(facts, facts.recipients, actor);
  if (facts.actors.empty() && facts.recipients.empty()) take_supposed_sides(facts, event);
  take_time(facts, event);
  take_place(facts, event);
  const auto status = event.picture.status;
  facts.is_wish = rank_of(status) < rank_of(record::Status::kPlanned);
  facts.is_done = status == record::Status::kOngoing || status == record::Status::kOccurred;
  facts.is_taken_back = status == record::Status::kDenied || status == record::Status::kCancelled;
  facts.is_denied = status == record::Status::kDenied;
  facts.coarse = coarse_of(facts);
  const auto text = text_of(event.article);
  for (const auto& evidence : event.evidence) {
    if (facts.prints.size() < 4) facts.prints.push_back(prints_of(evidence, text));
  }
  return facts;
}

void add(Facts& facts, const Facts& other) {
  facts.types |= other.types;
  for (const auto mode : other.modes) insert(facts.modes, mode);
  if (facts.meeting == Meeting::kAny) facts.meeting = other.meeting;
  for (const auto code : other.actors) insert(facts.actors, code);
  for (const auto code : other.recipients) insert(facts.recipients, code);
  for (const auto& person : other.people) insert(facts.people, person);
  add_time(facts, other);
  if (facts.place == 0) facts.place = other.place;
  if (facts.country == 0 || (facts.place == other.place && facts.place != 0)) facts.country = other.country;
  facts.is_wish = facts.is_wish && other.is_wish;
  facts.is_done = facts.is_done || other.is_done;
  facts.is_taken_back = facts.is_taken_back || other.is_taken_back;
  facts.is_denied = facts.is_denied && other.is_denied;
  if (facts.coarse == 0) facts.coarse = other.coarse;
  for (const auto& prints : other.prints) {
    if (facts.prints.size() < kPrintsMax) facts.prints.push_back(prints);
  }
}

std::vector<Hash> sides_of(const Facts& facts) {
  auto sides = facts.actors;
  for (const auto code : facts.recipients) insert(sides, code);
  return sides;
}

}  // namespace tidings::correlate
