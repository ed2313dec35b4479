// What does normalise cost an article, and which step of it? Made articles, one thread, CPU time.
// Aim: 60 us for 3.5 KB.
//
//   normalise [--articles N] [--bytes N]
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <functional>

#include "bench/support/report.h"
#include "pipeline/language/sentences.h"
#include "pipeline/normalise/clean.h"
#include "pipeline/normalise/encoding.h"
#include "pipeline/normalise/fingerprint.h"
#include "pipeline/normalise/furniture.h"
#include "pipeline/normalise/header.h"
#include "pipeline/normalise/languages.h"
#include "pipeline/normalise/layout.h"
#include "pipeline/normalise/normalise.h"
#include "pipeline/normalise/title.h"

namespace {

using namespace tidings;

constexpr std::size_t kBodies = 64;  // different articles, so that no branch is learned by heart

std::string made_body(std::uint64_t seed, std::size_t bytes) {
  return fmt::format(" date 1911-05-{:02} {}\n\nRelated materials:\n\n{}\n\nLegend: The quay at noon.\n\nReuters\n",
                     seed % 28 + 1, bench::made_article(seed, bytes / 2), bench::made_article(seed + 1000, bytes / 2));
}

class Steps {
 public:
  Steps(std::vector<std::string> bodies, std::size_t rounds) : bodies_(std::move(bodies)), rounds_(rounds) {}

  // CPU microseconds of one call.
  double measure(const char* name, const std::function<void(const std::string&)>& step) {
    const auto begin = bench::cpu_seconds();
    for (std::size_t round = 0; round < rounds_; ++round) {
      for (const auto& body : bodies_) step(body);
    }
    const auto each = (bench::cpu_seconds() - begin) * 1e6 / static_cast<double>(rounds_ * bodies_.size());
    fmt::print("{:<28}{:>8.2f} us/article\n", name, each);
    return each;
  }

 private:
  std::vector<std::string> bodies_;
  std::size_t rounds_;
};

void measure(std::size_t articles, std::size_t bytes) {
  std::vector<std::string> bodies;
  for (std::size_t seed = 0; seed < kBodies; ++seed) bodies.push_back(made_body(seed, bytes));
  Steps steps(bodies, std::max<std::size_t>(articles / kBodies, 1));

  std::string decoded;
  std::string cleaned;
  std::string buffer;
  std::vector<record::Removal> removed;
  normalise::Layout layout;
  std::vector<language::Sentence> sentences;
  steps.measure("encoding", [&](const auto& body) { (void)normalise::decode(body, {}, decoded, removed).has_value(); });
  steps.measure("clean and NFC", [&](const auto& body) {
    (void)normalise::clean(body, cleaned, buffer, removed).has_value();
    normalise::unwrap(cleaned);
  });
  steps.measure("layout, furniture, header", [&](const auto& body) {
    layout.read(body);
    normalise::drop_furniture(layout, body);
    (void)normalise::read_header(layout);
    normalise::drop_sign_off(layout);
    (void)normalise::find_title(layout);
  });
  steps.measure("ids", [&](const auto& body) {
    (void)record::Id::of("body", {body});
    (void)record::Id::of("article", {"", "", body});
  });
  steps.measure("language", [&](const auto& body) { (void)normalise::language_of(body, {}, 1024); });
  std::vector<record::Foreign> foreign;
  steps.measure("foreign passages", [&](const auto& body) { normalise::find_foreign(body, foreign); });
  steps.measure("sentences", [&](const auto& body) {
    sentences.clear();
    language::split_sentences(body, sentences);
  });
  steps.measure("sentences and fingerprints", [&](const auto& body) {
    sentences.clear();
    language::split_sentences(body, sentences);
    for (const auto& sentence : sentences) {
      (void)normalise::fingerprint_of(std::string_view(body).substr(sentence.begin, sentence.end - sentence.begin));
    }
  });

  const normalise::Normalise normalise;
  normalise::Normalise::Scratch scratch;
  record::Input input;
  input.container = std::make_shared<const std::string>("made.txt");
  const auto whole = steps.measure("all of it", [&](const auto& body) {
    input.body = body;
    (void)normalise(input, scratch).has_value();
  });
  fmt::print("{:.0f} articles/s on one core, {} bytes each\n", 1e6 / whole, bodies[0].size());
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t articles = 20'000;
  std::size_t bytes = 3'400;
  CLI::App app{"What normalise costs an article, step by step."};
  app.add_option("--articles", articles);
  app.add_option("--bytes", bytes);
  CLI11_PARSE(app, argc, argv);
  bench::stay_on_cores(1);
  measure(articles, bytes);
  return 0;
}
