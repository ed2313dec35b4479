#include "pipeline/extract/coder.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <chrono>
#include <optional>
#include <set>

#include "pipeline/extract/actor/mentions.h"
#include "pipeline/extract/event/arguments.h"
#include "pipeline/extract/event/matcher.h"
#include "pipeline/extract/event/recast.h"
#include "pipeline/extract/event/status.h"
#include "pipeline/extract/quote/speech.h"
#include "pipeline/extract/time/times.h"
#include "pipeline/language/text_reader.h"
#include "pipeline/record/code_points.h"
#include "pipeline/record/names.h"
#include "pipeline/record/plover.h"

namespace tidings::extract {
namespace {

using language::Relation;
using record::ActorKind;
using record::Event;
using record::EventType;
using record::Status;

constexpr int kFurthestTime = 4;          // steps in the tree from an event to what dates it
constexpr std::size_t kMostEvents = 500;  // of one document; what has more is no report

std::optional<std::chrono::year_month_day> day_of(const record::Document& document) {
  if (!document.published || document.published->value.size() < 10) return std::nullopt;
  const auto& value = document.published->value;
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  const auto number = [&](std::size_t at, std::size_t size, auto& into) {
    const auto* end = value.data() + at + size;
    return std::from_chars(value.data() + at, end, into).ptr == end;
  };
  if (!number(0, 4, year) || !number(5, 2, month) || !number(8, 2, day)) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  return date.ok() ? std::optional(date) : std::nullopt;
}

record::ArticleRef article_of(const record::Document& document) {
  return {document.id, document.source, document.url, document.title,
          document.published ? document.published->value : ""};
}

// Types that are nothing without somebody to whom it is done (PLOVER's types.tsv).
bool needs_recipient(EventType type) {
  return type == EventType::kCooperate || type == EventType::kAid || type == EventType::kSanction;
}

std::string dyad_of(const record::Picture& picture, bool mutual) {
  const auto codes = [](const std::vector<record::Actor>& actors) {
    std::set<std::string> sorted;
    for (const auto& actor : actors) {
      if (!actor.code.empty()) sorted.insert(actor.code);
    }
    return std::vector<std::string>(sorted.begin(), sorted.end());
  };
  const auto actors = codes(picture.actors);
  const auto recipients = mutual ? std::vector<std::string>{} : codes(picture.recipients);
  std::string first = actors.empty() ? "-" : actors[0];
  std::string second = "-";
  if (mutual && actors.size() > 1) second = actors[1];
  if (!mutual && !recipients.empty()) second = recipients[0];
  if (second < first) std::swap(first, second);
  return first + "|" + second;
}

bool concerns_somebody(const Pattern& pattern) {
  switch (pattern.type) {
    case EventType::kAgree:
    case EventType::kSupport:
    case EventType::kConcede:
    case EventType::kAid:
    case EventType::kRetreat:
    case EventType::kRequest:
    case EventType::kAccuse:
    case EventType::kReject:
    case EventType::kThreaten:
    case EventType::kProtest:
    case EventType::kSanction:
      return !pattern.mutual;
    default:
      return false;
  }
}

}  // namespace

struct Coder::Memory {
  explicit Memory(const Knowledge& given)
      : knowledge(given),
        reader(given.model, given.dictionary),
        mentions_of(given.dictionary),
        matcher(given.patterns),
        times_of(given.times) {}

  void read(const record::Document& document) {
    points.assign(document.text);
    sentences.clear();
    for (const auto& sentence : document.sentences) {
      sentences.push_back({static_cast<std::uint32_t>(points.byte_of(sentence.begin)),
                           static_cast<std::uint32_t>(points.byte_of(sentence.end))});
    }
    reader.read(document.text, sentences, reading);
    tree.build(reading.forms, reading.ends, reading.words);
    mentions_of.find(tree, reading.names, day_of(document), mentions);
    const auto published = document.published ? std::string_view(document.published->value) : std::string_view();
    times = times_of({document.text, reading.tokens, reading.ends, &reading.words},
                     {published, document.source, document.url});
    place_times();
  }

  // The word of each time through which it hangs in its tree.
  void place_times() {
    time_words.clear();
    Word word = 0;
    for (const auto& expression : times) {
      const auto begin = points.byte_of(expression.time.span.begin);
      const auto end = points.byte_of(expression.time.span.end);
      while (word < reading.tokens.size() && reading.tokens[word].begin < begin) ++word;
      auto head = word;
      for (auto inside = word; inside < reading.tokens.size() && reading.tokens[inside].end <= end; ++inside) {
        const auto above = tree.head(inside);
        if (above == kNoWord || reading.tokens[above].begin < begin || reading.tokens[above].end > end) head = inside;
      }
      time_words.push_back(head < reading.tokens.size() ? head : kNoWord);
    }
  }

