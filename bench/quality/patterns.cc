// Do the event patterns do what their own sentences ask of them?
//   patterns [--errors N]     how many `fires` give their type and mode, how many `silent` give nothing of their type
#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <string>

#include "bench/quality/pattern_sentences.h"
#include "config/patterns.h"
#include "tests/support/knowledge.h"

namespace tidings::quality {
namespace {

int run(int errors) {
  const auto knowledge = support::load_knowledge();
  if (!knowledge) return 1;
  const auto all = try_sentences(*knowledge);
  for (const auto& one : all) {
    if (one.good || errors-- <= 0) continue;
    fmt::print("{} should {}: {}\n    {}\n", one.pattern->id, one.fires ? "fire" : "be silent", one.sentence,
               one.rules.empty() ? "nothing" : one.rules);
  }
  const auto count = [&](bool fires, bool good_only) {
    return std::ranges::count_if(all, [&](const Tried& one) { return one.fires == fires && (one.good || !good_only); });
  };
  fmt::print(R"({{"bench":"patterns","patterns":{},"senses":{},"fires":{},"fired":{},"silent":{},"kept_silent":{}}})"
             "\n",
             knowledge->patterns.patterns.size(), config::count_senses(knowledge->patterns), count(true, false),
             count(true, true), count(false, false), count(false, true));
  return 0;
}

}  // namespace
}  // namespace tidings::quality

int main(int argc, char** argv) {
  const bool told = argc == 3 && std::string(argv[1]) == "--errors";
  return tidings::quality::run(told ? std::atoi(argv[2]) : 0);
}
