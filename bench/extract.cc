// How fast are documents read and coded, from clean text to events and quotes? One core; what each step takes, with
// each set of kernels that this processor can run. Floor: 200 articles/s; aim: 600.
//
//   extract [FOLDER …] [--kernels NAME] [--passes N]
//
// Without folders: the five articles and MEANTIME of the shared reference material, or, where that is absent, the
// sample feed.
#include <fmt/format.h>
#include <time.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <filesystem>
#include <functional>

#include "bench/support/allocations.h"
#include "bench/support/report.h"
#include "pipeline/extract/actor/mentions.h"
#include "pipeline/extract/coder.h"
#include "pipeline/extract/parsed_document.h"
#include "pipeline/extract/quote/speech.h"
#include "pipeline/language/text_reader.h"
#include "tests/support/knowledge.h"

namespace {

using namespace tidings;
namespace fs = std::filesystem;
using Documents = std::vector<record::Document>;

// Seconds this thread has had a processor, so that what else runs on the machine counts little.
double now() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

struct Seconds {
  double tokens = 0, network = 0, trees = 0, names = 0, lemmas = 0, actors = 0, times = 0, quotes = 0;
  double all = 0;

  // What is left: triggers, their arguments, status, time and place, and the records.
  [[nodiscard]] double events() const {
    return all - tokens - network - trees - names - lemmas - actors - times - quotes;
  }
};

template <typename F>
void timed(double& seconds, F&& step) {
  const double begin = now();
  step();
  seconds += now() - begin;
}

// Each step by itself, as the coder takes them.
class Steps {
 public:
  explicit Steps(const extract::Knowledge& knowledge)
      : knowledge_(knowledge),
        coder_(knowledge),
        parser_(knowledge.model, knowledge.dictionary, knowledge.times),
        reader_(knowledge.model),
        encoder_(knowledge.model),
        names_(knowledge.dictionary),
        mentions_of_(knowledge.dictionary) {}

  Seconds pass(const Documents& documents) {
    Seconds seconds;
    words_ = told_ = 0;
    for (const auto& document : documents) {
      timed(seconds.all, [&] { coder_.code(document, told_records_); });
      told_ += told_records_.events.size();
      parser_.parse(document, parsed_);
      measure(document, seconds);
      words_ += parsed_.reading.tokens.size();
    }
    return seconds;
  }

  [[nodiscard]] std::size_t words() const { return words_; }
  [[nodiscard]] std::size_t events() const { return told_; }

 private:
  void measure(const record::Document& document, Seconds& seconds) {
    const auto& reading = parsed_.reading;
    timed(seconds.tokens, [&] { cut_tokens(document); });
    double read = 0;
    timed(read, [&] { reader_.read(reading.forms, reading.ends, words_read_); });
    const double network = run_network();
    seconds.network += network;
    seconds.trees += read - network;
    timed(seconds.names, [&] {
      names_.find(reading.forms, reading.ends, words_read_, found_names_);
      trees_.mend(found_names_, reading.forms, words_read_);
    });
    timed(seconds.lemmas, [&] { tree_.build(reading.forms, reading.ends, reading.words); });
    timed(seconds.actors, [&] { mentions_of_.find(tree_, reading.names, {}, mentions_); });
    timed(seconds.times, [&] {
      const auto& published = document.published;
      (void)knowledge_.times({document.text, reading.tokens, reading.ends, &reading.words},
                             {published ? std::string_view(published->value) : "", document.source, document.url});
    });
    timed(seconds.quotes, [&] { (void)extract::find_speech(document.text, reading.tokens, tree_, parsed_.mentions); });
  }

  void cut_tokens(const record::Document& document) {
    tokens_.clear();
    for (const auto& sentence : document.sentences) {
      const language::Sentence bytes{static_cast<std::uint32_t>(parsed_.points.byte_of(sentence.begin)),
                                     static_cast<std::uint32_t>(parsed_.points.byte_of(sentence.end))};
      language::tokenise(document.text, bytes, tokens_);
    }
  }

  // The network without the trees, in pieces as large as the reader's.
  double run_network() {
    constexpr std::uint32_t kAtOnce = 512;
    const auto& [forms, ends] = std::tie(parsed_.reading.forms, parsed_.reading.ends);
    double seconds = 0;
    std::vector<language::Stretch> stretches;
    std::uint32_t begin = 0, first = 0;
    const auto run = [&](std::uint32_t end) {
      if (stretches.empty()) return;
      timed(seconds, [&] { (void)encoder_.encode({forms.data() + first, end - first}, stretches); });
      stretches.clear();
      first = end;
    };
    for (const std::uint32_t end : ends) {
      if (end - first > kAtOnce) run(begin);
      if (begin < end) stretches.push_back({begin - first, end - first});
      begin = end;
    }
    run(begin);
    return seconds;
  }

