// How well events are found in MEANTIME, and what is said of those that are (shared reference material: data/meantime,
// business news, which PLOVER was not made for).
//   meantime FOLDER [--errors]
// found: of gold's event mentions in the annotated part (title and first sentences) those that have the trigger of an
// event of ours on them. Asked for are the PLOVER-like ones, by a list of words of its own (plover_words.h), and of
// them the happenings: words that only say or only help ("took place") are left out. polarity: a denied or cancelled
// event is NEG, any other POS. certainty: a hypothetical event is not CERTAIN, any other is. future: planned, demanded
// and hypothetical events are FUTURE. Each over all mentions that are found, PLOVER-like or not, of which gold says it
// (no UNDERSPECIFIED). participants: actors and recipients against gold's Arg0, Arg1, …, as far as these are persons,
// organisations or places; the same one where the span lies on any mention of that entity. Of an event told in several
// mentions: of all together.
#include <fmt/core.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include "bench/quality/plover_words.h"
#include "bench/quality/reference.h"
#include "pipeline/record/code_points.h"
#include "pipeline/record/names.h"
#include "tests/support/knowledge.h"

namespace tidings::quality {
namespace {

using record::Event;
using record::Status;

double percent(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

struct Share {
  std::size_t right = 0, of = 0;
  void add(bool is_right) { right += is_right ? 1 : 0, ++of; }
  [[nodiscard]] double value() const { return percent(right, of); }
};

struct Count {
  Share found, polarity, certainty, future;
  std::size_t events = 0, on_no_mention = 0;
  std::size_t participants = 0, sides = 0, same = 0;
};

class Measure {
 public:
  explicit Measure(bool errors) : errors_(errors) {}

  void add(const GoldArticle& gold, const std::vector<Event>& events) {
    const auto pairs = align(gold, events);
    std::map<std::size_t, std::set<std::string>> participants;  // by event of ours
    std::set<std::size_t> found;
    for (const auto& pair : pairs) {
      found.insert(pair.gold);
      compare(gold, gold.events[pair.gold], events[pair.ours]);
      participants[pair.ours].merge(std::set(gold.events[pair.gold].participants));
    }
    for (const auto& [ours, wanted] : participants) compare_sides(gold, wanted, events[ours]);
    for (std::size_t mention = 0; mention < gold.events.size(); ++mention)
      look_for(gold, gold.events[mention], found.contains(mention));
    for (std::size_t i = 0; i < events.size(); ++i) {
      const auto& trigger = events[i].evidence.front().trigger;
      if (trigger.begin >= gold.annotated.end) continue;
      ++count_.events;
      if (participants.contains(i)) continue;
      ++count_.on_no_mention;
      show("false", gold, trigger, std::string(record::name_of(events[i].coding.type)));
    }
  }

  void print() const {
    const auto f1 = percent(2 * count_.same, count_.participants + count_.sides);
    fmt::print(
        R"({{"bench":"meantime","plover_like":{},"found":{:.1f},"polarity":{:.1f},"of":{},"certainty":{:.1f},"of":{},)"
        R"("future":{:.1f},"participants_f1":{:.1f},"precision":{:.1f},"recall":{:.1f},"events":{},"on_no_mention":{}}})"
        "\n",
        count_.found.of, count_.found.value(), count_.polarity.value(), count_.polarity.of, count_.certainty.value(),
        count_.certainty.of, count_.future.value(), f1, percent(count_.same, count_.sides),
        percent(count_.same, count_.participants), count_.events, count_.on_no_mention);
  }

 private:
  void look_for(const GoldArticle& gold, const GoldEvent& mention, bool found) {
    const bool happening = mention.kind != "SPEECH_COGNITIVE" && mention.kind != "GRAMMATICAL";
    if (!happening || !is_plover_like(mention.text)) return;
    count_.found.add(found);
    if (!found) show("missed", gold, mention.span, "");
  }

  void compare(const GoldArticle& gold, const GoldEvent& mention, const Event& event) {
    const auto status = event.picture.status;
    const auto one = [&](Share& share, const char* what, const std::string& said, std::string_view ours,
                         std::string_view other) {
      if (said != ours && said != other) return;
      share.add(said == ours);
      if (said != ours) show(what, gold, mention.span, fmt::format("{} {}", said, record::name_of(status)));
    };
    const bool negative = status == Status::kDenied || status == Status::kCancelled;
    one(count_.polarity, "polarity", mention.polarity, negative ? "NEG" : "POS", negative ? "POS" : "NEG");
    const auto certainty = mention.certainty == "POSSIBLE" ? "PROBABLE" : mention.certainty;
    const bool certain = status != Status::kHypothetical;
    one(count_.certainty, "certainty", certainty, certain ? "CERTAIN" : "PROBABLE", certain ? "PROBABLE" : "CERTAIN");
    const bool ahead = status == Status::kPlanned || status == Status::kDemanded || status == Status::kHypothetical;
    one(count_.future, "future", mention.time, ahead ? "FUTURE" : "NON_FUTURE", ahead ? "NON_FUTURE" : "FUTURE");
  }

  void compare_sides(const GoldArticle& gold, std::set<std::string> wanted, const Event& event) {
    count_.participants += wanted.size();
    std::string told;
    for (const auto* side : {&event.picture.actors, &event.picture.recipients}) {
      for (const auto& actor : *side) {
        ++count_.sides;
        const bool same = take(gold, actor, wanted);
        count_.same += same ? 1 : 0;
        told += fmt::format(" {}[{}]", same ? "" : "not ", actor.text);
      }
    }
    for (const auto& cluster : wanted) told += " lacks " + name_of(gold, cluster);
    if (told.find("not [") != std::string::npos || told.find(" lacks ") != std::string::npos)
      show("sides", gold, event.evidence.front().trigger, told);
  }

  static bool take(const GoldArticle& gold, const record::Actor& actor, std::set<std::string>& wanted) {
    const auto is_of = [&](const GoldEntity& entity) {
      return entity.span.begin < actor.span.end && actor.span.begin < entity.span.end &&
             wanted.contains(entity.cluster);
    };
    const auto entity = std::ranges::find_if(gold.entities, is_of);
    if (entity == gold.entities.end()) return false;
    wanted.erase(entity->cluster);
    return true;
  }

  static std::string name_of(const GoldArticle& gold, const std::string& cluster) {
    const auto entity = std::ranges::find(gold.entities, cluster, &GoldEntity::cluster);
    return std::string(record::CodePoints(gold.document.text).text_of(entity->span));
  }

  void show(const char* what, const GoldArticle& gold, record::Span span, const std::string& more) const {
    if (!errors_) return;
    const record::CodePoints points(gold.document.text);
    const auto begin = span.begin > 60 ? span.begin - 60 : 0, end = std::min(span.end + 60, points.size());
    auto cut = fmt::format("{}[{}]{}", points.text_of({begin, span.begin}), points.text_of(span),
                           points.text_of({span.end, end}));
    std::ranges::replace(cut, '\n', '|');
    fmt::print("{} {} {}: {}\n", what, gold.document.id.substr(0, 24), more, cut);
  }

  bool errors_;
  Count count_;
};

int run(const std::string& folder, bool errors) {
  const auto knowledge = support::load_knowledge();
  if (!knowledge) return 1;
  extract::Coder coder(*knowledge);
  extract::Told told;
  Measure measure(errors);
  for (const auto& article : read_reference(folder)) {
    coder.code(article.document, told);
    measure.add(article, told.events);
  }
  measure.print();
  return 0;
}

}  // namespace
}  // namespace tidings::quality

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: meantime FOLDER [--errors]\n");
    return 2;
  }
  if (!std::ifstream(std::string(argv[1]) + "/gold.jsonl")) {
    fmt::print("{} is not there: nothing is measured\n", argv[1]);
    return 0;
  }
  return tidings::quality::run(argv[1], argc > 2 && std::string_view(argv[2]) == "--errors");
}
