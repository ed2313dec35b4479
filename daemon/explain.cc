#include "daemon/explain.h"

#include <fmt/color.h>
#include <fmt/format.h>

#include <cstdlib>  // mkdtemp
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "daemon/parse_page.h"
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
  Scratchpad() {
    auto pattern = (std::filesystem::temp_directory_path() / "tidings-explain-XXXXXX").string();
    if (mkdtemp(pattern.data()) != nullptr) folder_ = pattern;
  }
  ~Scratchpad() {
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
  }
  Scratchpad(const Scratchpad&) = delete;
  Scratchpad& operator=(const Scratchpad&) = delete;
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

class Page {
 public:
  explicit Page(bool colour) : colour_(colour) {}

  void print(const record::Input& input, const record::Document& document) const {
    heading(record::to_string(record::origin_of(input)));
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
    heading(record::to_string(record::origin_of(input)));
    fmt::print("  {} {}: {}\n\n", paint(fg(fmt::terminal_color::red), "rejected"), error.code, error.detail);
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

// Only English is parsed: the model has learned nothing else.
void show_parse(ParsePage* page, const record::Result<record::Document>& document) {
  if (page != nullptr && document && document->language == "en") page->print(*document);
}

ExitCode complain(const record::Error& error) {
  fmt::print(stderr, "tidings: {}: {}\n", error.code, error.detail);
  return exit_code_of(error);
}

}  // namespace

ExitCode explain(const ExplainOptions& options) {
  const Scratchpad scratchpad;
  auto store = store::Store::open(scratchpad.folder());
  if (!store) return complain(store.error());
  auto source = io::files::open_source({.files = {options.file}}, **store);
  if (!source) return complain(source.error());
  const auto started = (*source)->start({});
  if (!started) return complain(started.error());
  std::optional<ParsePage> parse;
  if (options.parse) {
    auto opened =
        ParsePage::open(options.model.empty() ? default_model() : std::filesystem::path(options.model), options.colour);
    if (!opened) return complain(opened.error());
    parse.emplace(std::move(*opened));
  }
  const normalise::Normalise normalise;
  normalise::Normalise::Scratch scratch;
  auto code = ExitCode::kDone;
  for (bool end = false; !end;) {
    const auto polled = (*source)->poll({.bytes = kPollBytes, .wait = kPollWait});
    if (!polled) return complain(polled.error());
    for (const auto& input : polled->records) {
      const auto document = normalise(input, scratch);
      if (!document) code = ExitCode::kBadData;
      show(options, input, document);
      show_parse(parse ? &*parse : nullptr, document);
    }
    end = polled->end;
  }
  return code;
}

}  // namespace tidings::daemon