  // What dates the event: the time nearest to it in the tree, below it sooner than above it.
  [[nodiscard]] std::optional<record::Time> time_of(const Match& match) const {
    const TimeExpression* best = nullptr;
    int nearest = 2 * kFurthestTime + 1;
    for (std::size_t i = 0; i < times.size(); ++i) {
      const auto& expression = times[i];
      const bool dates = expression.type == TimeType::kDate || expression.type == TimeType::kTime;
      const bool here = time_words[i] != kNoWord && tree.sentence(time_words[i]) == tree.sentence(match.trigger);
      if (!dates || !here || expression.time.value.empty() || expression.granularity == Granularity::kVague) continue;
      const auto distance = distance_to(time_words[i], match);
      if (distance < nearest) best = &expression;
      nearest = std::min(nearest, distance);
    }
    return best == nullptr ? std::nullopt : std::optional(best->time);
  }

  [[nodiscard]] int distance_to(Word word, const Match& match) const {
    int up = 0;
    for (auto event = match.trigger; event != kNoWord && up < kFurthestTime; event = tree.head(event), ++up) {
      int down = 0;
      for (auto at = word; at != kNoWord && down < kFurthestTime; at = tree.head(at), ++down) {
        if (at == event || at == match.light) return (at == match.light ? 0 : 2 * up) + down;
      }
    }
    return 2 * kFurthestTime + 1;
  }

  void mark() {
    classes.assign(tree.size(), {});
    for (Word word = 0; word < tree.size(); ++word) {
      const auto index = mentions.of_word[word];
      if (index == Mentions::kNone) continue;
      const auto& mention = mentions.all[index];
      auto& mark = classes[word];
      mark.actor = mention.acts;
      mark.person = mention.kind == ActorKind::kPerson;
      mark.group = mention.kind == ActorKind::kGroup;
      mark.place = mention.kind == ActorKind::kPlace;
      const bool country = mark.place && mention.acts;
      mark.government = country || mention.sector == "GOV" || mention.sector == "IGO";
      mark.armed = country || mention.sector == "MIL" || mention.sector == "REB" || mention.sector == "PRM";
      mark.police = mention.sector == "COP";
      mark.role = mention.position;
    }
  }

  [[nodiscard]] record::Actor actor_of(const Mention& mention) const {
    const auto begin = reading.tokens[mention.begin].begin;
    const auto end = reading.tokens[mention.end - 1].end;
    return {mention.name,
            mention.kind,
            mention.code,
            mention.sector,
            mention.position,
            std::string(text.substr(begin, end - begin)),
            points.span_of(begin, end),
            std::string(mention.via)};
  }

  [[nodiscard]] std::vector<record::Actor> actors_of(const std::vector<Word>& heads) const {
    std::vector<record::Actor> actors;
    std::set<std::uint32_t> entities;
    for (const auto head : heads) {
      const auto index = mentions.of_word[head];
      if (index == Mentions::kNone) continue;
      const auto& mention = mentions.all[index];
      if (!entities.insert(mention.entity).second) continue;
      actors.push_back(actor_of(mention));
      for (const auto& code : mention.more_codes) {
        auto other = actors.back();
        other.code = code;
        actors.push_back(std::move(other));
      }
    }
    return actors;
  }

  [[nodiscard]] record::Evidence evidence_of(const record::Document& document, const Match& match) const {
    record::Evidence evidence;
    const auto sentence = tree.sentence(match.trigger);
    evidence.span = document.sentences[sentence];
    evidence.text = points.text_of(evidence.span);
    evidence.trigger = points.span_of(reading.tokens[match.trigger].begin, reading.tokens[match.trigger].end);
    evidence.rule = match.pattern->id;
    if (sentence < document.sentence_fingerprints.size())
      evidence.fingerprint = document.sentence_fingerprints[sentence];
    return evidence;
  }

  // Whom a promise, demand or refusal concerns may stand further down, in what is promised: "agreed to send aid to
  // Norland". The first that is below the trigger and behind it, with those coordinated with it, and is none of the
  // actors.
  [[nodiscard]] std::vector<Word> concerned(const Match& match) const {
    std::vector<Word> found;
    for (auto word = match.trigger + 1; word < tree.size() && tree.sentence(word) == tree.sentence(match.trigger);
         ++word) {
      const auto index = mentions.of_word[word];
      if (index == Mentions::kNone || !tree.is_below(word, match.trigger) || is_reported_beside(word, match.trigger))
        continue;
      const auto& mention = mentions.all[index];
      if (!mention.acts || mention.code.empty() || mention.via == "pronoun" || is_side(match, mention)) continue;
      if (found.empty() || tree.relation(word) == Relation::kConj) found.push_back(word);
    }
    return found;
  }

