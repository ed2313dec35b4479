#include "pipeline/extract/event/parts.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/extract/event/arguments.h"
#include "pipeline/extract/event/open_sides.h"
#include "pipeline/extract/one_of.h"

namespace tidings::extract {
namespace {

using language::Relation;
using language::Xpos;
using record::EventType;
using record::Status;

constexpr int kMostSteps = 8;  // up the tree, from what is promised to the promise
constexpr auto kInside = std::to_array<std::string_view>({"in", "by", "during", "with", "at", "on", "through"});

bool is_speech(EventType type) {
  return type == EventType::kAgree || type == EventType::kRequest || type == EventType::kReject ||
         type == EventType::kThreaten;
}

// What people take to the streets for.
bool is_aim(EventType type) {
  return type == EventType::kRequest || type == EventType::kAccuse || type == EventType::kReject;
}

bool has_happened(Status status) {
  return status == Status::kOccurred || status == Status::kOngoing || status == Status::kHistorical;
}

// "suspended military aid", "broke off the talks": what one side ends is told by the ending.
bool is_ended(EventType ended, EventType ending) {
  const bool help = ended == EventType::kAid || ended == EventType::kConsult || ended == EventType::kCooperate;
  return help && ending == EventType::kSanction;
}

// Does what stands there belong to what its head says, as object, complement or what that is about?
bool is_content(Relation relation) {
  switch (relation) {
    case Relation::kXcomp:
    case Relation::kCcomp:
    case Relation::kAdvcl:
    case Relation::kAcl:
    case Relation::kObj:
    case Relation::kObl:
    case Relation::kNmod:
    case Relation::kNsubjPass:
    case Relation::kConj:
    case Relation::kCompound:
      return true;
    default:
      return false;
  }
}

class Whole {
 public:
  Whole(const Tree& tree, std::span<const Match> matches, std::span<const Verdict> verdicts, std::size_t index)
      : tree_(tree), matches_(matches), verdicts_(verdicts), index_(index) {}

