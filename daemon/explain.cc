#include "daemon/explain.h"

#include <fmt/color.h>
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>  // mkdtemp
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include "daemon/beside.h"
#include "daemon/events_page.h"
#include "daemon/knowledge.h"
#include "daemon/log.h"
#include "daemon/parse_page.h"
#include "pipeline/io/files/code.h"
#include "pipeline/io/files/source.h"
#include "pipeline/normalise/normalise.h"
#include "pipeline/record/code_points.h"
#include "pipeline/record/rejected.h"
#include "pipeline/store/store.h"

namespace tidings::daemon {
namespace {

constexpr std::size_t kPollBytes = 1UL << 20U;
constexpr std::chrono::milliseconds kPollWait{100};

// The file source keeps its positions in a store; here they are thrown away with it.
class Scratchpad {
 public:
  static record::Result<std::unique_ptr<Scratchpad>> make() {
    std::error_code failure;
    const auto parent = std::filesystem::temp_directory_path(failure);
    if (failure) return unwritable("no folder for temporary files (TMPDIR): " + failure.message());
    auto pattern = (parent / "tidings-explain-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) {
      return unwritable("cannot make " + pattern + ": " + std::generic_category().message(errno));
    }
    return std::unique_ptr<Scratchpad>(new Scratchpad(pattern));
  }
  ~Scratchpad() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Scratchpad(const Scratchpad&) = delete;
  Scratchpad& operator=(const Scratchpad&) = delete;
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

 private:
  explicit Scratchpad(std::filesystem::path folder) : folder_(std::move(folder)) {}
  static record::Error unwritable(std::string detail) {
    return {record::Fault::kFatal, io::files::code::kUnwritable, std::move(detail)};
  }

  const std::filesystem::path folder_;
};

class Page {
 public:
  explicit Page(bool colour) : colour_(colour) {}

  void print(const record::Input& input, const record::Document& document) const {
    heading(in_one_line(record::to_string(record::origin_of(input))));
    field("id", document.id);
    field("title", document.title);
    if (document.published) {
      field("published",
            fmt::format("{} (from the {})", document.published->value, name_of(document.published->found)));
    }
    field("language", document.language);
    field("fingerprint", fmt::format("{:016x}", document.fingerprint.bits));
    sentences(document);
    for (const auto& foreign : document.foreign) {
      field("foreign", fmt::format("{}-{} {}", foreign.span.begin, foreign.span.end, foreign.language));
    }
    for (const auto& removal : document.removed) {
      fmt::print("  {} {}\n", paint(fg(fmt::terminal_color::red), fmt::format("- {}:", removal.why)), removal.text);
    }
    fmt::print("\n");
  }

  void print(const record::Input& input, const record::Error& error) const {
    heading(in_one_line(record::to_string(record::origin_of(input))));
    fmt::print("  {} {}: {}\n\n", paint(fg(fmt::terminal_color::red), "rejected"), error.code,
               in_one_line(error.detail));
  }