  // "…, officials said": who says it stands below the trigger in the tree, and is no side.
  [[nodiscard]] bool is_reported_beside(Word word, Word trigger) const {
    for (; word != trigger && word != kNoWord; word = tree.head(word)) {
      if (tree.relation(word) == Relation::kParataxis) return true;
    }
    return false;
  }

  // People protest against their own government, too.
  [[nodiscard]] bool is_side(const Match& match, const Mention& mention) const {
    const bool within = match.pattern->type == EventType::kProtest;
    return std::ranges::any_of(match.actors, [&](Word head) {
      const auto index = mentions.of_word[head];
      if (index == Mentions::kNone) return false;
      const auto& side = mentions.all[index];
      return within ? side.entity == mention.entity : side.code == mention.code;
    });
  }

  // Where it happened: the place that "in", "at", "near" or "on" puts beside the trigger.
  [[nodiscard]] std::optional<record::Place> place_of(const Match& match) const {
    for (const auto* preposition : {"in", "at", "near", "on", "outside"}) {
      const Slot slot{Slot::Kind::kPreposition, preposition};
      for (const auto head : fillers(tree, match.trigger, match.light, slot)) {
        const auto index = mentions.of_word[head];
        if (index == Mentions::kNone || mentions.all[index].kind != ActorKind::kPlace) continue;
        auto where = actor_of(mentions.all[index]);
        return record::Place{std::move(where.name), std::move(where.code), std::move(where.text), where.span};
      }
    }
    return std::nullopt;
  }

  void tell_quotes(const record::Document& document, std::vector<record::Quote>& quotes) const {
    for (const auto& speech : find_speech(text, reading.tokens, tree, mentions)) {
      record::Quote quote;
      quote.article = article_of(document);
      quote.span = points.span_of(speech.begin, speech.end);
      quote.text = text.substr(speech.begin, speech.end - speech.begin);
      quote.kind = speech.kind;
      if (speech.verb != kNoWord) quote.verb = tree.lemma(speech.verb);
      quote.speaker = actor_of(mentions.all[speech.speaker]);
      quote.id = record::Id::of("quote", {document.source, document.id, document.body_hash.hex(),
                                          std::to_string(quote.span.begin), std::to_string(quote.span.end)});
      quotes.push_back(std::move(quote));
    }
  }

  const Knowledge& knowledge;
  language::TextReader reader;
  MentionFinder mentions_of;
  Matcher matcher;