  [[nodiscard]] std::optional<std::size_t> find() const {
    const auto& match = matches_[index_];
    auto word = match.light == kNoWord ? match.trigger : match.light;
    if (const auto first = first_of(match.trigger); first && is_told_again(*first, match.trigger)) return first;
    if (const auto first = first_of(word); word != match.trigger && first && is_told_again(*first, word)) return first;
    for (int step = 0; step < kMostSteps && is_content(tree_.relation(word)); ++step) {
      word = tree_.head(word);
      if (word == kNoWord) break;
      for (std::size_t i = 0; i < matches_.size(); ++i) {
        if (i != index_ && stands_at(i, word) && (is_content_of(i) || is_aim_of(i))) return i;
      }
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] bool stands_at(std::size_t i, Word word) const {
    return matches_[i].trigger == word || matches_[i].light == word;
  }

  [[nodiscard]] bool is_content_of(std::size_t i) const {
    return is_speech(matches_[i].pattern->type) && !has_happened(verdicts_[index_].status);
  }

  [[nodiscard]] bool is_aim_of(std::size_t i) const {
    return matches_[i].pattern->type == EventType::kProtest && is_aim(matches_[index_].pattern->type);
  }

  // Another match right above the word, or what does what stands above it: "a strike hit a school, killing two".
  [[nodiscard]] std::optional<std::size_t> first_of(Word word) const {
    const auto head = tree_.head(amount_of(tree_, word));
    if (head == kNoWord) return std::nullopt;
    const auto doer = tree_.relation(word) == Relation::kAdvcl ? tree_.child(head, Relation::kNsubj) : kNoWord;
    for (const auto above : {head, doer}) {
      for (std::size_t i = 0; i < matches_.size(); ++i) {
        if (i != index_ && matches_[i].trigger == above) return i;
      }
    }
    return std::nullopt;
  }

  // "The bombing killed two", "was killed in a bombing", "opened fire, killing two": once more what the first tells.
  [[nodiscard]] bool is_told_again(std::size_t first, Word word) const {
    const auto& pattern = *matches_[index_].pattern;
    const auto& other = *matches_[first].pattern;
    const auto relation = tree_.relation(amount_of(tree_, word));
    const bool object = relation == Relation::kObj || relation == Relation::kNsubjPass;
    if (object && is_ended(pattern.type, other.type)) return true;
    const bool one = pattern.type == other.type && !is_speech(pattern.type) &&
                     (pattern.type != EventType::kConsult || pattern.mode == other.mode);
    // "filled the square to protest".
    const bool aim = tree_.relation(word) == Relation::kAdvcl && tree_.xpos(word) == Xpos::kVb;
    if (one && aim && pattern.type == EventType::kProtest) return true;
    if (!one || verdicts_[index_].status != verdicts_[first].status) return false;
    switch (relation) {
      case Relation::kObj:
      case Relation::kNsubj:
      case Relation::kNsubjPass:
      case Relation::kOblAgent:
        return true;
      case Relation::kObl:
        return is_one_of(tree_.preposition(amount_of(tree_, word)), kInside);
      case Relation::kAdvcl:
        return tree_.xpos(word) == Xpos::kVbg;
      case Relation::kConj:  // "shot and killed two"
        return pattern.type == EventType::kAssault && shares_object(matches_[first].trigger, word);
      default:
        return false;
    }
  }

  [[nodiscard]] bool shares_object(Word first, Word second) const {
    const auto own = objects(tree_, first);
    return tree_.is_verb(first) && tree_.is_verb(second) && !own.empty() && own == objects(tree_, second);
  }

  const Tree& tree_;
  std::span<const Match> matches_;
  std::span<const Verdict> verdicts_;
  std::size_t index_;
};

bool is_open(const std::vector<record::Actor>& side) {
  return std::ranges::all_of(side, [](const record::Actor& actor) { return actor.code.empty() || is_assumed(actor); });
}

void take(const std::vector<record::Actor>& from, const std::vector<record::Actor>& others,
          std::vector<record::Actor>& side) {
  if (!is_open(side)) return;
  std::vector<record::Actor> taken;
  for (const auto& actor : from) {
    const bool other = std::ranges::any_of(
        others, [&](const record::Actor& one) { return one.span == actor.span && one.via == actor.via; });
    if (!actor.code.empty() && !other) taken.push_back(actor);
  }
  if (!taken.empty()) side = std::move(taken);
}

bool is_in(const record::Actor& actor, const std::vector<record::Actor>& side) {
  return std::ranges::any_of(side, [&](const record::Actor& one) { return one.span == actor.span; });
}

// The same mention may be of a country by what its part tells of it.
void take_codes(const std::vector<record::Actor>& from, std::vector<record::Actor>& side) {
  for (auto& actor : side) {
    for (const auto& known : from) {
      if (actor.code.empty() && known.span == actor.span) actor = known;
    }
  }
}

}  // namespace

std::optional<std::size_t> whole_of(const Tree& tree, std::span<const Match> matches, std::span<const Verdict> verdicts,
                                    std::size_t index) {
  return Whole(tree, matches, verdicts, index).find();
}

void take_sides(const Pattern& whole, const Pattern& of_part, const record::Picture& part, record::Picture& picture) {
  if (whole.mutual) return;
  take_codes(part.actors, picture.actors);
  if (whole.type == of_part.type && whole.type == EventType::kRequest) {  // "issued a declaration demanding"
    take(part.actors, {}, picture.actors);
    return take(part.recipients, picture.actors, picture.recipients);
  }
  if (whole.type == EventType::kRequest) {
    // "demanded the withdrawal of Norland's army from Vendoria" asks Norland.
    const bool misread = !part.actors.empty() && !picture.recipients.empty() &&
                         std::ranges::all_of(picture.recipients,
                                             [&](const record::Actor& actor) { return is_in(actor, part.recipients); });
    if (misread) picture.recipients.clear();
    return take(part.actors, picture.actors, picture.recipients);
  }
  if (whole.type == of_part.type) take(part.actors, {}, picture.actors);
  take(of_part.mutual ? part.actors : part.recipients, picture.actors, picture.recipients);
}

void take_mode(const record::Coding& part, record::Coding& whole) {
  if (part.type != whole.type || part.mode.empty() || is_speech(whole.type)) return;
  whole.mode = part.mode;
  whole.cameo = part.cameo;
}

}  // namespace tidings::extract