  const extract::Knowledge& knowledge_;
  extract::Coder coder_;
  extract::DocumentParser parser_;
  language::Reader reader_;
  language::Encoder encoder_;
  language::NameFinder names_;
  language::NameTrees trees_;
  extract::MentionFinder mentions_of_;
  extract::Told told_records_;
  extract::ParsedDocument parsed_;
  language::Reading words_read_;
  std::vector<language::Token> tokens_;
  std::vector<language::Name> found_names_;
  extract::Tree tree_;
  extract::Mentions mentions_;
  std::size_t words_ = 0, told_ = 0;
};

// Of coding alone, once the memory of a worker has grown.
double allocations_an_article(const extract::Knowledge& knowledge, const Documents& documents) {
  extract::Coder coder(knowledge);
  extract::Told told;
  for (const auto& document : documents) coder.code(document, told);
  const auto before = bench::allocations();
  for (const auto& document : documents) coder.code(document, told);
  return static_cast<double>(bench::allocations() - before) / static_cast<double>(documents.size());
}

void print(const extract::Knowledge& knowledge, const std::string& name, const Documents& documents, const Steps& steps,
           const Seconds& best) {
  const auto share = [&](double seconds) { return 100 * seconds / best.all; };
  const auto count = static_cast<double>(documents.size());
  std::size_t bytes = 0;
  for (const auto& document : documents) bytes += document.text.size();
  fmt::print(R"({{"bench":"extract","set":"{}","kernels":"{}","articles":{},"words":{},"events":{},)"
             R"("articles_per_cpu_second":{:.1f},"words_per_cpu_second":{:.0f},"mb_per_cpu_second":{:.2f},)"
             R"("ms_an_article":{:.2f},"ms_without_network":{:.2f},)"
             R"("percent":{{"tokens":{:.1f},"network":{:.1f},"trees":{:.1f},"names":{:.1f},"lemmas":{:.1f},)"
             R"("actors":{:.1f},"times":{:.1f},"quotes":{:.1f},"events":{:.1f}}},)"
             R"("allocations_an_article":{:.0f},"peak_mb":{}}})"
             "\n",
             name, knowledge.model.kernels().name, documents.size(), steps.words(), steps.events(), count / best.all,
             static_cast<double>(steps.words()) / best.all, static_cast<double>(bytes) / best.all / 1e6,
             1e3 * best.all / count, 1e3 * (best.all - best.network - best.trees) / count, share(best.tokens),
             share(best.network), share(best.trees), share(best.names), share(best.lemmas), share(best.actors),
             share(best.times), share(best.quotes), share(best.events()), allocations_an_article(knowledge, documents),
             bench::peak_rss() >> 20U);
}

int measure(const extract::Knowledge& knowledge, const fs::path& folder, int passes) {
  Documents documents;
  for (auto& [name, document] : support::read_documents(folder)) documents.push_back(std::move(document));
  if (documents.empty()) {
    fmt::print(stderr, "{}: no articles\n", folder.string());
    return 1;
  }
  Steps steps(knowledge);
  (void)steps.pass(documents);
  // The best pass: what the code can do when nothing else wants the core.
  auto best = steps.pass(documents);
  for (int i = 1; i < passes; ++i) {
    const auto next = steps.pass(documents);
    if (next.all < best.all) best = next;
  }
  print(knowledge, folder.filename().string(), documents, steps, best);
  return 0;
}

std::vector<fs::path> usual_folders() {
  const auto* given = std::getenv("TIDINGS_SHARED");
  const fs::path shared = given != nullptr ? given : TIDINGS_SOURCE_DIR "/../shared";
  std::vector<fs::path> folders;
  for (const auto* name : {"articles", "data/meantime"}) {
    if (fs::is_directory(shared / name)) {
      folders.push_back(shared / name);
    } else {
      fmt::print(stderr, "{} is not there: NOT MEASURED\n", (shared / name).string());
    }
  }
  if (folders.empty()) folders.emplace_back(TIDINGS_SOURCE_DIR "/deploy/sample/feed");
  return folders;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("How fast documents are coded");
  std::vector<std::string> given;
  std::string kernels_name;
  int passes = 10;
  app.add_option("folder", given, "folders of articles");
  app.add_option("--kernels", kernels_name,
                 "baseline, avx2, avxvnni or vnni; default: each that this processor can run");
  app.add_option("--passes", passes, "passes over each; the best counts");
  CLI11_PARSE(app, argc, argv);

  bench::stay_on_cores(1);
  auto knowledge = support::load_knowledge();
  if (!knowledge) return 78;
  const auto folders = given.empty() ? usual_folders() : std::vector<fs::path>(given.begin(), given.end());
  int failed = 0;
  for (const auto* kernels : language::usable_kernels()) {
    if (!kernels_name.empty() && kernels_name != kernels->name) continue;
    auto model = language::Model::load(TIDINGS_SOURCE_DIR "/pipeline/language/models/english.model", kernels);
    if (!model) return 78;
    knowledge->model = std::move(*model);
    for (const auto& folder : folders) failed |= measure(*knowledge, folder, passes);
  }
  return failed;
}
