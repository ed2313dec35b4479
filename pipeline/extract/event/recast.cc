#include "pipeline/extract/event/recast.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace tidings::extract {
namespace {

using language::Relation;
using record::EventType;
using record::Status;

constexpr std::array<std::string_view, 4> kRefusals = {"refuse", "decline", "reject", "unwilling"};
constexpr std::array<std::string_view, 4> kThreats = {"threaten", "vow", "warn", "promise"};
// Who says so of himself gives his word, not a plan.
constexpr auto kConsents =
    std::to_array<std::string_view>({"agree", "consent", "accept", "offer", "ready", "willing", "prepared", "promise",
                                     "pledge", "vow", "undertake", "commit", "volunteer", "readiness", "willingness"});
constexpr int kMostSteps = 8;  // up the tree, from what is promised to the promise
constexpr std::array<std::string_view, 4> kFuture = {"will", "shall", "would", "'ll"};

template <std::size_t kSize>
bool is_one_of(std::string_view word, const std::array<std::string_view, kSize>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_help(EventType type) {
  return type == EventType::kSupport || type == EventType::kAid || type == EventType::kCooperate ||
         type == EventType::kConcede;
}

bool is_harm(EventType type) {
  return type == EventType::kAssault || type == EventType::kCoerce || type == EventType::kSanction;
}

// What is given up to somebody; who resigns leaves and gives nobody his word.
bool is_yielding(const Pattern& pattern) { return pattern.type == EventType::kRetreat && pattern.mode != "resign"; }

bool is_speech(EventType type) {
  return type == EventType::kAgree || type == EventType::kRequest || type == EventType::kReject ||
         type == EventType::kThreaten;
}

bool is_open(Status status) {
  return status == Status::kOccurred || status == Status::kOngoing || status == Status::kHistorical;
}

// Does what stands there belong to what its head says, as object, complement or what that is about?
bool is_part(Relation relation) {
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

bool has_future(const Tree& tree, Word verb) {
  return std::ranges::any_of(tree.children(verb), [&](Word child) {
    return tree.relation(child) == Relation::kAux && is_one_of(tree.lemma(child), kFuture);
  });
}

std::string_view refused_mode(EventType type) {
  if (type == EventType::kConsult) return "meet";
  if (type == EventType::kConcede || type == EventType::kRetreat) return "yield";
  return type == EventType::kAid || type == EventType::kCooperate ? "assist" : "";
}

std::string_view threatened_mode(const Pattern& pattern) {
  if (pattern.type == EventType::kAssault) return "violence";
  if (pattern.mode == "arrest" || pattern.mode == "expel") return pattern.mode;
  if (pattern.mode == "deport") return "expel";
  if (pattern.type == EventType::kSanction) return "relations";
  return "restrict";
}

}  // namespace

Cast recast(const Pattern& pattern, const Verdict& verdict, const Tree& tree, Word trigger) {
  const auto by = verdict.by == kNoWord ? std::string_view() : tree.lemma(verdict.by);
  const bool refusable =
      is_help(pattern.type) || pattern.type == EventType::kConsult || pattern.type == EventType::kRetreat;
  const bool refused = verdict.status == Status::kDenied && (is_one_of(by, kRefusals) || has_future(tree, trigger));
  const bool promised = verdict.status == Status::kPlanned && is_one_of(by, kFuture);
  const bool threatened = verdict.status != Status::kDenied && is_one_of(by, kThreats);
  const bool open = verdict.status == Status::kPlanned || verdict.status == Status::kHypothetical;
  const bool consent = open && is_one_of(by, kConsents) && !is_harm(pattern.type) && !is_speech(pattern.type);
  const bool help = is_help(pattern.type) || is_yielding(pattern);
  if (consent || (help && verdict.status == Status::kPlanned)) return {EventType::kAgree, "", "030", Status::kOccurred};
  if (refusable && refused)
    return {EventType::kReject, std::string(refused_mode(pattern.type)), "120", Status::kOccurred};
  if (is_harm(pattern.type) && (promised || threatened)) {
    return {EventType::kThreaten, std::string(threatened_mode(pattern)), "130", Status::kOccurred};
  }
  const bool intended = verdict.status == Status::kPlanned && pattern.type == EventType::kConsult;
  return {pattern.type, pattern.mode, intended ? "036" : pattern.cameo, verdict.status};
}

std::optional<std::size_t> told_by(const Tree& tree, std::span<const Match> matches, std::span<const Verdict> verdicts,
                                   std::size_t index) {
  if (is_open(verdicts[index].status)) return std::nullopt;
  auto word = matches[index].light == kNoWord ? matches[index].trigger : matches[index].light;
  for (int step = 0; step < kMostSteps && word != kNoWord && is_part(tree.relation(word)); ++step) {
    word = tree.head(word);
    for (std::size_t i = 0; i < matches.size(); ++i) {
      const bool there = matches[i].trigger == word || (word != kNoWord && matches[i].light == word);
      if (i != index && there && is_speech(matches[i].pattern->type)) return i;
    }
  }
  return std::nullopt;
}

void take_part(const Pattern& teller, const record::Picture& part, record::Picture& picture) {
  if (teller.mutual || !picture.recipients.empty()) return;
  for (const auto& actor : teller.type == EventType::kRequest ? part.actors : part.recipients) {
    const bool itself = std::ranges::any_of(
        picture.actors, [&](const record::Actor& other) { return other.span == actor.span && other.via == actor.via; });
    if (!itself) picture.recipients.push_back(actor);
  }
}

}  // namespace tidings::extract
