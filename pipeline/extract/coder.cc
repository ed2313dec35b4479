#include "pipeline/extract/coder.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "pipeline/extract/event/aims.h"
#include "pipeline/extract/event/amounts.h"
#include "pipeline/extract/event/answers.h"
#include "pipeline/extract/event/arguments.h"
#include "pipeline/extract/event/attribution.h"
#include "pipeline/extract/event/confidence.h"
#include "pipeline/extract/event/doubt.h"
#include "pipeline/extract/event/genre.h"
#include "pipeline/extract/event/home.h"
#include "pipeline/extract/event/join.h"
#include "pipeline/extract/event/matcher.h"
#include "pipeline/extract/event/open_sides.h"
#include "pipeline/extract/event/parts.h"
#include "pipeline/extract/event/recast.h"
#include "pipeline/extract/event/sides.h"
#include "pipeline/extract/event/status.h"
#include "pipeline/extract/event/when.h"
#include "pipeline/extract/event/where.h"
#include "pipeline/extract/parsed_document.h"
#include "pipeline/extract/quote/speech.h"
#include "pipeline/record/fingerprint.h"
#include "pipeline/record/names.h"
#include "pipeline/record/plover.h"
#include "pipeline/record/result.h"

namespace tidings::extract {
namespace {

using record::Event;
using record::Status;

constexpr std::size_t kMostEvents = 500;  // of one document; what has more is no report
constexpr std::size_t kMostTellings = 2000;

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

// Of the paragraph that holds a sentence; none where it is no paragraph that somebody would copy whole.
record::Fingerprint paragraph_of(const ParsedDocument& parsed, std::size_t sentence) {
  constexpr std::size_t kMostSentences = 32;
  const auto& document = *parsed.document;
  const auto& sentences = document.sentences;
  const auto goes_on = [&](std::size_t from) {
    const record::Span between = {sentences[from].end, sentences[from + 1].begin};
    return parsed.points.text_of(between).find("\n\n") == std::string_view::npos;
  };
  auto first = sentence;
  while (first > 0 && sentence - first < kMostSentences && goes_on(first - 1)) --first;
  std::vector<record::Weighted> weighted;
  for (auto at = first; weighted.size() <= kMostSentences; ++at) {
    weighted.push_back({document.sentence_fingerprints[at], sentences[at].end - sentences[at].begin});
    if (at + 1 == sentences.size() || !goes_on(at)) return record::combine(weighted);
  }
  return {};
}

// "He urged him": another man, though the last one named is the one who urges.
void drop_selves(record::Picture& picture) {
  std::erase_if(picture.recipients, [&](const record::Actor& recipient) {
    return recipient.via == "pronoun" && !recipient.name.empty() &&
           std::ranges::any_of(picture.actors,
                               [&](const record::Actor& actor) { return actor.name == recipient.name; });
  });
}

record::Evidence evidence_of(const ParsedDocument& parsed, const Match& match) {
  const auto& document = *parsed.document;
  record::Evidence evidence;
  const auto sentence = parsed.tree.sentence(match.trigger);
  evidence.span = document.sentences[sentence];
  evidence.text = parsed.points.text_of(evidence.span);
  evidence.trigger = parsed.span_of(match.trigger, match.trigger + 1);
  evidence.rule = match.pattern->id;
  if (sentence < document.sentence_fingerprints.size()) {
    evidence.fingerprint = document.sentence_fingerprints[sentence];
    evidence.paragraph = paragraph_of(parsed, sentence);
  }
  return evidence;
}

}  // namespace

record::ArticleRef article_of(const record::Document& document) {
  return {document.id,
          document.source,
          document.url,
          document.title,
          document.published ? document.published->value : "",
          document.body_hash.hex()};
}

struct Coder::Memory {
  Memory(const Knowledge& given, Options chosen)
      : knowledge(given),
        options(chosen),
        parser(given.model, given.dictionary, given.times),
        matcher(given.patterns) {}

