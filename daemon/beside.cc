#include "daemon/beside.h"

#include <system_error>

namespace tidings::daemon {
namespace {

std::filesystem::path share() {
  std::error_code ignored;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", ignored);
  return program.parent_path().parent_path() / "share" / "tidings";
}

}  // namespace

std::filesystem::path default_model() { return share() / "english.model"; }

std::filesystem::path default_lexicon() { return share() / "lexicon"; }

std::filesystem::path lexicon_folder(const config::LexiconSettings& settings) {
  return settings.path == "auto" ? default_lexicon() : std::filesystem::path(settings.path);
}

}  // namespace tidings::daemon