 private:
  [[nodiscard]] std::string paint(const fmt::text_style& style, const std::string& text) const {
    return colour_ ? fmt::format(style, "{}", text) : text;
  }
  void heading(const std::string& text) const { fmt::print("{}\n", paint(fmt::emphasis::bold, text)); }
  void field(std::string_view name, const std::string& value) const {
    if (!value.empty()) fmt::print("  {:<12} {}\n", name, value);
  }
  void sentences(const record::Document& document) const {
    const record::CodePoints points(document.text);
    std::size_t number = 0;
    for (const auto& span : document.sentences) {
      const auto place = fmt::format("{:>4} {:>5}-{:<5}", ++number, span.begin, span.end);
      fmt::print("  {} {}\n", paint(fg(fmt::terminal_color::cyan), place), points.text_of(span));
    }
  }
  const bool colour_;
};

void show(const ExplainOptions& options, const record::Input& input, const record::Result<record::Document>& document) {
  if (!options.json) {
    const Page page(options.colour);
    document ? page.print(input, *document) : page.print(input, document.error());
    return;
  }
  const auto message = document
                           ? record::to_message(*document)
                           : record::to_message(record::reject(record::Input(input), "normalise", document.error()));
  fmt::print("{}\n", message.data);
}

ExitCode complain(const record::Error& error) {
  fmt::print(stderr, "tidings: {}: {}\n", error.code, in_one_line(error.detail));
  return exit_code_of(error);
}

ExitCode complain(ExitCode code, std::string_view what) {
  fmt::print(stderr, "tidings: {}\n", in_one_line(what));
  return code;
}

// The file source takes patterns; this one matches the file of that very name.
std::string pattern_of(const std::filesystem::path& file) {
  std::string pattern;
  for (const char c : file.string()) {
    if (c == '*' || c == '?' || c == '[' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern;
}

// The pages that need the model.
struct Pages {
  std::optional<ParsePage> parse;
  std::optional<EventsPage> events;
};

ExitCode open_pages(const ExplainOptions& options, Pages& pages) {
  if (!options.parse && !options.events) return ExitCode::kDone;
  const auto loaded =
      load_knowledge(options.model.empty() ? default_model() : std::filesystem::path(options.model),
                     options.lexicon.empty() ? default_lexicon() : std::filesystem::path(options.lexicon));
  if (!loaded.knowledge) {
    fmt::print(stderr, "{}", loaded.problems);
    return ExitCode::kConfiguration;
  }
  if (options.parse) pages.parse.emplace(loaded.knowledge, options.colour);
  if (options.events) pages.events.emplace(loaded.knowledge, options.json, options.colour);
  return ExitCode::kDone;
}

// Only English is read: the model has learned nothing else.
void show_reading(Pages& pages, const record::Result<record::Document>& document) {
  if (!document || document->language != "en") return;
  if (pages.parse) pages.parse->print(*document);
  if (pages.events) pages.events->print(*document);
}

// Prints what becomes of every record of the file.
ExitCode explain_file(const ExplainOptions& options, const std::filesystem::path& file, const Scratchpad& scratchpad) {
  auto store = store::Store::open(scratchpad.folder() / "state");
  if (!store) return complain(store.error());
  auto source = io::files::open_source({.files = {pattern_of(file)}}, **store);
  if (!source) return complain(source.error());
  const auto started = (*source)->start({});
  if (!started) return complain(started.error());
  Pages pages;
  if (const auto opened = open_pages(options, pages); opened != ExitCode::kDone) return opened;
  const auto name = std::make_shared<const std::string>(options.file);
  const normalise::Normalise normalise;
  normalise::Normalise::Scratch scratch;
  auto code = ExitCode::kDone;
  for (bool end = false; !end;) {
    auto polled = (*source)->poll({.bytes = kPollBytes, .wait = kPollWait});
    if (!polled) return complain(polled.error());
    for (auto& input : polled->records) {
      input.container = name;
      const auto document = normalise(input, scratch);
      if (!document) code = ExitCode::kBadData;
      show(options, input, document);
      show_reading(pages, document);
    }
    end = polled->end;
  }
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
ExitCode explain_standard_input(const ExplainOptions& options, const Scratchpad& scratchpad) {
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
  return explain_file(options, file, scratchpad);
}

}  // namespace

ExitCode explain(const ExplainOptions& options) {
  const bool standard_input = options.file == "-";
  std::error_code failure;
  const auto status = std::filesystem::status(options.file, failure);
  if (!standard_input && !std::filesystem::is_regular_file(status)) {
    const auto* what = std::filesystem::exists(status) ? "not a file: " : "no such file: ";
    return complain(ExitCode::kUsage, what + options.file);
  }
  const auto scratchpad = Scratchpad::make();
  if (!scratchpad) return complain(scratchpad.error());
  return standard_input ? explain_standard_input(options, **scratchpad)
                        : explain_file(options, options.file, **scratchpad);
}

}  // namespace tidings::daemon
