// Do the event patterns do what their own sentences ask of them?
//   patterns [--errors N]     how many `fires` give their type and mode, how many `silent` give nothing of their type
// The sentences are about invented countries, which are added to the lexicon here.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>

#include "config/patterns.h"
#include "pipeline/record/names.h"
#include "tests/support/knowledge.h"

namespace tidings::quality {
namespace {

using support::document_of;
using support::load_knowledge;

struct Country {
  const char* code;
  const char* name;
  const char* adjective;
};

constexpr std::array kInvented = {Country{"XNL", "Norland", "Norlandic"},  Country{"XKA", "Karelik", "Karelik"},
                                  Country{"XVE", "Vendoria", "Vendorian"}, Country{"XSE", "Selmar", "Selmari"},
                                  Country{"XHA", "Halvia", "Halvian"},     Country{"XDR", "Drossen", "Drossen"},
                                  Country{"XZE", "Zemara", "Zemaran"},     Country{"XPE", "Pellia", "Pellian"},
                                  Country{"XTA", "Tarvos", "Tarvosi"},     Country{"XBE", "Belmark", "Belmarkian"},
                                  Country{"XQU", "Quillia", "Quillian"},   Country{"XRU", "Ruvania", "Ruvanian"}};

std::vector<record::Event> events_of(extract::Coder& coder, const std::string& sentence) {
  extract::Told told;
  coder.code(document_of("sentence", sentence, "1985-06-01"), told);
  return std::move(told.events);
}

std::string described(const std::vector<record::Event>& events) {
  std::string text;
  for (const auto& event : events) text += " " + event.evidence[0].rule;
  return text.empty() ? " nothing" : text;
}

int run(int errors) {
  const auto knowledge = load_knowledge([](language::Lexicon& lexicon) {
    for (const auto& country : kInvented) {
      lexicon.countries.push_back(
          {country.code, country.code, country.name, {}, {country.adjective}, {country.adjective}, "", {}, {}});
    }
  });
  if (!knowledge) return 1;
  extract::Coder coder(*knowledge);
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
