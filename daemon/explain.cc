#include "daemon/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <string_view>
#include <system_error>
#include <utility>

#include "daemon/articles.h"
#include "daemon/beside.h"
#include "daemon/html_page.h"
#include "daemon/knowledge.h"
#include "daemon/log.h"
#include "daemon/missing.h"
#include "daemon/text_page.h"
#include "pipeline/io/files/source.h"
#include "pipeline/record/rejected.h"

namespace tidings::daemon {
namespace {

using Form = ExplainOptions::Form;

// The records as they are published, one a line.
class JsonPage final : public ExplainPage {
 public:
  void article(const record::Input&, const record::Document& document, const extract::Told& told) override {
    fmt::print("{}\n", record::to_message(document).data);
    for (const auto& event : told.events) fmt::print("{}\n", record::to_message(event).data);
    for (const auto& quote : told.quotes) fmt::print("{}\n", record::to_message(quote).data);
  }
  void rejected(const record::Input& input, const record::Error& error) override {
    fmt::print("{}\n", record::to_message(record::reject(record::Input(input), "normalise", error)).data);
  }
};

std::unique_ptr<ExplainPage> make_page(const ExplainOptions& options, const KnowledgePtr& knowledge) {
  if (options.form == Form::kJson) return std::make_unique<JsonPage>();
  if (options.form == Form::kHtml) return std::make_unique<HtmlPage>();
  auto parse = options.parse ? std::make_unique<ParsePage>(knowledge, options.colour) : nullptr;
  return std::make_unique<TextPage>(options.colour, std::move(parse));
}

ExitCode complain(const record::Error& error) {
  fmt::print(stderr, "tidings: {}: {}\n", error.code, in_one_line(error.detail));
  return exit_code_of(error);
}

ExitCode complain(ExitCode code, std::string_view what) {
  fmt::print(stderr, "tidings: {}\n", in_one_line(what));
  return code;
}

// Prints what becomes of every record of the file.
ExitCode explain_file(const ExplainOptions& options, const std::filesystem::path& file, const Scratchpad& scratchpad,
                      const KnowledgePtr& knowledge) {
  const auto page = make_page(options, knowledge);
  const auto name = std::make_shared<const std::string>(options.file);
  extract::Coder coder(*knowledge);
  extract::Told told;
  auto code = ExitCode::kDone;
  const auto read = read_articles({pattern_of(file)}, scratchpad,
                                  [&](record::Input& input, const record::Result<record::Document>& document) {
                                    input.container = name;
                                    if (!document) {
                                      code = ExitCode::kBadData;
                                      return page->rejected(input, document.error());
                                    }
                                    coder.code(*document, told);
                                    page->article(input, *document, told);
                                  });
  if (!read) return complain(read.error());
  page->end();
  return code;
}

// Whether more than one line holds something, and each that does a JSON object by the look of it.
bool is_json_lines(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\r";
  std::size_t objects = 0;
  while (!text.empty()) {
    auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const auto begin = line.find_first_not_of(kSpaces);
    if (begin == std::string_view::npos) continue;
    if (line[begin] != '{' || line[line.find_last_not_of(kSpaces)] != '}') return false;
    ++objects;
  }
  return objects > 1;
}

// Standard input is one article, unless it is JSON Lines: laid into a file, it is read as any other.
ExitCode explain_standard_input(const ExplainOptions& options, const Scratchpad& scratchpad,
                                const KnowledgePtr& knowledge) {
  const auto most = io::files::SourceOptions().max_record_bytes;
  std::string text(most + 1, '\0');
  std::cin.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(std::cin.gcount()));
  if (std::cin.bad()) return complain(ExitCode::kTryAgain, "cannot read standard input");
  if (text.size() > most) {
    return complain(ExitCode::kBadData, fmt::format("standard input is longer than {} bytes; name a file", most));
  }
  const auto file = scratchpad.folder() / (is_json_lines(text) ? "input.jsonl" : "input");
  std::ofstream out(file, std::ios::binary);
  if (!out.write(text.data(), static_cast<std::streamsize>(text.size())).flush()) {
    return complain(ExitCode::kConfiguration, "cannot write " + file.string());
  }
  return explain_file(options, file, scratchpad, knowledge);
}

// Says what is wrong with what is to be read; nothing where it is there.
std::string missing_input(const ExplainOptions& options) {
  std::error_code failure;
  const auto& name = options.missing.empty() ? options.file : options.missing;
  const auto status = std::filesystem::status(name, failure);
  if (!std::filesystem::exists(status)) return "no such file: " + name;
  const auto right =
      options.missing.empty() ? std::filesystem::is_regular_file(status) : std::filesystem::is_directory(status);
  if (right) return {};
  return (options.missing.empty() ? "not a file: " : "not a folder: ") + name;
}

}  // namespace

ExitCode explain(const ExplainOptions& options) {
  const bool standard_input = options.missing.empty() && options.file == "-";
  if (!standard_input) {
    if (const auto wrong = missing_input(options); !wrong.empty()) return complain(ExitCode::kUsage, wrong);
  }
  const auto scratchpad = Scratchpad::make();
  if (!scratchpad) return complain(scratchpad.error());
  const auto loaded =
      load_knowledge(options.model.empty() ? default_model() : std::filesystem::path(options.model),
                     options.lexicon.empty() ? default_lexicon() : std::filesystem::path(options.lexicon));
  if (!loaded.knowledge) {
    fmt::print(stderr, "{}", loaded.problems);
    return ExitCode::kConfiguration;
  }
  if (!options.missing.empty()) {
    const auto printed = print_missing(options.missing, **scratchpad, *loaded.knowledge);
    return printed ? ExitCode::kDone : complain(printed.error());
  }
  return standard_input ? explain_standard_input(options, **scratchpad, loaded.knowledge)
                        : explain_file(options, options.file, **scratchpad, loaded.knowledge);
}

}  // namespace tidings::daemon
