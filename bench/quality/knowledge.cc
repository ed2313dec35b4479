#include "bench/quality/knowledge.h"

#include <fmt/core.h>

#include <fstream>
#include <memory>
#include <sstream>

#include "config/lexicon.h"
#include "config/patterns.h"
#include "pipeline/normalise/normalise.h"
#include "pipeline/record/code_points.h"

namespace tidings::quality {

std::optional<extract::Knowledge> load_knowledge(const std::function<void(language::Lexicon&)>& change) {
  auto model = language::Model::load(TIDINGS_SOURCE_DIR "/pipeline/language/models/english.model");
  auto lexicon = config::load_lexicon(TIDINGS_SOURCE_DIR "/config/lexicon");
  auto patterns = config::load_patterns(TIDINGS_SOURCE_DIR "/config/lexicon/events");
  for (const auto& [file, problems] : patterns.problems) fmt::print(stderr, "{}", config::render(file, problems));
  if (!model || !lexicon.problems.empty() || !patterns.problems.empty()) return std::nullopt;
  if (change) change(lexicon.lexicon);
  return extract::Knowledge{std::move(*model), language::NameDictionary(std::move(lexicon.lexicon)),
                            std::move(patterns.patterns), extract::Times(), "bench"};
}

record::Document document_of(const std::string& id, const std::string& sentence, const std::string& published) {
  record::Document document;
  document.id = id;
  document.language = std::string("en");
  document.text = sentence;
  document.published = record::Published{published, record::Found::kField};
  document.sentences = {{0, record::CodePoints(sentence).size()}};
  return document;
}

std::string content_of(const std::filesystem::path& file) {
  std::ostringstream content;
  content << std::ifstream(file, std::ios::binary).rdbuf();
  return content.str();
}

std::map<std::string, extract::Told> read_articles(const std::filesystem::path& folder, extract::Coder& coder) {
  std::map<std::string, extract::Told> articles;
  const normalise::Normalise normalise;
  normalise::Normalise::Scratch scratch;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    record::Input input;
    input.body = content_of(entry.path());
    input.container = std::make_shared<const std::string>(entry.path().string());
    const auto document = normalise(input, scratch);
    if (document) coder.code(*document, articles[entry.path().filename().string().substr(0, 3)]);
  }
  return articles;
}

}  // namespace tidings::quality
