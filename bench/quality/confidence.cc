// What the signals of an event say of whether it is right, and how far the confidence can be believed.
//   confidence       sets: data/plover_gsr, the five articles, the sample feed
// Right: type and both sides are those of gold (plover_gsr); a happening of gold has it, status and all (articles,
// sample), so that an event which gold leaves out counts as wrong. Prints the weights fitted to all sets; then, with
// weights fitted to nine tenths and asked of the other tenth, how many of each tenth of confidence are right, and what
// each threshold keeps.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "bench/quality/gold.h"
#include "bench/quality/logistic.h"
#include "bench/quality/plover_gold.h"
#include "bench/quality/treebank.h"
#include "pipeline/extract/event/confidence.h"
#include "pipeline/record/names.h"
#include "tests/support/knowledge.h"

namespace tidings::quality {
namespace {

constexpr double kRidge = 2;
constexpr std::size_t kParts = 10;

struct Case {
  Labelled labelled;
  std::string group;  // sentence or article: one is never split
  double shipped = 0;
  double chance = 0;  // by weights fitted to others
};

std::vector<double> signals_in(const extract::Knowledge& knowledge, const std::vector<record::Event>& events,
                               const record::Event& event) {
  const auto pattern =
      std::ranges::find(knowledge.patterns.patterns, event.evidence.front().rule, &extract::Pattern::id);
  const auto beside = std::ranges::count_if(events, [&](const record::Event& other) {
    return other.id != event.id && other.evidence.front().span == event.evidence.front().span;
  });
  const auto signals = extract::signals_of(event, *pattern, static_cast<std::size_t>(beside));
  return {signals.begin(), signals.end()};
}

void add_sentences(const extract::Knowledge& knowledge, const std::string& folder, std::vector<Case>& cases) {
  extract::Coder coder(knowledge, {.confidence_min = 0});
  const PloverCodes codes(knowledge.dictionary.lexicon());
  for (const auto& [id, gold] : read_plover_gold(folder)) {
    extract::Told told;
    coder.code(support::document_of(id, gold.text, "2000-01-01"), told);
    for (const auto& event : told.events)
      cases.push_back(
          {{signals_in(knowledge, told.events, event), is_right(gold, event, codes)}, id, event.picture.confidence});
  }
}

void add_articles(const extract::Knowledge& knowledge, const std::filesystem::path& folder,
                  const std::filesystem::path& gold_file, std::vector<Case>& cases) {
  extract::Coder coder(knowledge, {.confidence_min = 0});
  const auto gold = read_gold(gold_file);
  if (!gold) return;
  for (const auto& [article, told] : support::read_articles(folder, coder)) {
    for (const auto& event : told.events) {
      const bool right = std::ranges::any_of(gold->happenings, [&, name = article](const Happening& happening) {
        const auto status = happening.articles.find(name);
        return status != happening.articles.end() && status->second == record::name_of(event.picture.status) &&
               lacks(happening, name, event.coding, event.picture).empty();
      });
      cases.push_back({{signals_in(knowledge, told.events, event), right}, article, event.picture.confidence});
    }
  }
}

std::vector<Labelled> labelled(const std::vector<Case>& cases, std::size_t without) {
  std::vector<Labelled> found;
  for (const auto& one : cases) {
    if (std::hash<std::string>()(one.group) % kParts != without) found.push_back(one.labelled);
  }
  return found;
}

void print_reliability(const std::vector<Case>& cases, double Case::*confidence) {
  struct Tenth {
    int all = 0, right = 0;
    double sum = 0;
  };
  std::array<Tenth, 10> tenths;
  double brier = 0;
  for (const auto& one : cases) {
    const double said = one.*confidence;
    auto& tenth = tenths.at(std::min<std::size_t>(static_cast<std::size_t>(said * 10), 9));
    ++tenth.all;
    tenth.right += one.labelled.right ? 1 : 0;
    tenth.sum += said;
    brier += (said - (one.labelled.right ? 1 : 0)) * (said - (one.labelled.right ? 1 : 0));
  }
  fmt::print("confidence   events  said  right\n");
  for (std::size_t i = 0; i < tenths.size(); ++i) {
    const auto& tenth = tenths.at(i);
    if (tenth.all == 0) continue;
    fmt::print("{:.1f} to {:.1f}   {:6}  {:.2f}  {:.2f}\n", static_cast<double>(i) / 10,
               static_cast<double>(i + 1) / 10, tenth.all, tenth.sum / tenth.all,
               static_cast<double>(tenth.right) / tenth.all);
  }
  fmt::print("Brier {:.3f}\n\n", brier / static_cast<double>(cases.size()));
}

void print_thresholds(const std::vector<Case>& cases, double Case::*confidence) {
  const auto right = std::ranges::count_if(cases, [](const Case& one) { return one.labelled.right; });
  fmt::print("threshold  events  right of them  of all right\n");
  for (const double least : {0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8}) {
    int kept = 0, kept_right = 0;
    for (const auto& one : cases) {
      if (one.*confidence < least) continue;
      ++kept;
      kept_right += one.labelled.right ? 1 : 0;
    }
    if (kept == 0) break;
    fmt::print("{:9.2f}  {:6}  {:12.0f} %  {:10.0f} %\n", least, kept, 100.0 * kept_right / kept,
               100.0 * kept_right / static_cast<double>(right));
  }
  fmt::print("\n");
}

int run(const std::filesystem::path& shared) {
  const auto knowledge = support::load_knowledge();
  if (!knowledge) return 1;
  std::vector<Case> cases;
  const std::filesystem::path root = TIDINGS_SOURCE_DIR;
  add_sentences(*knowledge, (shared / "data/plover_gsr").string(), cases);
  add_articles(*knowledge, shared / "articles", shared / "gold/incidents.yaml", cases);
  add_articles(*knowledge, root / "deploy/sample/feed", root / "deploy/sample/gold.yaml", cases);
  const auto weights = fit(labelled(cases, kParts), kRidge);
  for (std::size_t i = 0; i < weights.size(); ++i) fmt::print("{:7.3f}  {}\n", weights[i], extract::kSignals.at(i));
  for (std::size_t part = 0; part < kParts; ++part) {
    const auto others = fit(labelled(cases, part), kRidge);
    for (auto& one : cases) {
      if (std::hash<std::string>()(one.group) % kParts == part) one.chance = probability(others, one.labelled.signals);
    }
  }
  fmt::print("\nfitted to nine tenths, asked of the other:\n");
  print_reliability(cases, &Case::chance);
  print_thresholds(cases, &Case::chance);
  fmt::print("as shipped:\n");
  print_reliability(cases, &Case::shipped);
  print_thresholds(cases, &Case::shipped);
  return 0;
}

}  // namespace
}  // namespace tidings::quality

int main() {
  const auto shared = tidings::quality::shared_folder();
  if (!std::filesystem::exists(shared / "data/plover_gsr/gold.jsonl")) {
    fmt::print("no reference data: set TIDINGS_SHARED\n");
    return 0;
  }
  return tidings::quality::run(shared);
}
