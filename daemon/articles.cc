#include "daemon/articles.h"

#include <cerrno>
#include <chrono>
#include <cstdlib>  // mkdtemp
#include <system_error>
#include <utility>

#include "pipeline/io/files/code.h"
#include "pipeline/io/files/source.h"
#include "pipeline/normalise/normalise.h"
#include "pipeline/store/store.h"

namespace tidings::daemon {
namespace {

constexpr std::size_t kPollBytes = 1UL << 20U;
constexpr std::chrono::milliseconds kPollWait{100};

record::Error unwritable(std::string detail) {
  return {record::Fault::kFatal, io::files::code::kUnwritable, std::move(detail)};
}

}  // namespace

record::Result<std::unique_ptr<Scratchpad>> Scratchpad::make() {
  std::error_code failure;
  const auto parent = std::filesystem::temp_directory_path(failure);
  if (failure) return unwritable("no folder for temporary files (TMPDIR): " + failure.message());
  auto pattern = (parent / "tidings-explain-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) {
    return unwritable("cannot make " + pattern + ": " + std::generic_category().message(errno));
  }
  return std::unique_ptr<Scratchpad>(new Scratchpad(pattern));
}

Scratchpad::~Scratchpad() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::string pattern_of(const std::filesystem::path& file) {
  std::string pattern;
  for (const char c : file.string()) {
    if (c == '*' || c == '?' || c == '[' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern;
}

record::Result<void> read_articles(std::vector<std::string> patterns, const Scratchpad& scratchpad,
                                   const Visit& visit) {
  auto store = store::Store::open(scratchpad.folder() / "state");  // where the file source keeps its positions
  if (!store) return std::move(store).error();
  auto source = io::files::open_source({.files = std::move(patterns)}, **store);
  if (!source) return std::move(source).error();
  if (auto started = (*source)->start({}); !started) return started;
  const normalise::Normalise normalise;
  normalise::Normalise::Scratch scratch;
  for (bool end = false; !end;) {
    auto polled = (*source)->poll({.bytes = kPollBytes, .wait = kPollWait});
    if (!polled) return std::move(polled).error();
    for (auto& input : polled->records) visit(input, normalise(input, scratch));
    end = polled->end;
  }
  return {};
}

}  // namespace tidings::daemon
