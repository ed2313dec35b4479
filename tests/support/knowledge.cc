#include "tests/support/knowledge.h"

#include <fmt/core.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <sstream>

#include "config/lexicon.h"
#include "config/patterns.h"
#include "pipeline/io/files/decoder.h"
#include "pipeline/io/files/record_reader.h"
#include "pipeline/normalise/normalise.h"
#include "pipeline/record/code_points.h"

namespace tidings::support {

std::optional<extract::Knowledge> load_knowledge(const std::function<void(language::Lexicon&)>& change) {
  auto model = language::Model::load(TIDINGS_SOURCE_DIR "/pipeline/language/models/english.model");
  auto lexicon = config::load_lexicon(TIDINGS_SOURCE_DIR "/config/lexicon");
  auto patterns = config::load_patterns(TIDINGS_SOURCE_DIR "/config/lexicon/events");
  for (const auto& [file, problems] : patterns.problems) fmt::print(stderr, "{}", config::render(file, problems));
  for (const auto& [file, problems] : lexicon.problems) fmt::print(stderr, "{}", config::render(file, problems));
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

namespace {

constexpr std::size_t kMostRecordBytes = 8UL << 20U;

class ContentBytes final : public io::files::Bytes {
 public:
  explicit ContentBytes(std::string content) : content_(std::move(content)) {}
  record::Result<io::files::Got> read(std::span<char> into) override {
    const auto size = content_.copy(into.data(), into.size(), at_);
    at_ += size;
    return io::files::Got{size, false};
  }

 private:
  std::string content_;
  std::size_t at_ = 0;
};

// "40-camp-david.jsonl.gz" is 40, "000_f428.txt" is 000.
std::string number_of(const std::filesystem::path& file) {
  const auto name = file.filename().string();
  return name.substr(0, name.find_first_of("-_."));
}

}  // namespace

std::map<std::string, record::Document> read_documents(const std::filesystem::path& folder) {
  using io::files::Framing;
  using io::files::RecordReader;
  std::map<std::string, record::Document> documents;
  const normalise::Normalise normalise;
  normalise::Normalise::Scratch scratch;
  std::vector<char> block(RecordReader::kBlockBytes);
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
  std::ranges::sort(files);
  for (const auto& file : files) {
    const auto framing = io::files::framing_of(file.string());
    auto bytes = std::make_unique<ContentBytes>(content_of(file));
    RecordReader reader(io::files::decoded(std::move(bytes), io::files::codec_of(file.string())), framing,
                        kMostRecordBytes, block);
    for (;;) {
      record::Input input;
      const auto next = reader.next(input);
      if (!next || *next == RecordReader::Next::kEnd) break;
      if (*next != RecordReader::Next::kRecord) continue;
      input.container = std::make_shared<const std::string>(file.string());
      auto document = normalise(input, scratch);
      if (!document) continue;
      auto name = framing == Framing::kLines ? document->id : number_of(file);
      documents.insert_or_assign(std::move(name), std::move(*document));
    }
  }
  return documents;
}

std::map<std::string, extract::Told> read_articles(const std::filesystem::path& folder, extract::Coder& coder) {
  std::map<std::string, extract::Told> articles;
  for (const auto& [name, document] : read_documents(folder)) coder.code(document, articles[name]);
  return articles;
}

}  // namespace tidings::support