  // What one match tells by itself.
  [[nodiscard]] Telling telling_of(Match& match, Verdict verdict) const {
    const auto& pattern = *match.pattern;
    complete_sides(parsed, match);
    Telling telling;
    telling.sentence = parsed.tree.sentence(match.trigger);
    telling.mutual = match.is_mutual();
    telling.title = parsed.is_title(match.trigger);
    auto& event = telling.event;
    auto& picture = event.picture;
    picture.actors = actors_of(parsed, match.actors);
    picture.recipients = actors_of(parsed, match.recipients);
    give_origin(parsed, match, picture.actors);
    auto where = place_of(parsed, match);
    if (where && !where->beside) picture.place = where->place;  // nobody is at home beyond the border
    telling.in_country = where && where->whole;
    // Who arrives somewhere is not at home there.
    const bool travels = pattern.type == record::EventType::kConsult && pattern.mode == "visit";
    if (!telling.mutual && !travels)
      fill_open_sides(pattern.type, pattern.mode, homes.at(telling.sentence),
                      aims_elsewhere(parsed, match.trigger, match.recipients), picture);
    if (where) picture.place = std::move(where->place);
    picture.time = time_of(parsed, match);
    const bool history = verdict.status == Status::kOccurred && follows_history(parsed, match.trigger);
    // "Two days later"; "agreed to talks on Monday": the day of something else.
    const bool told = parsed.tree.xpos(match.trigger) == language::Xpos::kVbd;
    if (verdict.status == Status::kOccurred && lies_ahead(picture.time, *parsed.document)) {
      if (history || told) {
        picture.time.reset();
      } else {
        verdict.status = Status::kPlanned;
      }
    }
    // "Expelled them in April", told in March: of which year nobody knows.
    const bool over = verdict.status == Status::kOccurred && parsed.tree.is_verb(match.trigger);
    if (over && lies_in_month_ahead(picture.time, *parsed.document)) picture.time.reset();
    auto cast = recast(pattern, verdict, parsed.tree, match.trigger);
    event.coding = {cast.type, std::move(cast.mode), pattern.contexts, std::move(cast.cameo)};
    picture.status = cast.status;
    if (const auto owner = disarmed_by_force(parsed, match, picture.actors); owner != kNoWord) {
      event.coding = {record::EventType::kAssault, "", {"military"}, "190"};
      picture.recipients = actors_of(parsed, {owner});
    }
    // Whoever promises for a day has promised before it, on a day that is not told.
    if (picture.status == Status::kOccurred && lies_ahead(picture.time, *parsed.document)) picture.time.reset();
    if (cast.deterring != kNoWord) {
      telling.deters = true;
      picture.recipients = std::move(picture.actors);
      picture.actors = actors_of(parsed, subjects(parsed.tree, cast.deterring));
    }
    if (cast.condition != kNoWord && picture.recipients.empty())
      picture.recipients = actors_of(parsed, subjects(parsed.tree, cast.condition));
    const bool past = lies_far_back(picture.time, *parsed.document) || (history && !picture.time) ||
                      is_of_past_age(parsed, match.trigger);
    if (picture.status == Status::kOccurred && (past || is_fiction(parsed.tree, match.trigger)))
      picture.status = Status::kHistorical;
    event.evidence.push_back(evidence_of(parsed, match));
    // What they met to ask for has been asked of nobody yet, and a crowd that they set out to scatter is not scattered.
    const bool asks = pattern.type == record::EventType::kRequest ||
                      (pattern.type == record::EventType::kCoerce && pattern.mode == "restrict");
    const bool aim =
        asks && verdict.status == Status::kPlanned && verdict.by != kNoWord && parsed.tree.lemma(verdict.by) == "to";
    telling.complete = !aim && is_complete(parsed, match, event);
    return telling;
  }

  void finish(Event& event, bool mutual) const {
    event.coder = knowledge.hash;
    event.article = article_of(*parsed.document);
    drop_selves(event.picture);
    event.quad = record::quad_of(event.coding.type);
    event.score = record::plover::score_of(event.coding.type, event.coding.mode);
    event.dyad = dyad_of(event.picture, mutual);
    event.id = id_of(*parsed.document, event);
  }

  // Whose evidence comes first.
  [[nodiscard]] const Pattern& pattern_of(const Event& event) const {
    const auto& patterns = knowledge.patterns.patterns;
    const auto found = std::ranges::lower_bound(patterns, event.evidence.front().rule, {}, &Pattern::id);
    record::ensure(found != patterns.end() && found->id == event.evidence.front().rule, "a rule is a pattern's id");
    return *found;
  }