  std::string_view text;
  record::CodePoints points;
  std::vector<language::Sentence> sentences;
  language::TextReading reading;
  Tree tree;
  Mentions mentions;
  const Times& times_of;
  std::vector<TimeExpression> times;
  std::vector<Word> time_words;  // by time
  std::vector<WordClasses> classes;
};

namespace {

bool is_coded(const record::Actor& actor) { return !actor.code.empty() || !actor.sector.empty(); }

// "They meet on Friday." Days are compared as they are written, as far as both are as exact.
bool lies_ahead(const std::optional<record::Time>& time, const record::Document& document) {
  constexpr std::size_t kDay = 10;  // 1999-12-31
  if (!time || !document.published || time->value.size() < kDay || document.published->value.size() < kDay)
    return false;
  const bool dated =
      std::isdigit(static_cast<unsigned char>(time->value[0])) != 0 && time->value[4] == '-' && time->value[7] == '-';
  return dated && time->value.compare(0, kDay, document.published->value, 0, kDay) > 0;
}

// Nobody did it to nobody: of an event without a side that is known it is better to be silent.
bool is_worth_telling(const Event& event, bool mutual) {
  const auto& picture = event.picture;
  const bool actor = std::ranges::any_of(picture.actors, is_coded);
  const bool recipient = std::ranges::any_of(picture.recipients, is_coded);
  if (mutual) return actor;
  if (needs_recipient(event.coding.type)) return actor && recipient;
  return actor || recipient;
}

std::set<std::string> sides_of(const std::vector<record::Actor>& actors) {
  std::set<std::string> sides;
  for (const auto& actor : actors) sides.insert(actor.code.empty() ? actor.name : actor.code);
  return sides;
}

// Unnamed people belong where it happens ("blocked roads in Algiers"), and to whom their own police arrest.
void code_unnamed(record::Picture& picture) {
  const auto unnamed = [](const record::Actor& actor) { return actor.code.empty() && actor.via == "role"; };
  if (picture.place && !picture.place->country.empty()) {
    for (auto* side : {&picture.actors, &picture.recipients}) {
      for (auto& actor : *side) {
        if (!unnamed(actor)) continue;
        actor.code = picture.place->country;
        actor.via = "place";
      }
    }
  }
  static constexpr std::array<std::string_view, 4> kOfTheState = {"COP", "GOV", "JUD", "MIL"};
  const auto state = std::ranges::find_if(picture.actors, [](const record::Actor& actor) {
    return !actor.code.empty() && std::ranges::find(kOfTheState, actor.sector) != kOfTheState.end();
  });
  if (state == picture.actors.end()) return;
  for (auto& actor : picture.recipients) {
    if (!unnamed(actor)) continue;
    actor.code = state->code;
    actor.via = "domestic";
  }
}

// Does the second tell of the happening of the first?
bool is_same(const Event& first, const Event& second) {
  return first.coding.type == second.coding.type && first.coding.mode == second.coding.mode &&
         first.picture.status == second.picture.status &&
         sides_of(first.picture.actors) == sides_of(second.picture.actors) &&
         sides_of(first.picture.recipients) == sides_of(second.picture.recipients) &&
         (!first.picture.place || !second.picture.place || first.picture.place->name == second.picture.place->name) &&
         (!first.picture.time || !second.picture.time || first.picture.time->value == second.picture.time->value);
}

void join(Event& first, Event& second) {
  if (!first.picture.place) first.picture.place = std::move(second.picture.place);
  if (!first.picture.time) first.picture.time = std::move(second.picture.time);
  for (auto& evidence : second.evidence) {
    const bool told =
        std::ranges::any_of(first.evidence, [&](const auto& other) { return other.span == evidence.span; });
    if (!told) first.evidence.push_back(std::move(evidence));
  }
}

record::Id id_of(const record::Document& document, const Event& event) {
  std::string codes;
  for (const auto* side : {&event.picture.actors, &event.picture.recipients}) {
    for (const auto& actor : *side) codes += actor.code + ",";
    codes += "|";
  }
  const auto& trigger = event.evidence.front().trigger;
  return record::Id::of("event", {document.source, document.id, document.body_hash.hex(), std::to_string(trigger.begin),
                                  std::to_string(trigger.end), record::name_of(event.coding.type), codes,
                                  event.picture.place ? event.picture.place->name : ""});
}

}  // namespace

Coder::Coder(const Knowledge& knowledge) : memory_(std::make_unique<Memory>(knowledge)) {}
Coder::~Coder() = default;

void Coder::code(const record::Document& document, Told& told) {
  auto& events = told.events;
  events.clear();
  told.quotes.clear();
  if (document.language != "en") return;
  auto& memory = *memory_;
  memory.text = document.text;
  memory.read(document);
  memory.mark();
  for (auto& match : memory.matcher.match(memory.tree, memory.classes)) {
    if (events.size() == kMostEvents) break;
    if (match.recipients.empty() && concerns_somebody(*match.pattern)) match.recipients = memory.concerned(match);
    Event event;
    const auto& pattern = *match.pattern;
    event.picture.actors = memory.actors_of(match.actors);
    event.picture.recipients = memory.actors_of(match.recipients);
    event.picture.place = memory.place_of(match);
    code_unnamed(event.picture);
    event.picture.time = memory.time_of(match);
    auto verdict = status_of(memory.tree, match.trigger, match.light);
    if (verdict.status == Status::kOccurred && lies_ahead(event.picture.time, document))
      verdict.status = Status::kPlanned;
    auto cast = recast(pattern, verdict, memory.tree, match.trigger);
    event.coding = {cast.type, std::move(cast.mode), pattern.contexts, std::move(cast.cameo)};
    event.picture.status = cast.status;
    if (!is_worth_telling(event, pattern.mutual)) continue;
    event.evidence.push_back(memory.evidence_of(document, match));
    const auto same = std::ranges::find_if(events, [&](const Event& other) { return is_same(other, event); });
    if (same != events.end()) {
      join(*same, event);
      continue;
    }
    event.coder = memory.knowledge.hash;
    event.article = article_of(document);
    event.quad = record::quad_of(event.coding.type);
    event.score = record::plover::score_of(event.coding.type, event.coding.mode);
    event.dyad = dyad_of(event.picture, pattern.mutual);
    events.push_back(std::move(event));
  }
  for (auto& event : events) event.id = id_of(document, event);
  memory.tell_quotes(document, told.quotes);
}

}  // namespace tidings::extract
