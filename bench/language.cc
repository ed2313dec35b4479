// How fast a text is read, one core, each step by itself and all together:
//   language MODEL FILE [KERNELS]       FILE: CoNLL-U, of which only the forms are taken
// Prints words/s of the steps, the time to load, memory, and the allocations of the steady state.
#include <fmt/format.h>
#include <time.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "bench/support/allocations.h"
#include "bench/support/report.h"
#include "pipeline/language/reader.h"

namespace {

using namespace tidings;

struct Words {
  std::vector<std::string> text;
  std::vector<std::string_view> forms;
  std::vector<std::uint32_t> ends;
};

Words read_words(const char* path) {
  Words words;
  std::ifstream file(path);
  std::string line;
  while (std::getline(file, line)) {
    const std::size_t first = line.find('\t'), second = line.find('\t', first + 1);
    if (line.empty() && (words.ends.empty() ? 0 : words.ends.back()) < words.text.size()) {
      words.ends.push_back(static_cast<std::uint32_t>(words.text.size()));
    }
    if (line.empty() || line[0] == '#' || line.substr(0, first).find_first_of("-.") != line.npos) continue;
    words.text.push_back(line.substr(first + 1, second - first - 1));
  }
  if (words.ends.empty() || words.ends.back() != words.text.size()) {
    words.ends.push_back(static_cast<std::uint32_t>(words.text.size()));
  }
  words.forms.assign(words.text.begin(), words.text.end());
  return words;
}

// Seconds this thread has had a processor, so that what else runs on the machine counts little.
double now() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

// The best of several passes: what the code can do when nothing else wants the core.
template <typename F>
double best_of(int passes, F&& pass) {
  double best = 1e9;
  for (int i = 0; i < passes; ++i) {
    const double begin = now();
    pass();
    best = std::min(best, now() - begin);
  }
  return best;
}

void report(const char* step, std::size_t words, double seconds) {
  fmt::print("{:<28} {:>10.0f} words/s  {:6.2f} us/word\n", step, static_cast<double>(words) / seconds,
             seconds * 1e6 / static_cast<double>(words));
}

const language::Kernels* kernels_named(std::string_view name) {
  for (const language::Kernels* kernels : language::usable_kernels()) {
    if (name == kernels->name) return kernels;
  }
  return nullptr;
}

void measure(const language::Model& model, const Words& words) {
  constexpr int kPasses = 5;
  std::vector<std::int32_t> sum(model.width());
  report("word features", words.forms.size(), best_of(kPasses, [&] {
           for (const std::string_view form : words.forms) model.embed(form, sum.data());
         }));
  language::Encoder encoder(model);
  language::Parser parser(model);
  std::vector<std::int32_t> heads(1000);
  std::vector<language::Relation> relations(1000);
  double encoding = 0, parsing = 0;
  for (int pass = 0; pass < kPasses; ++pass) {
    double encode = 0, parse = 0;
    std::uint32_t begin = 0;
    for (const std::uint32_t end : words.ends) {
      const language::Stretch all{0, std::min<std::uint32_t>(end - begin, 192)};
      const double start = now();
      const auto outputs = encoder.encode({words.forms.data() + begin, all.end}, {&all, 1});
      encode += now() - start;
      const double then = now();
      parser.parse(outputs, {&all, 1}, {heads.data(), all.end}, {relations.data(), all.end});
      parse += now() - then;
      begin = end;
    }
    encoding = pass == 0 ? encode : std::min(encoding, encode);
    parsing = pass == 0 ? parse : std::min(parsing, parse);
  }
  report("features and convolutions", words.forms.size(), encoding);
  report("trees and relations", words.forms.size(), parsing);
  language::Reader reader(model);
  language::Reading reading;
  reader.read(words.forms, words.ends, reading);
  const std::size_t before = bench::allocations();
  report("tags, names and trees", words.forms.size(),
         best_of(kPasses, [&] { reader.read(words.forms, words.ends, reading); }));
  fmt::print("allocations in {} passes over {} words: {}\n", kPasses, words.forms.size(),
             bench::allocations() - before);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: language MODEL FILE [KERNELS]\n", stderr);
    return 64;
  }
  const double begin = now();
  const auto model = language::Model::load(argv[1], argc > 3 ? kernels_named(argv[3]) : nullptr);
  const double loading = now() - begin;
  if (!model) {
    fmt::print(stderr, "{}\n", model.error().detail);
    return 78;
  }
  fmt::print("kernels {}, width {}, loaded in {:.3f} s, resident {} MB\n", model->kernels().name, model->width(),
             loading, bench::peak_rss() >> 20);
  measure(*model, read_words(argv[2]));
}