  void tell_events(std::vector<Event>& events) const {
    auto matches = matcher.match(parsed.tree, classes);
    std::erase_if(matches, [this](const Match& match) {
      return is_habit(parsed.tree, match.trigger) || is_bare_contest(parsed.tree, match.trigger);
    });
    if (matches.size() > kMostTellings) matches.resize(kMostTellings);
    std::vector<Verdict> verdicts;
    for (const auto& match : matches) verdicts.push_back(status_of(parsed.tree, match.trigger, match.light));
    std::vector<Telling> told;                      // by match
    std::vector<bool> part(matches.size(), false);  // by match: of what another tells
    for (std::size_t i = 0; i < matches.size(); ++i) told.push_back(telling_of(matches[i], verdicts[i]));
    auto amounts = amounts_of(parsed, matches);
    for (std::size_t i = 0; i < matches.size(); ++i) {
      told[i].event.picture.amounts = std::move(amounts[i]);
      told[i].event.attribution = attribution_of(parsed, speeches, matches[i].trigger);
    }
    for (std::size_t i = 0; i < matches.size(); ++i) {
      // A meeting that has a day is planned, whoever agreed to it.
      const auto& event = told[i].event;
      const bool scheduled = event.coding.type == record::EventType::kConsult && event.picture.time;
      const auto whole = whole_of(parsed.tree, matches, verdicts, i);
      if (!whole || scheduled) continue;
      auto& into = told[*whole].event;
      take_sides(*matches[*whole].pattern, *matches[i].pattern, event.picture, into.picture);
      add_amounts(std::move(told[i].event.picture.amounts), into.picture.amounts, into.conflicts);
      take_mode(event.coding, into.coding);
      part[i] = true;
    }
    std::vector<Telling> tellings;
    const auto sport = sentences_of_sport(parsed);
    for (std::size_t i = 0; i < matches.size(); ++i) {
      const bool tells = !told[i].complete || has_sides(told[i].event, told[i].mutual);
      const bool contest = sport[told[i].sentence] && may_be_contest(told[i].event);
      if (tells && !part[i] && !contest) tellings.push_back(std::move(told[i]));
    }
    give_addressees(tellings);
    auto happenings = join(std::move(tellings));
    std::map<std::uint32_t, std::size_t> told_by;  // events by where their best sentence begins
    for (const auto& happening : happenings) ++told_by[happening.event.evidence.front().span.begin];
    for (auto& happening : happenings) {
      if (events.size() == kMostEvents) break;
      finish(happening.event, happening.mutual);
      auto& event = happening.event;
      const auto beside = told_by[event.evidence.front().span.begin] - 1;
      event.picture.confidence = confidence_of(signals_of(event, pattern_of(event), beside));
      const auto hundredths = static_cast<std::uint32_t>(std::lround(100 * event.picture.confidence));
      if (hundredths >= options.confidence_min) events.push_back(std::move(event));
    }
  }

  void tell_quotes(std::vector<record::Quote>& quotes) const {
    const auto& document = *parsed.document;
    for (const auto& speech : speeches) {
      record::Quote quote;
      quote.article = article_of(document);
      quote.span = parsed.points.span_of(speech.begin, speech.end);
      quote.text = document.text.substr(speech.begin, speech.end - speech.begin);
      quote.kind = speech.kind;
      if (speech.verb != kNoWord) quote.verb = parsed.tree.lemma(speech.verb);
      quote.speaker = actor_of(parsed, parsed.mentions.all[speech.speaker]);
      if (speech.addressee != Mentions::kNone)
        quote.addressee = actor_of(parsed, parsed.mentions.all[speech.addressee]);
      quote.id = record::Id::of("quote", {document.source, document.id, document.body_hash.hex(),
                                          std::to_string(quote.span.begin), std::to_string(quote.span.end)});
      quotes.push_back(std::move(quote));
    }
  }

  const Knowledge& knowledge;
  const Options options;
  DocumentParser parser;
  Matcher matcher;
  ParsedDocument parsed;
  std::vector<WordClasses> classes;
  std::vector<Home> homes;  // by sentence
  std::vector<Speech> speeches;
};

Coder::Coder(const Knowledge& knowledge, Options options) : memory_(std::make_unique<Memory>(knowledge, options)) {}
Coder::~Coder() = default;

void Coder::code(const record::Document& document, Told& told) {
  told.events.clear();
  told.quotes.clear();
  if (document.language != "en") return;
  memory_->parser.parse(document, memory_->parsed);
  auto& parsed = memory_->parsed;
  classify(parsed, memory_->classes);
  memory_->homes = homes_of(parsed);
  memory_->speeches = find_speech(parsed.text, parsed.reading.tokens, parsed.tree, parsed.mentions);
  memory_->tell_events(told.events);
  memory_->tell_quotes(told.quotes);
}

}  // namespace tidings::extract
