#include "bench/quality/pattern_sentences.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "tests/support/knowledge.h"

namespace tidings::quality {
namespace {

struct Named {
  std::string_view invented;
  std::string_view real;
};

// A longer name stands before a shorter one that it begins with.
constexpr std::array kNames = {
    Named{"Norlandic", "Norwegian"}, Named{"Norland", "Norway"},      Named{"Karelikan", "Polish"},
    Named{"Karelik", "Poland"},      Named{"Vendorian", "Bulgarian"}, Named{"Vendoria", "Bulgaria"},
    Named{"Halvia", "Latvia"},       Named{"Zemaran", "Zambian"},     Named{"Zemara", "Zambia"},
    Named{"Pellian", "Bolivian"},    Named{"Pellia", "Bolivia"},      Named{"Quillia", "Mongolia"},
    Named{"Ruvanian", "Romanian"},   Named{"Ruvania", "Romania"},     Named{"Tarvos", "Cyprus"},
    Named{"Belmark", "Denmark"},     Named{"Selmar", "Iceland"},      Named{"Drossen", "Ghana"},
    Named{"Dremel", "Izmir"}};

std::string with_real_names(std::string sentence) {
  for (const auto& name : kNames) {
    for (auto at = sentence.find(name.invented); at != std::string::npos; at = sentence.find(name.invented, at)) {
      sentence.replace(at, name.invented.size(), name.real);
      at += name.real.size();
    }
  }
  return sentence;
}

std::string rules_of(const std::vector<record::Event>& events) {
  std::string text;
  for (const auto& event : events) text += (text.empty() ? "" : " ") + event.evidence[0].rule;
  return text;
}

Tried tried(extract::Coder& coder, const extract::Pattern& pattern, const std::string& sentence, bool fires) {
  extract::Told told;
  coder.code(support::document_of("sentence", with_real_names(sentence), "1985-06-01"), told);
  const bool given = std::ranges::any_of(told.events, [&](const record::Event& event) {
    return event.coding.type == pattern.type && (!fires || event.coding.mode == pattern.mode);
  });
  return {&pattern, sentence, fires, given == fires, rules_of(told.events)};
}

}  // namespace

std::vector<Tried> try_sentences(const extract::Knowledge& knowledge) {
  extract::Coder coder(knowledge, {.confidence_min = 0});  // a sentence by itself tells little
  std::vector<Tried> all;
  for (const auto& pattern : knowledge.patterns.patterns) {
    for (const auto& sentence : pattern.fires) all.push_back(tried(coder, pattern, sentence, true));
    for (const auto& sentence : pattern.silent) all.push_back(tried(coder, pattern, sentence, false));
  }
  return all;
}

}  // namespace tidings::quality
