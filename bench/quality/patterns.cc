// Do the event patterns do what their own sentences ask of them?
//   patterns [--errors N]     how many `fires` give their type and mode, how many `silent` give nothing of their type
// The sentences are about invented countries and towns. What is asked is whether the patterns are right, not whether a
// name that nobody knows is read as one: real names stand in for them here.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <string_view>

#include "config/patterns.h"
#include "pipeline/record/names.h"
#include "tests/support/knowledge.h"

namespace tidings::quality {
namespace {

using support::document_of;
using support::load_knowledge;

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

std::vector<record::Event> events_of(extract::Coder& coder, const std::string& sentence) {
  extract::Told told;
  coder.code(document_of("sentence", with_real_names(sentence), "1985-06-01"), told);
  return std::move(told.events);
}

std::string described(const std::vector<record::Event>& events) {
  std::string text;
  for (const auto& event : events) text += " " + event.evidence[0].rule;
  return text.empty() ? " nothing" : text;
}

int run(int errors) {
  const auto knowledge = load_knowledge();
  if (!knowledge) return 1;
  extract::Coder coder(*knowledge, {.confidence_min = 0});  // a sentence by itself tells little
  int fires = 0;
  int fired = 0;
  int silent = 0;
  int kept_silent = 0;
  for (const auto& pattern : knowledge->patterns.patterns) {
    for (const auto& sentence : pattern.fires) {
      const auto events = events_of(coder, sentence);
      const bool good = std::ranges::any_of(events, [&](const record::Event& event) {
        return event.coding.type == pattern.type && event.coding.mode == pattern.mode;
      });
      ++fires;
      fired += good ? 1 : 0;
      if (!good && errors-- > 0) fmt::print("{} should fire: {}\n   {}\n", pattern.id, sentence, described(events));
    }
    for (const auto& sentence : pattern.silent) {
      const auto events = events_of(coder, sentence);
      const bool bad =
          std::ranges::any_of(events, [&](const record::Event& event) { return event.coding.type == pattern.type; });
      ++silent;
      kept_silent += bad ? 0 : 1;
      if (bad && errors-- > 0) fmt::print("{} should be silent: {}\n   {}\n", pattern.id, sentence, described(events));
    }
  }
  fmt::print(R"({{"bench":"patterns","patterns":{},"senses":{},"fires":{},"fired":{},"silent":{},"kept_silent":{}}})"
             "\n",
             knowledge->patterns.patterns.size(), config::count_senses(knowledge->patterns), fires, fired, silent,
             kept_silent);
  return 0;
}

}  // namespace
}  // namespace tidings::quality

int main(int argc, char** argv) {
  const bool told = argc == 3 && std::string(argv[1]) == "--errors";
  return tidings::quality::run(told ? std::atoi(argv[2]) : 0);
}
